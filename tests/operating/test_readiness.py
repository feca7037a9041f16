"""What is looked at before people are sent to a process, and what is counted of it."""

from datetime import date, timedelta

import pytest
from sqlalchemy import text
from sqlmodel import Session

from tests import factories
from tests.operating.conftest import put
from tests.ports import free_port
from tests.redis import fresh_redis
from vov_app.adapters.clock import StoppedClock
from vov_app.models import LetterStatus
from vov_app.operating.night_watch import Beat
from vov_app.operating.readiness import BEAT_SECONDS, COUNTED_SECONDS, KEPT_SECONDS, Inspection
from vov_app.services import duties, figures
from vov_app.services.work import work
from vov_app.services.worlds import World
from vov_app.settings import Settings
from vov_app.web.health import Standing

MAIL = {"smtp_url": "smtp://127.0.0.1:1", "mail_from": "loket@loket.example"}


class Ticks:
    """A clock of an inspection, moved by the test."""

    now = 1000.0

    def __call__(self) -> float:
        """What it says."""
        return self.now


@pytest.fixture
def ticks() -> Ticks:
    return Ticks()


@pytest.fixture
def beat(ticks: Ticks) -> Beat:
    return Beat(at=ticks.now)


@pytest.fixture
def inspection(real: Settings, world: World, beat: Beat, ticks: Ticks) -> Inspection:
    """An inspection of a process with a mail server, whose duties ran today."""
    duties.run(world)
    return Inspection(Settings.model_validate(MAIL), lambda: world, beat, ticks)


def told(standing: Standing) -> dict[str, bool]:
    """Which checks are sound."""
    return {check.name: check.sound for check in standing.checks}


async def test_all_is_well_at_first(inspection: Inspection) -> None:
    standing = await inspection.standing()
    assert told(standing) == {"scheduler": True, "database": True, "outbox": True, "duties": True}
    assert (standing.word, standing.serves) == ("ready", True)


async def test_a_letter_that_waits_too_long_rings_and_people_are_served(
    inspection: Inspection, world: World, ticks: Ticks
) -> None:
    put(world, 1)
    clock = world.clock
    assert isinstance(clock, StoppedClock)
    clock.move(timedelta(minutes=14))
    assert (await inspection.standing()).word == "ready"
    clock.move(timedelta(minutes=1))
    assert (await inspection.standing()).word == "ready", "what was found holds for a second"
    ticks.now += 2 * KEPT_SECONDS
    standing = await inspection.standing()
    assert (standing.word, standing.serves, told(standing)["outbox"]) == ("degraded", True, False)


async def test_a_day_without_duties_rings_ten_minutes_after_midnight(
    inspection: Inspection, world: World, ticks: Ticks
) -> None:
    clock = world.clock
    assert isinstance(clock, StoppedClock)
    clock.move(timedelta(hours=14, minutes=9))
    assert told(await inspection.standing())["duties"]
    clock.move(timedelta(minutes=1))
    ticks.now += 2 * KEPT_SECONDS
    assert not told(await inspection.standing())["duties"]


async def test_a_scheduler_that_stopped_rings(inspection: Inspection, ticks: Ticks) -> None:
    ticks.now += BEAT_SECONDS
    standing = await inspection.standing()
    assert (standing.word, told(standing)["scheduler"]) == ("degraded", False)


async def test_older_tables_and_no_database_keep_people_away(
    inspection: Inspection, world: World, ticks: Ticks
) -> None:
    with world.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'older'"))
    standing = await inspection.standing()
    assert (standing.word, standing.serves) == ("failing", False)
    with world.engine.begin() as connection:
        connection.execute(text("DROP TABLE duty"))
    ticks.now += 2 * KEPT_SECONDS
    assert told(await inspection.standing()) == {"scheduler": True, "database": False}


async def test_what_is_there_is_counted_and_kept_for_a_while(
    inspection: Inspection, world: World, ticks: Ticks
) -> None:
    put(world, 2)
    values = {figure.name: dict(figure.values) for figure in await inspection.figures()}
    assert values["vov_letters"] == {LetterStatus.WAITING: 2}
    assert (values["vov_drafts"], values["vov_applications"]) == ({"": 0}, {})
    put(world, 0)
    with world.engine.begin() as connection:
        connection.execute(text("DROP TABLE letter"))
    assert "vov_letters" in {figure.name for figure in await inspection.figures()}
    ticks.now += 2 * COUNTED_SECONDS
    assert {figure.name for figure in await inspection.figures()} == {"vov_scheduler_beat_seconds"}


@pytest.fixture
def nothing_listens() -> str:
    return f"redis://127.0.0.1:{free_port()}"


async def test_redis_is_needed_where_it_is_named(beat: Beat, ticks: Ticks, nothing_listens: str) -> None:
    away = Inspection(Settings(redis_url=nothing_listens), None, beat, ticks)
    assert ((await away.standing()).serves, await away.figures() != ()) == (False, True)
    with fresh_redis() as url:
        assert told(await Inspection(Settings(redis_url=url), None, beat, ticks).standing())["redis"]


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_a_letter_is_due_when_nobody_holds_it_and_its_pause_is_over(real: Settings, world: World) -> None:
    later, held = factories.MONDAY + timedelta(hours=1), factories.MONDAY - timedelta(minutes=5)
    with work(world, writes=False) as w:
        assert figures.outbox_age(w) == timedelta(0)
        assert figures.duties_ran_for(w) is None
    put(world, 1, next_try_at=held)
    with work(world, writes=False) as w:
        assert figures.outbox_age(w) == timedelta(minutes=5)
    with Session(world.engine) as session:
        session.connection().execute(text("UPDATE letter SET held_until = :later"), {"later": later})
        session.commit()
    duties.run(world)
    with work(world, writes=False) as w:
        assert figures.outbox_age(w) == timedelta(0)
        assert figures.duties_ran_for(w) == date(2025, 10, 13)
