"""How many calls and sockets, and how large and slow a body: refused before anything else runs."""

import asyncio
import re
from collections import Counter
from collections.abc import Callable
from typing import Final

from vov_app import routes
from vov_app.domain.limits import Kind, Rate
from vov_app.forms import tables
from vov_app.forms.user import MOST_BYTES
from vov_app.services import limits
from vov_app.services.callers import caller
from vov_app.services.cookies import cookie
from vov_app.services.limits import Buckets, Limits
from vov_app.services.worlds import NoWorld, world_for
from vov_app.settings import Settings
from vov_app.web.headers import ASGI, Message, Receive, Scope, Send
from vov_app.web.refusals import too_large, too_many, too_slow

AROUND: Final = 10_000  # what a browser sends around a file
FORM: Final = 64_000
# A table that is somewhat too large is told so where it was chosen; only one that is far too large is not.
LARGEST: Final[dict[str, int]] = {
    routes.USER_UPLOAD: MOST_BYTES + AROUND,
    routes.BATCH_UPLOAD: tables.MOST_BYTES * 5 // 4,
}
# Files that anybody may have, from disk; and what watches whether we live.
LOOKS: Final = ("/assets/", "/icons/", "/app.css", "/tokens.css", "/favicon.svg")
UNCOUNTED: Final = (*LOOKS, routes.HEALTH, "/_health", "/ping")
BODILESS: Final = frozenset({"GET", "HEAD", "OPTIONS"})
TRY_AGAIN_LATER: Final = 1013


def limits_of(s: Settings, buckets: Buckets) -> Limits:
    """The limits that the settings name."""
    rates = {
        Kind.CALL: s.calls_per_minute,
        Kind.SIGN_IN: s.sign_ins_per_minute,
        Kind.REQUEST: s.requests_per_minute,
        Kind.LETTER: s.letters_per_minute,
        Kind.UPLOAD: s.uploads_per_minute,
        Kind.DOWNLOAD: s.downloads_per_minute,
    }
    per_minute = {kind: Rate.per_minute(number) for kind, number in rates.items()}
    return Limits(per_minute, s.people_per_address, buckets)


def known_callers(settings: Settings) -> Callable[[ASGI], ASGI]:
    """A wrapper that puts the address that our proxies vouch for in place of who holds the connection."""

    def wrap(app: ASGI) -> ASGI:
        async def wrapped(scope: Scope, receive: Receive, send: Send) -> None:
            if scope["type"] in ("http", "websocket"):
                peer, port = scope.get("client") or ("", 0)
                told = ",".join(_headers(scope, b"x-forwarded-for"))
                address = caller(str(peer), told, settings.trusted_proxy_hops)
                scope = {**scope, "client": (address, port)}
            await app(scope, receive, send)

        return wrapped

    return wrap


def limit_sockets(settings: Settings) -> Callable[[ASGI], ASGI]:
    """A wrapper that refuses a websocket when its address holds very many, said something or not."""
    most = settings.sockets_per_person * settings.people_per_address
    held: Counter[str] = Counter()

    def wrap(app: ASGI) -> ASGI:
        async def wrapped(scope: Scope, receive: Receive, send: Send) -> None:
            if scope["type"] != "websocket":
                return await app(scope, receive, send)
            address = scope["client"][0]
            if held[address] >= most:
                return await send({"type": "websocket.close", "code": TRY_AGAIN_LATER})
            held[address] += 1
            try:
                await app(scope, receive, send)
            finally:
                held[address] -= 1
                if not held[address]:
                    del held[address]

        return wrapped

    return wrap


def limit_calls(app: ASGI) -> ASGI:
    """A wrapper that answers 429 to who calls too often: a sign-in first, then an address as a whole."""

    async def wrapped(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"].startswith(UNCOUNTED):
            return await app(scope, receive, send)
        wait = await limits.wait(Kind.CALL, person=_session(scope), address=scope["client"][0])
        return await (too_many(wait) if wait else app)(scope, receive, send)

    return wrapped


def limit_bodies(settings: Settings) -> Callable[[ASGI], ASGI]:
    """A wrapper that takes a body in before anything runs: 413 when it is too large, 408 when too slow."""

    def wrap(app: ASGI) -> ASGI:
        async def wrapped(scope: Scope, receive: Receive, send: Send) -> None:
            if scope["type"] != "http" or scope["method"] in BODILESS:
                return await app(scope, receive, send)
            try:
                async with asyncio.timeout(settings.body_seconds):
                    body = await _body(scope, receive)
            except TimeoutError:
                return await too_slow()(scope, receive, send)
            if body is None:
                return await too_large()(scope, receive, send)
            return await app(scope, _again(body, receive), send)

        return wrapped

    return wrap


def largest(path: str) -> int:
    """The most bytes that may be sent to an address."""
    return next((most for pattern, most in LARGEST.items() if _fits(pattern, path)), FORM)


def _fits(pattern: str, path: str) -> bool:
    return re.fullmatch(re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(pattern)), path) is not None


async def _body(scope: Scope, receive: Receive) -> bytes | None:
    """All of it; None as soon as it is larger than its address may take."""
    most = largest(scope["path"])
    told = [length for length in _headers(scope, b"content-length") if length.isdecimal()]
    if any(len(length) > 12 or int(length) > most for length in told):
        return None
    parts: list[bytes] = []
    more, size = True, 0
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            break
        parts.append(message.get("body", b""))
        size, more = size + len(parts[-1]), message.get("more_body", False)
        if size > most:
            return None
    return b"".join(parts)


def _again(body: bytes, receive: Receive) -> Receive:
    """Hands the body out once, and then what else comes."""
    waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def replay() -> Message:
        return waiting.pop() if waiting else await receive()

    return replay


def _session(scope: Scope) -> str:
    cookies = "; ".join(_headers(scope, b"cookie"))
    try:
        world = world_for(cookies)
    except NoWorld:
        return ""
    return cookie(cookies, world.session_cookie)


def _headers(scope: Scope, name: bytes) -> list[str]:
    return [value.decode("latin-1") for key, value in scope["headers"] if key.lower() == name]
