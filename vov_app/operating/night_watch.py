"""Do the daily duties for as long as the app runs: asked every minute, done once a day, whoever asks."""

import asyncio
import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from vov_app.adapters.clock import ticks
from vov_app.services import duties
from vov_app.services.worlds import World

MINUTE = 60.0

log = logging.getLogger("vov.duties")


@dataclass
class Beat:
    """When the watch last looked, on a clock that never jumps; at the start, when it could have begun."""

    at: float = field(default_factory=ticks)

    def strike(self) -> None:
        """The watch looks now."""
        self.at = ticks()


async def watch(worlds: Callable[[], Iterable[World]], beat: Beat) -> None:
    """See to the duties of each world, at once and then every minute.

    What was missed while nothing ran is made up for at the first look.
    """
    while True:
        beat.strike()
        for world in list(worlds()):
            await asyncio.to_thread(see_to, world)
        await asyncio.sleep(MINUTE)


def see_to(world: World) -> bool:
    """Do the duties of one world if they are due; a fault in one world keeps nobody else waiting."""
    try:
        return duties.run(world)
    except Exception as fault:
        log.error("the duties failed: %s", type(fault).__name__)
        return False
