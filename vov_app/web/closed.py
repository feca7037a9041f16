"""While the loket is closed every page is the one that says so; files that it is drawn with still come."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from vov_app import routes
from vov_app.adapters.clock import system_now
from vov_app.services import maintenance
from vov_app.services.maintenance import COOKIE, Notice
from vov_app.settings import Settings
from vov_app.texts import t
from vov_app.web.headers import ASGI, Receive, Scope, Send
from vov_app.web.refusals import closed

FURNITURE = (".css", ".js", ".json", ".svg", ".woff2", ".png", ".ico", ".txt")
OF_PEOPLE = ("/organisatie/", "/kalender/", "/auth/")
OPEN = (*routes.WATCHED, routes.MAINTENANCE, "/_health", "/ping")
SHORTEST_SECONDS = 60
USUAL_SECONDS = 300


def closed_to_visitors(app: ASGI) -> ASGI:
    """A wrapper that answers 503 with a page as long as the loket is closed; who has the pass comes in."""

    async def wrapped(scope: Scope, receive: Receive, send: Send) -> None:
        notice = maintenance.seen()
        if notice is None or scope["type"] != "http" or _comes_in(notice, scope):
            return await app(scope, receive, send)
        answer = closed(_words(notice), _seconds(notice))
        return await answer(scope, receive, send)

    return wrapped


def pass_routes(settings: Settings) -> list[Route]:
    """The address that the operator was given: it keeps the pass in this browser, until the next closure."""

    async def take(request: Request) -> Response:
        notice, key = maintenance.seen(), request.query_params.get("sleutel", "")
        answer = RedirectResponse(routes.START, status_code=303)
        if notice is not None and maintenance.fits(notice, key):
            answer.set_cookie(COOKIE, key, httponly=True, samesite="lax", secure=settings.is_https)
        return answer

    return [Route(routes.MAINTENANCE, take, methods=["GET"])]


def _comes_in(notice: Notice, scope: Scope) -> bool:
    path = scope["path"]
    if path in OPEN or (path.endswith(FURNITURE) and not path.startswith(OF_PEOPLE)):
        return True
    cookies = "; ".join(value.decode("latin-1") for name, value in scope["headers"] if name == b"cookie")
    return maintenance.passes(notice, cookies)


def _words(notice: Notice) -> str:
    until = t("ui.closed.until", until=notice.until) if notice.until else ""
    return f"{notice.message} {until}".strip()


def _seconds(notice: Notice) -> int:
    if notice.until is None:
        return USUAL_SECONDS
    return max(SHORTEST_SECONDS, int((notice.until - system_now()).total_seconds()))
