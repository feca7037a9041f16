"""What a visitor sees of the demo provider: choose a digital key, choose a demo person, sign out."""

from collections.abc import Mapping
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from vov_app import routes
from vov_app.adapters.clock import system_now
from vov_app.prototype.demo_acm.provider import CLIENT_ID, CODE_SECONDS, DemoProvider
from vov_app.prototype.pages import render
from vov_app.prototype.people import PEOPLE
from vov_app.services.worlds import NoWorld, world_for

KEYS = ("itsme", "eid", "app", "sms")
KEPT = (
    "client_id", "redirect_uri", "response_type", "scope", "state", "nonce",
    "code_challenge", "code_challenge_method",
)  # fmt: skip


class Screens:
    """The screens of one provider."""

    def __init__(self, provider: DemoProvider) -> None:
        self.provider = provider

    def routes(self) -> list[Route]:
        """Their routes, below the provider's address."""
        return [
            Route("/authorize", self.ask, methods=["GET"]),
            Route("/authorize", self.choose, methods=["POST"]),
            Route("/logout", self.leave, methods=["GET"]),
        ]

    async def ask(self, request: Request) -> Response:
        """Which key, and then which person."""
        query = dict(request.query_params)
        if not self._is_ours(query):
            return render("acm_refused.html", status=400)
        kept = {name: query[name] for name in KEPT}
        key = query.get("acr_values", "")
        if key not in KEYS:
            choices = [(k, urlencode({**kept, "acr_values": k})) for k in KEYS]
            return render("acm_key.html", choices=choices)
        return render("acm_person.html", key=key, people=PEOPLE, query=urlencode(kept))

    async def choose(self, request: Request) -> Response:
        """Send the visitor back with a code for the person they chose."""
        query = dict(request.query_params)
        slug = str((await request.form()).get("person", ""))
        if not self._is_ours(query) or slug not in {p.slug for p in PEOPLE}:
            return render("acm_refused.html", status=400)
        try:
            world = world_for(request.headers.get("cookie", ""))
        except NoWorld:
            return RedirectResponse(routes.START, 303)
        code = self.provider.seal(
            "code",
            system_now().timestamp(),
            CODE_SECONDS,
            world=world.key,
            person=slug,
            nonce=query["nonce"],
            challenge=query["code_challenge"],
            redirect_uri=query["redirect_uri"],
        )
        back = urlencode({"code": code, "state": query["state"]})
        return RedirectResponse(f"{query['redirect_uri']}?{back}", 303, headers={"cache-control": "no-store"})

    async def leave(self, request: Request) -> Response:
        """Nobody stays signed in here, so signing out only leads back, to the one address we know."""
        query = request.query_params
        wanted = query.get("post_logout_redirect_uri", "")
        if wanted != self.provider.signed_out_address or query.get("client_id") != CLIENT_ID:
            return render("acm_refused.html", status=400)
        return RedirectResponse(wanted, 303)

    def _is_ours(self, query: Mapping[str, str]) -> bool:
        """Whether the relying party asked this, whole: only then is anybody sent anywhere."""
        return (
            all(query.get(name) for name in KEPT)
            and query["client_id"] == CLIENT_ID
            and query["redirect_uri"] == self.provider.return_address
            and query["response_type"] == "code"
            and "openid" in query["scope"].split()
            and query["code_challenge_method"] == "S256"
        )
