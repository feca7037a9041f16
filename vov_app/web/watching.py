"""Around every request over HTTP: an id for the log, how long it took, a page with that id when it fails."""

import logging
from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from vov_app import routes, tracks
from vov_app.adapters.clock import ticks
from vov_app.adapters.metrics import Meters
from vov_app.services.outages import is_outage
from vov_app.web.headers import ASGI, Message, Receive, Scope, Send
from vov_app.web.refusals import away

log = logging.getLogger("vov.fault")


def watched(meters: Meters) -> Callable[[ASGI], ASGI]:
    """A wrapper that counts each request and lets no fault out of it."""

    def wrap(app: ASGI) -> ASGI:
        async def wrapped(scope: Scope, receive: Receive, send: Send) -> None:
            if scope["type"] != "http":
                return await app(scope, receive, send)
            tracks.begin()
            began, status = ticks(), [0]

            async def note(message: Message) -> None:
                if message["type"] == "http.response.start":
                    status[0] = message["status"]
                await send(message)

            try:
                await app(scope, receive, note)
            except Exception as fault:
                log.error("fault %s: %s", tracks.running(), tracks.where(fault))
                if not status[0]:
                    answer = away() if is_outage(fault) else _page(scope)
                    await answer(scope, receive, note)
            finally:
                meters.request(_route(scope["path"]), status[0], ticks() - began)

        return wrapped

    return wrap


async def failed(request: Request, fault: Exception) -> Response:
    """What is answered when an endpoint fails; `watched`, which hears of it too, logs it."""
    return away() if is_outage(fault) else _page(request.scope)


def _page(scope: Scope) -> Response:
    """Who looks at a page is led to the one that tells the code; a program gets the code."""
    page = b"text/html" in dict(scope["headers"]).get(b"accept", b"")
    if page:
        return RedirectResponse(f"{routes.FAULT}?code={tracks.running()}", status_code=303)
    return PlainTextResponse(f"500-{tracks.running()}", status_code=500)


def _route(path: str) -> str:
    """A name for a path that is one of few, whoever makes paths up."""
    if path.startswith("/assets/"):
        return "/assets"
    return routes.pattern_of(path) or next((p for p in KNOWN if p == path), "other")


KNOWN = (*routes.WATCHED, routes.SIGN_IN, routes.SIGN_IN_RETURN, routes.SIGN_OUT, "/_event/")
