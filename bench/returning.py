"""A tab that goes on when its server goes: as Reflex's own script does, and the person before it."""

import asyncio
import contextlib
from typing import Any

from reflex_base.constants.state import FIELD_MARKER
from websockets.exceptions import ConnectionClosed, InvalidHandshake

from bench.client import PATIENCE, Tab
from vov_app import routes
from vov_app.state.failed import FailedState
from vov_app.state.serving import ServingState

# What the script waits longer for each time, and how long somebody waits before they press again.
STEP_SECONDS, MOST_STEPS = 0.2, 10
A_WHILE = 2.0
TROUBLE = (routes.FAULT, routes.FORBIDDEN, routes.EXPIRED, routes.SIGNED_OUT)


class Refused(Exception):
    """The server takes no screens any more."""


GONE = (OSError, ConnectionClosed, InvalidHandshake, TimeoutError, Refused)


class Returning(Tab):
    """Dials again with the same token when its socket dies or its server asks it to move."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.dials = 0
        self._up = asyncio.Event()
        self._pressed: tuple[str, dict[str, Any], int] = ("", {}, 0)

    async def go(self, path: str) -> None:
        """Go to another page; what came too late for the one before is over."""
        self.redirects.clear()
        await super().go(path)

    async def call(self, handler: str, **payload: Any) -> float:
        """Press; kept, to press again."""
        self._pressed = (handler, payload, self.dials)
        return await super().call(handler, **payload)

    async def redirected(self) -> str:
        """The address that the server sends the tab to; who was cut off presses again after a while.

        Raises:
            TimeoutError: it sends it nowhere.
        """
        async with asyncio.timeout(PATIENCE):
            while True:
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(A_WHILE):
                        return await super().redirected()
                handler, payload, dials = self._pressed
                if self.dials > dials and self.vars.get("is_hydrated"):
                    self.again += 1
                    await self.call(handler, **payload)

    async def _listen(self) -> None:
        """Listen, and dial again for as long as nobody hangs up; the first dial has been made."""
        failed = 0
        while True:
            with contextlib.suppress(*GONE):
                if failed:
                    await self._dial()
                await self._hear_all()
            failed = 1 if self._up.is_set() else min(failed + 1, MOST_STEPS)
            self._up.clear()
            await asyncio.sleep(STEP_SECONDS * (failed - 1))

    async def _hear_all(self) -> None:
        """Hear what the server says until it is gone or asks to move."""
        while not self.vars.get("moving"):
            await self._hear(await self._socket.recv())
        self.vars["moving"] = False
        await self._socket.close()

    async def _hear(self, frame: str | bytes) -> None:
        told = str(frame)
        if told.startswith("40/_event"):
            self.dials += 1
            self._up.set()
        elif told.startswith("44/_event"):
            raise Refused
        else:
            await super()._hear(frame)

    def _take(self, update: Any = None, *rest: Any) -> None:
        if isinstance(update, str):  # another tab seems to have this token: from now on it is another one
            self.token = update
            return
        delta = (update or {}).get("delta") or {}
        for state, name in ((FailedState, "code"), (ServingState, "away")):
            if delta.get(state.get_full_name(), {}).get(f"{name}{FIELD_MARKER}"):
                self.troubles.append(name)
        led = len(self.redirects)
        super()._take(update, *rest)
        self.troubles += [page.split("?")[0] for page in self.redirects[led:] if page.startswith(TROUBLE)]

    async def _send(self, name: str, payload: dict[str, Any]) -> None:
        """Send as soon as there is a socket; what is sent on a dead one is gone, as it is in a browser."""
        await self._up.wait()
        with contextlib.suppress(ConnectionClosed):
            await super()._send(name, payload)
