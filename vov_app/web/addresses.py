"""Serve a page at its own address: the static files answer `/page` with a detour to `/page/`."""

from vov_app import routes
from vov_app.web.headers import ASGI, Receive, Scope, Send

PRERENDERED = frozenset(page for page in routes.PAGES if "[" not in page and page != routes.START)


def without_detour(app: ASGI) -> ASGI:
    """Finds a prerendered page at once, so that the address that people see and share stays as it is."""

    async def wrapped(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"] in PRERENDERED:
            path = f"{scope['path']}/"
            scope = {**scope, "path": path, "raw_path": path.encode()}
        await app(scope, receive, send)

    return wrapped
