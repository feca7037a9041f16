"""The worker for whole files, one to a process, for as long as the app runs.

The table is the queue (docs/decisions/0018-a-table-is-the-queue.md): what is kept in memory is only in which
worlds there is something to look for.
"""

import asyncio
import logging
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Final

from vov_app.operating.batch_steps import Reader, go_on, polite
from vov_app.services import batch_leases
from vov_app.services.batch_leases import Lost
from vov_app.services.work import work
from vov_app.services.worlds import World, on_call

IDLE_SECONDS: Final = 5.0

log = logging.getLogger("vov.batches")


@dataclass
class Desk:
    """The worker of this process: which worlds have work, and how it is called."""

    read: Reader
    worker: str = field(default_factory=lambda: secrets.token_hex(16))
    _calling: set[str] = field(default_factory=set)
    _bell: asyncio.Event = field(default_factory=asyncio.Event)
    _going: bool = True

    async def work_forever(
        self, at: Callable[[str], World | None], some: Callable[[], Iterable[World]]
    ) -> None:
        """Work through the worlds that call, and those of `some` in which work lies without a call.

        That is so after a crash, or when the process that was called is gone. `at` finds a world by its key.
        """
        loop = asyncio.get_running_loop()

        def called(key: str) -> None:
            loop.call_soon_threadsafe(self._called, key)

        on_call(called)
        try:
            while True:
                await asyncio.to_thread(self._look_around, some)
                await self._work_through(at)
                await self._rest()
        finally:
            self._going = False

    async def _work_through(self, at: Callable[[str], World | None]) -> None:
        while self._calling:
            for key in list(self._calling):
                self._calling.discard(key)  # first: who calls during the turn is heard
                world = at(key)
                if world is not None and await asyncio.to_thread(self.take_turn, world):
                    self._calling.add(key)

    def take_turn(self, world: World) -> bool:
        """Claim a batch and go on with it for a while; False when there is none to be had in this world."""
        try:
            with work(world) as w:
                job = batch_leases.claim(w, self.worker)
            if job is None:
                return False
            with polite():
                go_on(world, job, self.read, lambda: self._going)
        except Lost:
            log.info("a batch went to another worker, or was dropped")
        except Exception as fault:
            log.error("a batch failed: %s", type(fault).__name__)
            return False
        return True

    def _look_around(self, some: Callable[[], Iterable[World]]) -> None:
        for world in some():
            try:
                with work(world, writes=False) as w:
                    if batch_leases.waiting(w):
                        self._calling.add(world.key)
            except Exception as fault:
                log.error("no look at the batches of a world: %s", type(fault).__name__)

    def _called(self, key: str) -> None:
        self._calling.add(key)
        self._bell.set()

    async def _rest(self) -> None:
        try:
            async with asyncio.timeout(IDLE_SECONDS):
                await self._bell.wait()
        except TimeoutError:
            pass
        self._bell.clear()
