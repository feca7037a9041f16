"""Can this process serve, and does what runs beside it go on? For load balancers, and for who watches."""

import asyncio
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Final

from sqlalchemy.exc import SQLAlchemyError

from vov_app.adapters.database import newest_revision, revision_of
from vov_app.adapters.metrics import Figure
from vov_app.adapters.redis_server import fault_of
from vov_app.domain.brussels import brussels_day
from vov_app.operating.night_watch import Beat
from vov_app.services import figures
from vov_app.services.work import Work, work
from vov_app.services.worlds import World
from vov_app.settings import Settings
from vov_app.web.health import Check, Standing

SECONDS: Final = 5.0
KEPT_SECONDS: Final = 1.0
COUNTED_SECONDS: Final = 10.0
BEAT_SECONDS: Final = 180.0
NIGHT: Final = timedelta(minutes=10)


class Inspection:
    """Looks at the world of this process; what it found holds for a moment, so that asking costs little."""

    def __init__(
        self, settings: Settings, world: Callable[[], World] | None, beat: Beat, ticks: Callable[[], float]
    ) -> None:
        self._settings, self._world, self._beat, self._ticks = settings, world, beat, ticks
        self._found: tuple[float, Standing] | None = None
        self._counted: tuple[float, tuple[Figure, ...]] | None = None
        self._turn = asyncio.Lock()

    async def standing(self) -> Standing:
        """How it stands now, or a second ago."""
        async with self._turn:
            if self._found is None or self._ticks() - self._found[0] > KEPT_SECONDS:
                self._found = (self._ticks(), Standing(tuple(await self._look())))
            return self._found[1]

    async def figures(self) -> tuple[Figure, ...]:
        """What can be counted in the database, at most so many seconds old; nothing when it is away."""
        async with self._turn:
            if self._counted is None or self._ticks() - self._counted[0] > COUNTED_SECONDS:
                self._counted = (self._ticks(), await self._count())
            return (*self._counted[1], self._beat_figure())

    async def _count(self) -> tuple[Figure, ...]:
        if self._world is None:
            return ()
        world = self._world()
        try:
            async with asyncio.timeout(SECONDS):
                return tuple(await world.run(lambda: list(_counted(world))))
        except (SQLAlchemyError, TimeoutError):
            return ()

    def _beat_figure(self) -> Figure:
        return Figure("vov_scheduler_beat_seconds", "Since the scheduler last looked", {"": self._silence()})

    def _silence(self) -> float:
        return self._ticks() - self._beat.at

    async def _look(self) -> list[Check]:
        redis = self._settings.redis_url.get_secret_value()
        found = [self._watch()]
        if redis:
            fault = await fault_of(redis, SECONDS)
            found.append(Check("redis", not fault, fault or "answers"))
        if self._world is not None:
            found.extend(await self._of_database(self._world()))
        return found

    def _watch(self) -> Check:
        since = self._silence()
        return Check("scheduler", since < BEAT_SECONDS, f"looked {since:.0f} s ago", needed=False)

    async def _of_database(self, world: World) -> list[Check]:
        try:
            async with asyncio.timeout(SECONDS):
                return list(await world.run(lambda: self._asked(world)))
        except (SQLAlchemyError, TimeoutError) as fault:
            return [Check("database", False, type(fault).__name__)]

    def _asked(self, world: World) -> list[Check]:
        with work(world, writes=False) as w:
            return [self._tables(w), self._outbox(w), self._duties(w)]

    def _tables(self, w: Work) -> Check:
        found, wanted = revision_of(w.session.connection()), newest_revision()
        return Check("database", found == wanted, f"at {found or 'nothing'}, wants {wanted}")

    def _outbox(self, w: Work) -> Check:
        if not self._settings.smtp_url.get_secret_value():
            return Check("outbox", True, "no mail server", needed=False)
        minutes = figures.outbox_age(w) // timedelta(minutes=1)
        sound = minutes < self._settings.outbox_alarm_minutes
        return Check("outbox", sound, f"due for {minutes} min", needed=False)

    def _duties(self, w: Work) -> Check:
        """A day has ten minutes to begin: who looks once a minute may be late for midnight."""
        ran = figures.duties_ran_for(w)
        sound = ran is not None and ran >= brussels_day(w.now - NIGHT)
        return Check("duties", sound, f"ran for {ran or 'no day'}", needed=False)


def _counted(world: World) -> Iterator[Figure]:
    with work(world, writes=False) as w:
        found, age = figures.counted(w), figures.outbox_age(w)
    yield Figure("vov_letters", "Letters by status", found.letters, "status")
    yield Figure("vov_right_requests", "Requests for a right by status", found.requests, "status")
    yield Figure("vov_applications", "Dossiers by status", found.applications, "status")
    yield Figure("vov_drafts", "Drafts", {"": found.drafts})
    yield Figure(
        "vov_outbox_age_seconds", "How long the first letter has been due", {"": age.total_seconds()}
    )
