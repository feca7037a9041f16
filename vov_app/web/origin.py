"""Refuse requests that change something when another site sent them."""

from collections.abc import Callable

from starlette.responses import PlainTextResponse

from vov_app.settings import Settings
from vov_app.web.headers import ASGI, Receive, Scope, Send

READING = frozenset({"GET", "HEAD", "OPTIONS"})
# "none" is the person's own doing, such as sending a form again after a reload.
OUR_FETCH_SITES = frozenset({b"same-origin", b"none"})


def refuse_foreign_origins(settings: Settings) -> Callable[[ASGI], ASGI]:
    """A wrapper that answers 403 to a request that changes something unless our own pages sent it.

    Every browser names the origin with a POST; one that names none, or two, is refused as well. Where
    Sec-Fetch-Site comes along it must agree.
    """
    ours = frozenset(origin.encode() for origin in settings.origins)

    def wrap(app: ASGI) -> ASGI:
        async def wrapped(scope: Scope, receive: Receive, send: Send) -> None:
            if scope["type"] != "http" or scope["method"] in READING or _ours(scope, ours):
                return await app(scope, receive, send)
            refusal = PlainTextResponse("403 foreign origin", status_code=403)
            return await refusal(scope, receive, send)

        return wrapped

    return wrap


def _ours(scope: Scope, ours: frozenset[bytes]) -> bool:
    origins = [value for name, value in scope["headers"] if name == b"origin"]
    sites = {value for name, value in scope["headers"] if name == b"sec-fetch-site"}
    return len(origins) == 1 and origins[0] in ours and sites <= OUR_FETCH_SITES
