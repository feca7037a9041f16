"""What a websocket may do before any State is loaded: who opens it, how many there are, and how much it asks.

A State is found by the token of its tab together with the sign-in of its browser: the token alone, guessed or
stolen, leads to a State that is empty.
"""

import logging
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import parse_qs, urlencode

import reflex as rx
from reflex.state import StateUpdate
from socketio.exceptions import ConnectionRefusedError as Refusal  # type: ignore[import-untyped]

from vov_app.domain.limits import Rate
from vov_app.services.cookies import cookie
from vov_app.services.limits import disguised
from vov_app.services.tokens import digest
from vov_app.services.worlds import NoWorld, world_for
from vov_app.state.busy import shown, wait_words
from vov_app.state.shape import sound
from vov_app.texts import t

log = logging.getLogger("vov.sockets")

TOKEN: Final = re.compile(r"[A-Za-z0-9_-]{1,64}")
# What the app reads of a handshake; a proxy's own headers would reach the browser with the State.
READ: Final = frozenset({b"cookie", b"host", b"origin", b"accept-language", b"user-agent"})
Spend = Callable[[str, Rate], float]


@dataclass(frozen=True)
class SocketLimits:
    """How many events a sign-in may send, how many tabs it may have open, and how many sit at one address."""

    events: Rate
    per_person: int
    people_per_address: int


@dataclass
class Open:
    """One open socket: whose it is, from where, and how often it was told to wait since it last might."""

    sid: str
    person: str
    address: str
    ignored: int = field(default=0)


class Sockets:
    """The open sockets of this process; it stands before Reflex's own namespace."""

    def __init__(self, app: rx.App, limits: SocketLimits, spend: Spend) -> None:
        """Raises RuntimeError: the app has no websocket, so there is nothing to limit."""
        if app.event_namespace is None or app.sio is None:
            raise RuntimeError("the app has no websocket")
        self.limits, self._spend = limits, spend
        self._sockets: Any = app.sio
        self._theirs: Any = app.event_namespace
        self._open: dict[str, Open] = {}
        self._tabs: dict[str, dict[str, Open]] = {}
        self._on = {name: getattr(self._theirs, f"on_{name}") for name in ("connect", "event", "disconnect")}

    def stand_before(self) -> None:
        """Take the place of the namespace's own listeners."""
        self._theirs.on_connect, self._theirs.on_event = self.connect, self.event
        self._theirs.on_disconnect, self._theirs.on_ping = self.disconnect, self.ping

    async def connect(self, sid: str, environ: dict[str, Any], auth: Any = None) -> None:
        """Let somebody in, under the State that is theirs.

        Raises:
            ConnectionRefusedError: the token is none.
        """
        token = parse_qs(environ.get("QUERY_STRING", "")).get("token", [""])[0]
        scope = environ.get("asgi.scope", {})
        here = Open(sid, person_of(scope), str((scope.get("client") or ["unknown"])[0]))
        if not TOKEN.fullmatch(token):
            raise Refusal("token")
        self._open[sid] = here
        await self._make_room(here)
        headers = [pair for pair in scope.get("headers", []) if pair[0].lower() in READ]
        query = urlencode({"token": bound(token, scope)})
        seen = {**environ, "QUERY_STRING": query, "asgi.scope": {**scope, "headers": headers}}
        try:
            await self._on["connect"](sid, seen, auth)
        except BaseException:
            self._forget(sid)
            raise

    async def event(self, sid: str, data: Any = None) -> None:
        """Pass an event on when it is one of ours and not one too many."""
        here = self._open.get(sid)
        if here is None or not await self._may(here):
            return
        found = sound(data)
        if found is None:
            log.warning("refused an event: not one of ours")
            return
        await self._on["event"](sid, found)

    async def ping(self, sid: str, *_rest: Any) -> None:
        """Answer, as long as it isn't too often."""
        here = self._open.get(sid)
        if here is not None and await self._may(here):
            await self._theirs.emit("ping", "pong", to=sid)

    def disconnect(self, sid: str, *rest: Any) -> Any:
        """Forget a socket."""
        self._forget(sid)
        return self._on["disconnect"](sid, *rest)

    async def _may(self, here: Open) -> bool:
        wait = self._wait(here)
        if not wait:
            if here.ignored:
                here.ignored = 0
                await self._tell(here, "")
            return True
        here.ignored += 1
        if here.ignored == 1:
            log.warning("events ignored: too many")
            await self._tell(here, wait_words(int(wait) + 1))
        if here.ignored > self.limits.events.burst:
            await self._hang_up(here)
        return False

    def _wait(self, here: Open) -> float:
        """The seconds until this socket, its sign-in and its address may send again."""
        each, all_there = self.limits.events, self.limits.events.times(self.limits.people_per_address)
        wait = self._spend(f"socket:{here.sid}", each)
        if not wait and here.person:
            wait = self._spend(f"person:{here.person}", each)
        return wait or self._spend(f"address:{here.address}", all_there)

    async def _make_room(self, here: Open) -> None:
        """Close the oldest tab of somebody who has too many; its page says so."""
        if not here.person:
            return
        tabs = self._tabs.setdefault(here.person, {})
        tabs[here.sid] = here
        if len(tabs) > self.limits.per_person:
            oldest = next(iter(tabs.values()))
            await self._tell(oldest, t("ui.busy.tabs"))
            await self._hang_up(oldest)

    def _forget(self, sid: str) -> None:
        here = self._open.pop(sid, None)
        tabs = self._tabs.get(here.person, {}) if here else {}
        tabs.pop(sid, None)
        if here and not tabs:
            self._tabs.pop(here.person, None)

    async def _tell(self, here: Open, words: str) -> None:
        await self._theirs.emit("event", StateUpdate(delta=shown(words)), to=here.sid)

    async def _hang_up(self, here: Open) -> None:
        log.warning("socket closed: too many")
        await self._sockets.disconnect(here.sid, namespace=self._theirs.namespace)


def person_of(scope: Any) -> str:
    """What stands for the sign-in of the browser that opens a socket; empty without one."""
    _, token = _sign_in(scope)
    return disguised(token) if token else ""


def bound(token: str, scope: Any) -> str:
    """The key of the State of this tab, for this sign-in in this world; nobody can work it out but we."""
    cookies = _cookies(scope)
    world, session = _sign_in(scope)
    try:
        secret = world_for(cookies).secret
    except NoWorld:
        secret = b""
    return digest(secret, f"{token}\n{world}\n{session}")


def _sign_in(scope: Any) -> tuple[str, str]:
    """The key of the world, and the session token; both empty for a browser that is in none."""
    cookies = _cookies(scope)
    try:
        world = world_for(cookies)
    except NoWorld:
        return "", ""
    return world.key, cookie(cookies, world.session_cookie)


def _cookies(scope: Any) -> str:
    pairs = scope.get("headers", [])
    return "; ".join(value.decode("latin-1") for name, value in pairs if name.lower() == b"cookie")
