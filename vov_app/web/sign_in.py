"""Sign in, come back, sign out: plain HTTP, since only that can set an HttpOnly cookie."""

import logging
from collections.abc import Awaitable, Callable, Mapping
from functools import wraps
from typing import Any

from starlette.middleware import Middleware
from starlette.middleware.sessions import SessionMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route

from vov_app import routes
from vov_app.adapters.identity import Identity, SignInFailed
from vov_app.adapters.secrets import secret
from vov_app.domain.brussels import brussels_day
from vov_app.domain.claims import ClaimFault, read_claims
from vov_app.domain.limits import Kind
from vov_app.services import limits
from vov_app.services.cookies import cookie
from vov_app.services.signing_in import recognise, sign_in, sign_out
from vov_app.services.work import work
from vov_app.services.worlds import NoWorld, World, world_for
from vov_app.settings import Settings
from vov_app.web.refusals import too_many

log = logging.getLogger("vov.sign_in")

ATTEMPT_COOKIE = "vov_attempt"
ATTEMPT_SECONDS = 600
KEYS = frozenset({"eid", "itsme", "app", "sms"})
# The return address travels in the cookie of the attempt, and a browser drops cookies above 4 KiB.
LONGEST_RETURN = 1000
Endpoint = Callable[[Request], Awaitable[Response]]


def sign_in_routes(identity: Identity) -> list[BaseRoute]:
    """The three addresses below /auth; the cookie of a running attempt goes nowhere else."""
    endpoints = Endpoints(identity)
    below = [
        Route(routes.SIGN_IN.removeprefix("/auth"), careful(endpoints.start), methods=["GET"]),
        Route(routes.SIGN_IN_RETURN.removeprefix("/auth"), careful(endpoints.finish), methods=["GET"]),
        Route(routes.SIGN_OUT.removeprefix("/auth"), careful(endpoints.leave), methods=["POST"]),
    ]
    attempt = Middleware(
        SessionMiddleware,
        secret_key=secret(identity.settings).decode(),
        session_cookie=attempt_cookie(identity.settings),
        max_age=ATTEMPT_SECONDS,
        path="/auth",
        same_site="lax",
        https_only=identity.settings.is_https,
    )
    return [Mount("/auth", routes=below, middleware=[attempt])]


def attempt_cookie(settings: Settings) -> str:
    """The name of the cookie of an attempt; over https the browser itself guards that it came over https."""
    return f"__Secure-{ATTEMPT_COOKIE}" if settings.is_https else ATTEMPT_COOKIE


def careful(endpoint: Endpoint) -> Endpoint:
    """Turns what can go wrong into a page with a code, and keeps every answer out of caches."""

    @wraps(endpoint)
    async def wrapped(request: Request) -> Response:
        try:
            answer = await endpoint(request)
        except NoWorld:
            answer = redirect(routes.START)
        except TooOften as often:
            answer = too_many(often.seconds)
        except SignInFailed as failed:
            log.warning("sign-in failed: %s by %s", failed.code, type(failed.__cause__).__name__)
            answer = redirect(f"{routes.FAULT}?code=AANMELDEN-{failed.code}")
        except ClaimFault as fault:
            log.warning("sign-in failed: %s", fault)
            answer = redirect(f"{routes.FAULT}?code=AANMELDEN-CLAIMS")
        answer.headers["cache-control"] = "no-store"
        return answer

    return wrapped


class TooOften(Exception):
    """Somebody signs in too often; `seconds` is how long they have to wait."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class Endpoints:
    """The endpoints, around one identity provider."""

    def __init__(self, identity: Identity) -> None:
        self.identity = identity

    async def start(self, request: Request) -> Response:
        """Go to the provider; who is signed in already goes straight on."""
        world = world_of(request)
        then = return_address(request.query_params.get("naar", ""))
        token = token_of(request, world)
        if (await world.run(lambda: recognise(world, token))).actor.signed_in:
            return redirect(then)
        await not_too_often(address=request.client.host if request.client else "")
        asked = request.query_params.get("sleutel", "")
        key = asked if asked in KEYS else ""
        answer = await self.identity.start(request, key)
        request.session.update({"then": then, "key": key, "world": world.key})
        return answer

    async def finish(self, request: Request) -> Response:
        """Take in who came back, open a sign-in and close the one that this browser had."""
        world = world_of(request)
        attempt = dict(request.session)
        told = await self._told(request, world)
        today = brussels_day(world.clock.now())
        claims = read_claims(told, self.identity.settings.oidc_roles_claim, today)
        await not_too_often(person=f"{world.key}:{claims.subject}")
        old = token_of(request, world)

        def change() -> str:
            with work(world) as w:
                sign_out(w, old)
                return sign_in(w, claims, attempt["key"])

        token = await world.run(change)
        log.info("signed in, with %s", attempt["key"] or "a key that wasn't chosen here")
        answer = redirect(return_address(attempt["then"]))
        set_session_cookie(answer, self.identity.settings, world, token)
        return answer

    async def _told(self, request: Request, world: World) -> Mapping[str, Any]:
        """What the provider tells of the person; whatever it is, this attempt is over.

        Raises:
            SignInFailed: nothing that can be trusted, or the attempt was made in another world.
        """
        try:
            if request.session.get("world", world.key) != world.key:
                raise SignInFailed("STATE")
            return await self.identity.finish(request)
        finally:
            request.session.clear()

    async def leave(self, request: Request) -> Response:
        """Sign out here for every tab, then at the provider."""
        world = world_of(request)
        token = token_of(request, world)

        def change() -> None:
            with work(world) as w:
                sign_out(w, token)

        await world.run(change)
        answer = redirect(await self.identity.sign_out_address())
        answer.delete_cookie(world.session_cookie, path="/", secure=self.identity.settings.is_https)
        return answer


async def not_too_often(*, person: str = "", address: str = "") -> None:
    """Count a sign-in: under the address that begins it, and under the person who comes back.

    Raises:
        TooOften: there were too many of late.
    """
    wait = await limits.wait(Kind.SIGN_IN, person=person, address=address)
    if wait:
        raise TooOften(wait)


def return_address(asked: str) -> str:
    """Where to go after signing in: the address that was asked for if it stays here, else the chooser."""
    return routes.safe_return(asked) if len(asked) <= LONGEST_RETURN else routes.ORGANISATIONS


def world_of(request: Request) -> World:
    """The world of the browser that sends this request.

    Raises:
        NoWorld: it is in none.
    """
    return world_for(request.headers.get("cookie", ""))


def token_of(request: Request, world: World) -> str:
    """The session token that the browser sends; empty when it sends none."""
    return cookie(request.headers.get("cookie", ""), world.session_cookie)


def set_session_cookie(answer: Response, settings: Settings, world: World, token: str) -> None:
    """Hand the token to the browser, out of reach of JavaScript."""
    answer.set_cookie(
        world.session_cookie, token, path="/", httponly=True, samesite="lax", secure=settings.is_https
    )


def redirect(address: str) -> RedirectResponse:
    """See the other address, with a GET."""
    return RedirectResponse(address, status_code=303)
