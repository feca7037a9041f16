"""A browser tab without a browser: speaks Reflex's websocket protocol and waits for each answer."""

import asyncio
import contextlib
import json
import time
import uuid
from typing import Any, Self

from reflex_base.constants.state import FIELD_MARKER
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Origin

from bench.way import Way

ROOT = "reflex___state____state"
LOAD = f"{ROOT}.reflex___state____on_load_internal_state.on_load_internal"
PATIENCE = 60


class Tab:
    """One tab of the app at `origin`; `cookie` is what its browser would send along.

    `dials` counts the sockets that it opened, `again` how often its person pressed a second time because
    nothing came of the first, `troubles` what went wrong before their eyes: this one notes none.
    """

    def __init__(self, origin: str, cookie: str = "", way: Way | None = None) -> None:
        self.origin, self.cookie, self._way = origin, cookie, way or Way(origin)
        self.token = str(uuid.uuid4())
        self.path = "/"
        self.vars: dict[str, Any] = {}
        self._told: dict[str, dict[str, Any]] = {}
        self.redirects: list[str] = []
        self.dials, self.again = 1, 0
        self.troubles: list[str] = []
        self._news = asyncio.Event()
        self._reader: asyncio.Task[None] | None = None

    def told(self, state: type, name: str) -> Any:
        """What this State told last under this name; `vars` holds what any State did."""
        return self._told[state.get_full_name()][name]  # type: ignore[attr-defined]

    async def open(self, path: str) -> Self:
        """Connect as a page that loads; returns when the page's own handlers have answered."""
        self.path = path
        await self._dial()
        self._reader = asyncio.create_task(self._listen())
        await self.until(lambda: self.vars.get("is_hydrated") is True)
        return self

    async def _dial(self) -> None:
        """Open a socket and send the event with which a page begins."""
        address = self.origin.replace("http", "ws", 1)
        self._socket = await connect(
            f"{address}/_event/?EIO=4&transport=websocket&token={self.token}",
            origin=Origin(self.origin),
            additional_headers={"Cookie": self.cookie},
            compression=None,
            open_timeout=PATIENCE,
            **self._way.dialling,
        )
        await self._socket.recv()
        boot = {"event": self._event(f"{ROOT}.hydrate_and_load", {}), "state_schema": None}
        self.vars["is_hydrated"] = False
        await self._socket.send(f"40/_event,{json.dumps(boot)}")

    async def go(self, path: str) -> None:
        """Go to another page, as a click on a link does; returns when it has loaded."""
        self.path = path
        self.vars["is_hydrated"] = False
        await self._send(LOAD, {})
        await self.until(lambda: self.vars.get("is_hydrated") is True)

    async def call(self, handler: str, **payload: Any) -> float:
        """Call a handler; the seconds until the first of its answer arrived."""
        self._news.clear()
        started = time.perf_counter()
        await self._send(handler, payload)
        async with asyncio.timeout(PATIENCE):
            await self._news.wait()
        return time.perf_counter() - started

    async def news(self) -> None:
        """Wait for whatever the server says next."""
        self._news.clear()
        await self._news.wait()

    async def redirected(self) -> str:
        """The address that the server sends the tab to."""
        await self.until(lambda: bool(self.redirects))
        return self.redirects.pop(0)

    async def close(self) -> None:
        """Hang up, if it is open."""
        if self._reader is None:
            return
        self._reader.cancel()
        with contextlib.suppress(ConnectionClosed):
            await self._socket.close()

    async def until(self, arrived: Any) -> None:
        """Wait until this holds of what the server has said."""
        async with asyncio.timeout(PATIENCE):
            while not arrived():
                self._news.clear()
                await self._news.wait()

    async def _send(self, name: str, payload: dict[str, Any]) -> None:
        await self._socket.send(f"42/_event,{json.dumps(['event', self._event(name, payload)])}")

    def _event(self, name: str, payload: dict[str, Any]) -> dict[str, Any]:
        route = {"pathname": self.path.split("?")[0], "asPath": self.path, "query": {}}
        return {"name": name, "payload": payload, "token": self.token, "router_data": route}

    async def _listen(self) -> None:
        with contextlib.suppress(ConnectionClosed):
            while True:
                await self._hear(await self._socket.recv())

    async def _hear(self, frame: str | bytes) -> None:
        if frame == "2":
            await self._socket.send("3")
        elif isinstance(frame, str) and frame.startswith("42/_event,"):
            self._take(*json.loads(frame.removeprefix("42/_event,"))[1:])

    def _take(self, update: dict[str, Any] | None = None, *_rest: Any) -> None:
        for state, told in ((update or {}).get("delta") or {}).items():
            plain = {name.removesuffix(FIELD_MARKER): value for name, value in told.items()}
            self._told.setdefault(state, {}).update(plain)
            self.vars.update(plain)
        for event in (update or {}).get("events") or []:
            if event.get("name") == "_redirect":
                self.redirects.append(str(event["payload"]["path"]))
        self._news.set()
