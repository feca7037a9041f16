"""The operator's commands, and the watch that sees to the duties."""

from dataclasses import replace

import pytest
from sqlalchemy import update
from sqlmodel import Session

from tests.services import deciding
from tests.services.deciding import Seed
from vov_app.domain.requests import RequestStatus
from vov_app.models import AuditEntry
from vov_app.operating import night_watch, queue, record
from vov_app.operating.commands import Unusable
from vov_app.services import duties
from vov_app.services.work import Actor
from vov_app.services.worlds import World


@pytest.fixture
def key(world: World, bart: Actor, seed: Seed) -> str:
    """A request that is the operator's from the start: nobody else can be mailed."""
    seed(lambda session: deciding.mailed(session, bart))
    return deciding.asked(world, bart)


def test_the_queue_tells_what_waits_until_it_is_decided(world: World, key: str) -> None:
    heading, line = queue.show(world, names=True)
    assert heading.startswith("key  promised")
    assert line == f"{key}  2025-10-20  2025-10-13  Bart Claes  Bakkerij De Korenbloem bv"
    assert "Bart" not in "".join(queue.show(world))
    assert queue.grant(world, key, "30/6/2026") == [f"{key}  decided"]
    assert deciding.request(world).status is RequestStatus.GRANTED
    assert queue.show(world) == ["Nothing waits."]
    with pytest.raises(Unusable, match="no request"):
        queue.refuse(world, key, "te laat")


def test_a_refusal_carries_its_words(world: World, key: str) -> None:
    queue.refuse(world, key, "Uw organisatie bestaat niet meer.")
    assert deciding.request(world).reason == "Uw organisatie bestaat niet meer."


@pytest.mark.parametrize("day", ["gisteren", "1/1/2020", "1/1/2099"])
def test_a_day_that_cannot_be_is_told(world: World, key: str, day: str) -> None:
    with pytest.raises(Unusable, match="until: "):
        queue.grant(world, key, day)


def test_the_record_is_verified_and_its_first_broken_entry_named(world: World, key: str, seed: Seed) -> None:
    assert record.verify(world)[0].startswith("2 entries, all sound; the last is ")
    seed(lambda session: session.execute(update(AuditEntry).values(role="nobody")))
    with pytest.raises(Unusable, match="broken at entry 1"):
        record.verify(world)


def test_an_empty_record_is_sound(world: World) -> None:
    assert record.verify(world) == ["0 entries, all sound; the last is none"]


class Enough(Exception):
    """Ends a watch that nothing else would end."""


async def test_the_watch_does_the_duties_and_survives_a_world_that_fails(
    world: World, seed: Seed, bart: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(night_watch, "MINUTE", 0.01)
    gone = replace(world, engine=None)  # type: ignore[arg-type]
    seen: list[bool] = []
    monkeypatch.setattr(night_watch, "see_to", lambda each: seen.append(_see_to(each)))

    def worlds() -> list[World]:
        if len(seen) == 4:
            raise Enough
        return [gone, world]

    beat = night_watch.Beat(at=0)
    with pytest.raises(Enough):
        await night_watch.watch(worlds, beat)
    assert beat.at > 0
    assert seen == [False, True, False, False]
    with Session(world.engine):
        assert duties.run(world) is False


_see_to = night_watch.see_to
