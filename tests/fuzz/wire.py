"""A tab that says anything at all over a real websocket, and keeps every frame that comes back."""

import asyncio
import json
import secrets
from typing import Any
from urllib.parse import quote

from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake
from websockets.protocol import State
from websockets.typing import Origin

ROOT = "reflex___state____state"
# A handler that anybody may call, and that shows what the address holds: when that comes back, all is done.
ECHO = f"{ROOT}.vov_app___state___trouble____trouble_state.load_fault"
HYDRATE = f"{ROOT}.hydrate_and_load"
PATIENCE = 60


class Wire:
    """One socket of somebody with this cookie, under this token."""

    def __init__(self, origin: str, cookie: str, token: str) -> None:
        self.origin, self.cookie, self.token = origin, cookie, token
        self.frames: list[str] = []
        self._socket: Any = None

    async def open(self, boot: dict[str, Any] | None = None) -> bool:
        """Connect, with the event that a page sends first; whether we were let in."""
        address = self.origin.replace("http", "ws", 1)
        try:
            self._socket = await connect(
                f"{address}/_event/?EIO=4&transport=websocket&token={quote(self.token)}",
                origin=Origin(self.origin),
                additional_headers={"Cookie": self.cookie},
                compression=None,
                open_timeout=PATIENCE,
                max_size=None,
            )
            await self._socket.recv()
            auth = {"event": boot, "state_schema": None} if boot else {}
            await self._socket.send(f"40/_event,{json.dumps(auth)}")
            while not (told := await self._next()).startswith(("40/_event", "44/_event")):
                pass  # a tab that is open twice is given its new token first
            return told.startswith("40")
        except (ConnectionClosed, InvalidHandshake, OSError):
            return False

    async def is_open(self, boot: dict[str, Any]) -> bool:
        """Whether we are connected; who was hung up on is connected again."""
        if self._socket.state is State.OPEN:
            return True
        return await self.open(boot)

    async def say(self, frame: str | bytes) -> bool:
        """Send a frame as it is; False when the other side hung up."""
        try:
            await self._socket.send(frame)
        except ConnectionClosed:
            return False
        return True

    async def send(self, event: object) -> bool:
        """Send something in the place of an event."""
        return await self.say(f"42/_event,{json.dumps(['event', event])}")

    async def settle(self) -> bool:
        """Wait until all that was sent is done; False when the other side hung up on us."""
        nonce = secrets.token_hex(8)
        route = {"pathname": "/fout", "asPath": f"/fout?code={nonce}", "query": {}}
        if not await self.send({"name": ECHO, "payload": {}, "router_data": route}):
            return False
        try:
            async with asyncio.timeout(PATIENCE):
                while nonce not in await self._next():
                    pass
        except ConnectionClosed:
            return False
        return True

    async def close(self) -> None:
        """Hang up."""
        if self._socket is not None:
            await self._socket.close()

    async def _next(self) -> str:
        while True:
            frame = await self._socket.recv()
            if frame == "2":
                await self._socket.send("3")
                continue
            told = frame if isinstance(frame, str) else frame.decode("latin-1")
            self.frames.append(told)
            return told
