"""A worker is killed at any moment of a submit, a grant or a file of rows: nothing lost, nothing double."""

import contextlib
from collections.abc import Callable, Iterable
from datetime import timedelta
from itertools import count
from typing import Any

import pytest
from sqlmodel import Session, select

from tests.chaos import whole
from tests.chaos.conftest import FULL, Seed
from tests.chaos.killing import in_world, killed_at
from tests.services import batch_files, deciding, filed, people
from vov_app.adapters.clock import StoppedClock
from vov_app.domain.requests import RequestStatus
from vov_app.forms.decision import GRANT
from vov_app.forms.refund import REFUND
from vov_app.models import Batch, BatchRow, BatchStatus, RightRequest, RowStatus
from vov_app.services import batch_leases, drafts, operator_desk, refunds
from vov_app.services.work import Actor, Refused, work
from vov_app.services.worlds import World

# The moments that are left out between two that are tried, in the suite.
STRIDES = {"submit": 7, "grant": 7, "batch": 19}
ROWS = 3
EMPLOYEES = count(1)
# Makes something to do, and gives what a worker does with it; doing it again finishes what was begun.
Story = Callable[[World, Actor, Seed], Callable[[World], object]]


def submit(world: World, actor: Actor, _seed: Seed) -> Callable[[World], object]:
    """A draft with sound answers is confirmed."""
    with work(world, actor) as w:
        key = drafts.start(w)
        for step in REFUND.steps:
            drafts.save(w, key, step, filed.typed())

    def confirm(there: World) -> None:
        with work(there, actor) as w:
            refunds.confirm(w, key)

    return confirm


def grant(world: World, _actor: Actor, seed: Seed) -> Callable[[World], object]:
    """A request is granted by the operator, for nobody else can be mailed."""
    asks: Actor = seed(people.member)
    seed(lambda session: deciding.mailed(session, asks))
    key = deciding.asked(world, asks)

    def decide(there: World) -> None:
        with (
            contextlib.suppress(Refused),
            work(there) as w,
        ):  # refused: it was decided, and the answer got lost
            assert operator_desk.decide(w, key, {"decision": GRANT, "until": "30/6/2026"}) == ()

    return decide


def batch(world: World, actor: Actor, _seed: Seed) -> Callable[[World], object]:
    """A file of rows is confirmed and filed; who comes after a dead worker waits for its lease to end."""
    others = batch_files.rows(*({"insz": batch_files.insz(next(EMPLOYEES))} for _ in range(ROWS)))
    key = batch_files.sent(world, actor, others)

    def file(there: World) -> None:
        batch_files.confirm(there, actor, key, ROWS)
        batch_files.work_through(there, batch_files.desk(()))

    return file


STORIES: dict[str, Story] = {"submit": submit, "grant": grant, "batch": batch}


@pytest.mark.timeout(900 if FULL else 120)
@pytest.mark.parametrize("name", STORIES)
def test_whenever_a_worker_is_killed_who_comes_after_it_finishes(
    name: str, world: World, an: Actor, seed: Seed, clock: StoppedClock
) -> None:
    killed = 0
    for moment in range(0, 1000, 1 if FULL else STRIDES[name]):
        verb = STORIES[name](world, an, seed)
        died = killed_at(moment, world.engine, in_world(world, verb))
        assert whole.faults(world) == [], f"killed at moment {moment}"
        clock.move(batch_leases.LEASE + timedelta(seconds=1))
        verb(world)
        assert whole.faults(world) == [], f"done again after moment {moment}"
        assert undone(world) == [], f"done again after moment {moment}"
        if not died:
            break
        killed += 1
    print(f"{name}: killed {killed} times")
    assert killed > 2


def undone(world: World) -> Iterable[object]:
    """What should have been done by now, and isn't."""
    with Session(world.engine) as session:
        requests: list[Any] = list(
            session.exec(select(RightRequest.key).where(RightRequest.status != RequestStatus.GRANTED))
        )
        batches = session.exec(select(Batch.key).where(Batch.status != BatchStatus.FILED)).all()
        rows = session.exec(select(BatchRow.number).where(BatchRow.status != RowStatus.FILED)).all()
        return [*requests, *batches, *rows]
