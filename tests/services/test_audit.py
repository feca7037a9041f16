"""The record is only ever added to, and whatever else is done to it is found."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import delete, update
from sqlmodel import Session, col, select

from vov_app.models import AuditEntry, AuditHead
from vov_app.services import audit
from vov_app.services.work import Actor, work
from vov_app.services.worlds import World

Seed = Callable[[Callable[[Session], Any]], Any]


@pytest.fixture
def chain(world: World, bart: Actor) -> World:
    """Five entries."""
    for number in range(5):
        with work(world, bart) as w:
            audit.record(w, "right:grant", about=f"key{number}", after={"until": w.today}, role="tester")
    return world


def broken(world: World) -> int | None:
    with Session(world.engine) as session:
        return audit.first_broken(session)


def change(number: int, /, **values: Any) -> Callable[[Session], Any]:
    statement = update(AuditEntry).where(col(AuditEntry.number) == number).values(**values)
    return lambda session: session.execute(statement)


def remove(number: int) -> Callable[[Session], Any]:
    return lambda session: session.execute(delete(AuditEntry).where(col(AuditEntry.number) == number))


def test_an_empty_record_is_sound(world: World) -> None:
    assert broken(world) is None


def test_each_entry_follows_the_one_before(chain: World) -> None:
    assert broken(chain) is None
    with Session(chain.engine) as session:
        entries = list(session.exec(select(AuditEntry).order_by(col(AuditEntry.number))))
    assert [e.number for e in entries] == [1, 2, 3, 4, 5]
    assert [e.previous for e in entries] == ["", *[e.hash for e in entries[:-1]]]
    assert entries[0].after == {"until": "2025-10-13"}


@pytest.mark.parametrize(
    ("values", "first"),
    [
        ({"action": "right:revoke"}, 3),
        ({"role": "boss"}, 3),
        ({"after": {"until": "2099-01-01"}}, 3),
        ({"before": {"until": "2099-01-01"}}, 3),
        ({"actor_id": 99}, 3),
        ({"subject_id": 99}, 3),
        ({"organisation_id": 99}, 3),
        ({"about": "else"}, 3),
        ({"denied": "no"}, 3),
        ({"hash": "f" * 64}, 3),
        ({"previous": "f" * 64}, 3),
        ({"number": 9}, 3),
    ],
    ids=lambda value: str(value)[:24],
)
def test_an_edit_is_found(chain: World, seed: Seed, values: dict[str, Any], first: int) -> None:
    seed(change(3, **values))
    assert broken(chain) == first


@pytest.mark.parametrize("number", [1, 3, 5])
def test_a_removal_is_found_also_at_the_end(chain: World, seed: Seed, number: int) -> None:
    seed(remove(number))
    assert broken(chain) == number


def test_taking_everything_away_is_found(chain: World, seed: Seed) -> None:
    seed(lambda session: session.execute(delete(AuditEntry)))
    assert broken(chain) == 1


def test_an_entry_put_in_between_is_found(chain: World, seed: Seed) -> None:
    def insert(session: Session) -> None:
        for number in (5, 4):
            change(number, number=number + 1)(session)
        third = session.exec(select(AuditEntry).where(AuditEntry.number == 3)).one()
        told = {k: v for k, v in third.model_dump().items() if k not in ("id", "number")}
        session.add(AuditEntry(**told, number=4))

    seed(insert)
    assert broken(chain) == 4


def test_two_entries_that_changed_places_are_found(chain: World, seed: Seed) -> None:
    def swap(session: Session) -> None:
        for number, other in ((2, 99), (3, 2), (99, 3)):
            change(number, number=other)(session)

    seed(swap)
    assert broken(chain) == 2


def test_a_head_that_says_otherwise_is_found(chain: World, seed: Seed) -> None:
    seed(lambda session: session.execute(update(AuditHead).values(hash="f" * 64)))
    assert broken(chain) == 6


def test_many_writers_at_once_make_one_chain(world: World, bart: Actor) -> None:
    def add(number: int) -> None:
        with work(world, bart) as w:
            audit.record(w, "right:grant", about=str(number))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(add, range(40)))
    assert broken(world) is None
    with Session(world.engine) as session:
        assert len(list(session.exec(select(AuditEntry)))) == 40


def test_what_is_rolled_back_leaves_no_entry(world: World, bart: Actor) -> None:
    def fail() -> None:
        with work(world, bart) as w:
            audit.record(w, "right:grant")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert broken(world) is None
    with Session(world.engine) as session:
        assert list(session.exec(select(AuditEntry))) == []


def test_a_denied_attempt_is_an_entry(world: World, bart: Actor) -> None:
    audit.denied(world, bart, "decision:decide", "no_office")
    with Session(world.engine) as session:
        [entry] = session.exec(select(AuditEntry))
    assert (entry.action, entry.denied, entry.actor_id) == ("decision:decide", "no_office", bart.person_id)
