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
from vov_app.prototype.worlds import WORLD_COOKIE
from vov_app.services.cookies import cookie
from vov_app.services.worlds import NoWorld, world_for

KEYS = ("eid", "itsme", "app", "sms")
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
        key = query.get("acr_values", "")
        kept = {name: query[name] for name in KEPT if name in query}
        if key not in KEYS:
            choices = [(k, f"?{urlencode({**kept, 'acr_values': k})}") for k in KEYS]
            return render("acm_key.html", choices=choices)
        return render("acm_person.html", key=key, people=PEOPLE, query=urlencode({**kept, "acr_values": key}))

    async def choose(self, request: Request) -> Response:
        """Send the visitor back with a code for the person they chose."""
        query = dict(request.query_params)
        slug = str((await request.form()).get("person", ""))
        if not self._is_ours(query) or slug not in {p.slug for p in PEOPLE}:
            return render("acm_refused.html", status=400)
        world = cookie(request.headers.get("cookie", ""), WORLD_COOKIE)
        try:
            world_for(f"{WORLD_COOKIE}={world}")
        except NoWorld:
            return RedirectResponse(routes.START, 303)
        code = self.provider.sign(
            "code",
            system_now().timestamp(),
            CODE_SECONDS,
            world=world,
            person=slug,
            nonce=query["nonce"],
            challenge=query["code_challenge"],
        )
        back = urlencode({"code": code, "state": query["state"]})
        return RedirectResponse(f"{self.provider.return_address}?{back}", 303)

    async def leave(self, request: Request) -> Response:
        """Nobody stays signed in here, so signing out only leads back, to the one address we know."""
        wanted = request.query_params.get("post_logout_redirect_uri", "")
        if wanted != self.provider.signed_out_address:
            return render("acm_refused.html", status=400)
        return RedirectResponse(wanted, 303)

    def _is_ours(self, query: Mapping[str, str]) -> bool:
        return (
            query.get("client_id") == CLIENT_ID
            and query.get("redirect_uri") == self.provider.return_address
            and query.get("response_type") == "code"
            and query.get("code_challenge_method") == "S256"
            and all(query.get(name) for name in ("state", "nonce", "code_challenge"))
        )
