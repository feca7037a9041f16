"""End well: finish what runs, have each screen dial another process, and only then stop."""

import asyncio
import contextlib
import logging
import math
import signal
from collections.abc import AsyncIterator, Callable
from typing import Any

import reflex as rx
from reflex.state import StateUpdate

from vov_app.state.serving import told

log = logging.getLogger("vov.leaving")

LOOK_SECONDS = 0.05
# A screen that comes to another process is drawn there anew, and that costs: they don't come all at once.
SHARE_OF_TIME = 0.5


def leave_well(app: rx.App, seconds: float, on_leave: Callable[[], None]) -> Callable[[], Any]:
    """What has to run for as long as the server does, so that SIGTERM ends it without a loss.

    The server would hang up on everybody at once and lose the answers that are under way. So we hear the
    signal first: from then on no screen is taken in, what was sent is still answered, and each screen that
    waits for nothing is asked to move. When all have, or after so many seconds, the server ends by SIGINT.
    `on_leave` is called at the start, to tell whoever sends us visitors.
    """
    leaver = Leaver(app, seconds)

    @contextlib.asynccontextmanager
    async def leaving() -> AsyncIterator[None]:
        loop = asyncio.get_running_loop()
        app.event_processor.graceful_shutdown_timeout = seconds
        tasks: list[asyncio.Task[None]] = []

        def asked() -> None:
            if not tasks:
                on_leave()
                tasks.append(loop.create_task(leaver.leave()))

        with contextlib.suppress(ValueError, RuntimeError, NotImplementedError):
            loop.add_signal_handler(signal.SIGTERM, asked)
        yield

    return leaving


class Leaver:
    """Empties one process of its screens."""

    def __init__(self, app: rx.App, seconds: float) -> None:
        self._app, self._seconds = app, seconds
        self._leaving = False
        namespace: Any = app.event_namespace
        take_in = namespace.on_connect

        async def on_connect(sid: str, environ: Any, auth: Any = None) -> Any:
            if self._leaving:
                raise ConnectionRefusedError
            return await take_in(sid, environ, auth)

        namespace.on_connect = on_connect

    async def leave(self) -> None:
        """Empty the process, and have the server end."""
        self._leaving = True
        try:
            async with asyncio.timeout(self._seconds):
                await self._empty()
        except TimeoutError:
            log.warning("screens were still here when their time was over: %d", len(self._here()))
        finally:
            signal.raise_signal(signal.SIGINT)

    async def _empty(self) -> None:
        asked: set[str] = set()
        many, clock = len(self._here()), asyncio.get_running_loop().time
        began, share = clock(), SHARE_OF_TIME * self._seconds or LOOK_SECONDS
        while here := self._here():
            # By the clock and not by the look: a server that is busy looks less often.
            due = many * (clock() - began) / share
            for tab in sorted(here - asked - self._busy())[: max(math.ceil(due) - len(asked), 1)]:
                asked.add(tab)
                await self._namespace.emit_update(StateUpdate(delta=told(moving=True)), tab)
            await asyncio.sleep(LOOK_SECONDS)

    @property
    def _namespace(self) -> Any:
        return self._app.event_namespace

    def _here(self) -> set[str]:
        """The tabs whose socket is ours."""
        manager = self._namespace._token_manager
        return {
            tab
            for tab, socket in list(manager.token_to_socket.items())
            if socket.instance_id == manager.instance_id
        }

    def _busy(self) -> set[str]:
        """The tabs that wait for an answer."""
        return set(self._app.event_processor._token_queues)
