"""Look every second whether the loket is closed for maintenance, for as long as the app runs."""

import asyncio
import logging
from functools import partial
from typing import Final

from sqlalchemy.exc import SQLAlchemyError

from vov_app.services import maintenance
from vov_app.services.maintenance import Notice
from vov_app.services.work import work
from vov_app.services.worlds import World

SECOND: Final = 1.0

log = logging.getLogger("vov.maintenance")


async def look_out(world: World) -> None:
    """See every second whether the loket is closed; a database that is away changes nothing of it."""
    while True:
        try:
            maintenance.see(await world.run(partial(standing, world)))
        except SQLAlchemyError as fault:
            log.info("nobody knows whether the loket is closed: %s", type(fault).__name__)
        await asyncio.sleep(SECOND)


def standing(world: World) -> Notice | None:
    """Whether the loket is closed, in the database."""
    with work(world, writes=False) as w:
        return maintenance.standing(w)
