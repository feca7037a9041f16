"""Do the daily duties for as long as the app runs: asked every minute, done once a day, whoever asks."""

import asyncio
import logging
from collections.abc import Callable, Iterable

from vov_app.services import duties
from vov_app.services.worlds import World

MINUTE = 60.0

log = logging.getLogger("vov.duties")


async def watch(worlds: Callable[[], Iterable[World]]) -> None:
    """See to the duties of each world, at once and then every minute.

    What was missed while nothing ran is made up for at the first look.
    """
    while True:
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
