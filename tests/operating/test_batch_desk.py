"""The worker for files: called or not it finds what there is to do, and it stops where another can go on."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session

from tests import factories
from tests.databases import sqlite_engine
from tests.services import batch_files, people
from tests.services.batch_files import batch, some
from tests.services.conftest import make_world
from vov_app.adapters.clock import StoppedClock
from vov_app.models import BatchStatus
from vov_app.operating import batch_desk, batch_steps
from vov_app.operating.batch_desk import Desk
from vov_app.operating.batch_reader import read
from vov_app.operating.batch_steps import Contents, Unreadable
from vov_app.services import batch_leases, batch_reading, batches, worlds
from vov_app.services.work import Actor, work
from vov_app.services.worlds import World

HEAD = "Voornaam;Achternaam;ODB-nummer;Tewerkstellingspercentage;Opmerking;Kenmerk van de rij\n"


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """A world of its own."""
    engine = sqlite_engine(tmp_path / "test.sqlite")
    yield make_world(engine, StoppedClock(factories.MONDAY))
    engine.dispose()
    worlds.on_call(lambda _: None)


@pytest.fixture
def an(world: World) -> Actor:
    """Somebody who may file."""
    with Session(world.engine) as session:
        actor = people.filer(session)
        session.commit()
        return actor


def send(world: World, actor: Actor, data: bytes = b"x") -> str:
    with work(world, actor) as w:
        return batches.take(w, "x.csv", data)


Start = Callable[..., "asyncio.Task[None]"]


@pytest.fixture
async def start(world: World) -> AsyncIterator[Start]:
    """Lets a desk work, until the end of the test."""
    tasks: list[asyncio.Task[None]] = []

    def run(at: Desk, *left: World) -> "asyncio.Task[None]":
        found = {"test": world}
        tasks.append(asyncio.create_task(at.work_forever(found.get, lambda: iter(left))))
        return tasks[-1]

    yield run
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def until(test: Callable[[], bool]) -> None:
    async with asyncio.timeout(30):
        while not test():  # noqa: ASYNC110 - what it waits for is in a database
            await asyncio.sleep(0.01)


async def test_what_was_left_behind_is_taken_up_without_a_call(world: World, an: Actor, start: Start) -> None:
    key = send(world, an)
    start(batch_files.desk(some(2)), world)
    await until(lambda: batch(world, key).status is BatchStatus.READ)


async def test_who_calls_is_heard_while_others_are_served_and_at_rest(
    world: World, an: Actor, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch_desk, "IDLE_SECONDS", 1000)
    second: list[str] = []

    def reader(_data: bytes, _name: str) -> Contents:
        if not second:
            second.append(send(world, an, b"2"))
        return Contents(some(1))

    start(Desk(reader), world)
    await asyncio.sleep(0)
    first = send(world, an, b"1")
    await until(lambda: bool(second) and batch(world, second[0]).status is BatchStatus.READ)
    assert batch(world, first).status is BatchStatus.READ
    third = send(world, an, b"3")
    await until(lambda: batch(world, third).status is BatchStatus.READ)


async def test_it_looks_around_now_and_then(
    world: World, an: Actor, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch_desk, "IDLE_SECONDS", 0.01)
    start(batch_files.desk(some(1)), world)
    worlds.on_call(lambda _: None)  # the process that was called is another one
    key = send(world, an)
    await until(lambda: batch(world, key).status is BatchStatus.READ)


async def test_a_world_that_can_not_be_read_keeps_no_other_waiting(
    world: World, an: Actor, start: Start, tmp_path: Path
) -> None:
    empty = make_world(sqlite_engine(tmp_path / "other.sqlite"), StoppedClock(factories.MONDAY))
    with empty.engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE batch_row")
        connection.exec_driver_sql("DROP TABLE batch_file")
        connection.exec_driver_sql("DROP TABLE batch")
    key = send(world, an)
    start(batch_files.desk(some(1)), empty, world)
    await until(lambda: batch(world, key).status is BatchStatus.READ)
    empty.engine.dispose()


async def test_a_worker_that_is_told_to_stop_gives_its_batch_back_at_once(
    world: World, an: Actor, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch_steps, "READ_AT_ONCE", 1)
    key = send(world, an)
    at = batch_files.desk(some(3))
    judges, judge = threading.Event(), threading.Event()
    gave_back = asyncio.Event()
    loop = asyncio.get_running_loop()
    originals = batch_reading.judged, batch_leases.release

    def judged(*given: Any) -> Any:
        judges.set()
        judge.wait(30)
        return originals[0](*given)

    def release(*given: Any) -> None:
        originals[1](*given)
        loop.call_soon_threadsafe(gave_back.set)

    monkeypatch.setattr(batch_reading, "judged", judged)
    monkeypatch.setattr(batch_leases, "release", release)
    task = start(at, world)
    await asyncio.to_thread(judges.wait, 30)
    task.cancel()
    await asyncio.wait([task])
    judge.set()
    async with asyncio.timeout(30):
        await gave_back.wait()
    monkeypatch.undo()
    await until(lambda: batch(world, key).held_by == "")
    assert (batch(world, key).done, batch(world, key).status) == (1, BatchStatus.READING)
    batch_files.work_through(world, batch_files.desk(some(3)))
    assert list(batch_files.statuses(world, key)) == [2, 3, 4]


def test_rows_are_read_with_what_no_question_asks_for_and_what_no_form_can_tell() -> None:
    contents = read((HEAD + "Tom;Bakker;1000123;0,8;van Jan;\n;;;;;sleutel.7\n").encode(), "x.csv")
    first, second = contents.rows
    assert (first.number, first.answers["first_name"], first.answers["odb"]) == (2, "Tom", "1000123")
    assert first.other == {"Opmerking": "van Jan"}
    assert "Tewerkstellingspercentage" in first.faults["fraction"]
    assert (contents.mends, first.replaces, second.replaces) == ("sleutel", 0, 7)


def test_rows_of_two_files_in_one_mend_one_of_them() -> None:
    text = HEAD + "A;;;;;een.2\nB;;;;;twee.2\nC;;;;;=x\n"
    contents = read(text.encode(), "x.csv")
    assert (contents.mends, [row.replaces for row in contents.rows]) == ("een", [2, 0, 0])


def test_what_is_no_table_says_why() -> None:
    with pytest.raises(Unreadable) as fault:
        read(b"%PDF-1.7", "brief.pdf")
    assert (fault.value.key, fault.value.values) == ("type", {})


def test_a_file_without_our_key_mends_nothing() -> None:
    contents = read(b"Voornaam;Achternaam;ODB-nummer\nTom;Bakker;1000123\n", "x.csv")
    assert (contents.mends, contents.rows[0].replaces) == ("", 0)
