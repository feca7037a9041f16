"""Refuse requests that change something when another site sent them."""

from collections.abc import Callable
from typing import Any

from starlette.responses import PlainTextResponse

from vov_app.settings import Settings
from vov_app.web.headers import ASGI, Receive, Send

READING = frozenset({"GET", "HEAD", "OPTIONS"})


def refuse_foreign_origins(settings: Settings) -> Callable[[ASGI], ASGI]:
    """A wrapper that answers 403 to a POST whose Origin isn't ours, or that names none."""
    ours = {origin.encode() for origin in settings.origins}

    def wrap(app: ASGI) -> ASGI:
        async def wrapped(scope: dict[str, Any], receive: Receive, send: Send) -> None:
            if scope["type"] == "http" and _foreign(scope, ours):
                refusal = PlainTextResponse("403 foreign origin", status_code=403)
                await refusal(scope, receive, send)
                return
            await app(scope, receive, send)

        return wrapped

    return wrap


def _foreign(scope: dict[str, Any], ours: set[bytes]) -> bool:
    if scope["method"] in READING:
        return False
    headers = dict(scope["headers"])
    return headers.get(b"origin") not in ours
