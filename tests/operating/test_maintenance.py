"""Close the loket and open it again, by command; every process sees it."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from sqlalchemy import text
from sqlmodel import Session, select

from tests.operating.conftest import Vov
from vov_app.models import AuditEntry
from vov_app.operating import look_out
from vov_app.operating.commands import Exit
from vov_app.services import maintenance
from vov_app.services.work import work
from vov_app.services.worlds import World

MESSAGE = "Wij plaatsen een nieuwe versie."


@pytest.fixture(autouse=True)
def _open_again() -> Iterator[None]:
    yield
    maintenance.see(None)


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_the_operator_closes_and_opens(world: World, vov: Vov) -> None:
    assert vov("maintenance", "show")[1] == "The loket is open.\n"
    assert vov("maintenance", "off")[1] == "It wasn't closed.\n"
    code, told, _ = vov("maintenance", "on", MESSAGE, "--until", "2099-11-30 18:00")
    first = told.splitlines()[1].rpartition("=")[2]
    assert (code, told.splitlines()[0]) == (Exit.DONE, "closed")
    assert vov("maintenance", "show")[1] == f"closed until 30/11/2099 18:00: {MESSAGE}\n"
    second = vov("maintenance", "on", MESSAGE)[1].splitlines()[1].rpartition("=")[2]
    assert second != first, "each closure has a pass of its own"
    assert vov("maintenance", "show")[1] == f"closed until further notice: {MESSAGE}\n"
    assert vov("maintenance", "off")[1] == "open\n"
    with Session(world.engine) as session:
        actions = session.exec(select(AuditEntry.action)).all()
    assert actions == ["maintenance:close", "maintenance:close", "maintenance:reopen"]


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("words", [[" "], ["x" * 501], [MESSAGE, "--until", "2020-01-01 10:00"]])
def test_what_can_not_be_is_refused(world: World, vov: Vov, words: list[str]) -> None:
    assert vov("maintenance", "on", *words)[0] == Exit.REFUSED
    assert vov("maintenance", "show")[1] == "The loket is open.\n"


async def test_each_process_sees_it_also_when_the_database_was_away(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(look_out, "SECOND", 0.01)
    looking = asyncio.create_task(look_out.look_out(world))
    with work(world) as w:
        notice = maintenance.close(w, MESSAGE, datetime(2025, 11, 30, 17, 0, tzinfo=UTC))
    await _until_seen(MESSAGE)
    assert maintenance.passes(notice, f"a=b; {maintenance.COOKIE}={notice.key}")
    assert not maintenance.passes(notice, f"{maintenance.COOKIE}=é")
    with world.engine.begin() as connection:
        connection.execute(text("ALTER TABLE maintenance RENAME TO elsewhere"))
    await asyncio.sleep(0.05)
    assert maintenance.seen() is not None
    with world.engine.begin() as connection:
        connection.execute(text("ALTER TABLE elsewhere RENAME TO maintenance"))
    with work(world) as w:
        assert maintenance.reopen(w)
    await _until_seen("")
    looking.cancel()


async def _until_seen(message: str) -> None:
    for _ in range(10_000):
        notice = maintenance.seen()
        if (notice.message if notice else "") == message:
            return
        await asyncio.sleep(0.01)
    raise AssertionError(message)
