"""Give each visitor a world of their own at the first page that they load."""

import asyncio
from collections.abc import Callable

from vov_app import routes
from vov_app.prototype.worlds import WORLD_COOKIE, Worlds
from vov_app.settings import Settings
from vov_app.web.headers import ASGI, Message, Receive, Scope, Send

# Who comes to join a world needs none of their own first; the others show no page.
ELSEWHERE = (
    routes.WORLD_JOIN.removesuffix("{key}"), f"{routes.DEMO_ACM}/", *routes.WATCHED,
    "/auth/", "/assets/", "/_event", "/_health", "/ping",
)  # fmt: skip

# The browser may remember for a year: how long a world lives is up to the server.
COOKIE_SECONDS = 365 * 24 * 3600


def worlds_for_visitors(worlds: Worlds, settings: Settings) -> Callable[[ASGI], ASGI]:
    """A wrapper that makes a world for who loads a page without having one, and hands out its key."""

    def wrap(app: ASGI) -> ASGI:
        async def wrapped(scope: Scope, receive: Receive, send: Send) -> None:
            if not _is_page(scope) or worlds.key_of(_cookies(scope)):
                return await app(scope, receive, send)
            cookie = world_cookie(await asyncio.to_thread(worlds.create), settings)

            async def add(message: Message) -> None:
                if message["type"] == "http.response.start":
                    kept = [h for h in message.get("headers", []) if h[0].lower() != b"cache-control"]
                    ours = [(b"set-cookie", cookie.encode()), (b"cache-control", b"no-store")]
                    message = {**message, "headers": [*kept, *ours]}
                await send(message)

            return await app(_with_cookie(scope, cookie), receive, add)

        return wrapped

    return wrap


def world_cookie(key: str, settings: Settings) -> str:
    """The Set-Cookie value that puts a browser in this world."""
    secure = "; Secure" if settings.is_https else ""
    return f"{WORLD_COOKIE}={key}; Path=/; Max-Age={COOKIE_SECONDS}; HttpOnly; SameSite=Lax{secure}"


def _is_page(scope: Scope) -> bool:
    if scope["type"] != "http" or scope["method"] != "GET" or scope["path"].startswith(ELSEWHERE):
        return False
    return b"text/html" in dict(scope["headers"]).get(b"accept", b"")


def _cookies(scope: Scope) -> str:
    return "; ".join(value.decode("latin-1") for name, value in scope["headers"] if name == b"cookie")


def _with_cookie(scope: Scope, cookie: str) -> Scope:
    """The same request as if the browser had been in its new world already."""
    pair = cookie.split(";", 1)[0]
    others = [(name, value) for name, value in scope["headers"] if name != b"cookie"]
    cookies = "; ".join(filter(None, (pair, _cookies(scope))))
    return {**scope, "headers": [*others, (b"cookie", cookies.encode("latin-1"))]}
