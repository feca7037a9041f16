"""Serve a page at its own address, and only there."""

from collections.abc import Callable
from urllib.parse import quote, urlsplit

from starlette.responses import RedirectResponse

from vov_app import routes
from vov_app.settings import Settings
from vov_app.web.headers import ASGI, Receive, Scope, Send

PRERENDERED = frozenset(page for page in routes.PAGES if "[" not in page and page != routes.START)


def without_detour(app: ASGI) -> ASGI:
    """Finds a prerendered page at once, so that the address that people see and share stays as it is.

    The static files would answer `/page` with a detour to `/page/`.
    """

    async def wrapped(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"] in PRERENDERED:
            path = f"{scope['path']}/"
            scope = {**scope, "path": path, "raw_path": path.encode()}
        await app(scope, receive, send)

    return wrapped


def one_name(settings: Settings) -> Callable[[ASGI], ASGI]:
    """A wrapper that leads who opens this machine by its number to the name that the settings give it.

    Cookies and the websocket belong to that name alone: under the number a page would come, and stay dead.
    """
    here = urlsplit(settings.public_url).hostname == "localhost"

    def wrap(app: ASGI) -> ASGI:
        async def wrapped(scope: Scope, receive: Receive, send: Send) -> None:
            if not (here and scope["type"] == "http" and scope["method"] == "GET" and _by_number(scope)):
                return await app(scope, receive, send)
            query = f"?{scope['query_string'].decode('latin-1')}" if scope["query_string"] else ""
            address = f"{settings.public_url.rstrip('/')}{quote(scope['path'])}{query}"
            return await RedirectResponse(address)(scope, receive, send)

        return wrapped

    return wrap


def _by_number(scope: Scope) -> bool:
    host = dict(scope["headers"]).get(b"host", b"")
    return bool(host.startswith((b"127.", b"[::1]"))) and scope["path"] not in routes.WATCHED
