"""The disk is full: nothing is half written, the person reads a code, and room heals it without a restart."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import httpx2
import pytest
from sqlalchemy import Engine, event, text
from sqlalchemy.exc import OperationalError
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tests.chaos import whole
from tests.chaos.conftest import Seed
from tests.chaos.test_killed_workers import ROWS, STORIES, undone
from tests.services import filed
from vov_app import routes
from vov_app.adapters.clock import StoppedClock
from vov_app.adapters.metrics import Meters
from vov_app.forms.refund import REFUND
from vov_app.services import batch_leases, drafts, refunds
from vov_app.services.outages import is_outage
from vov_app.services.work import Actor, work
from vov_app.services.worlds import World
from vov_app.web.watching import failed, watched

POSTGRESQL = pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
NO_ROOM = """
CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = 'disk_full';
END $$
"""
SQLITE = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)


@contextmanager
def full(engine: Engine) -> Iterator[None]:
    """No page more than there are: SQLite says then what it says on a full disk."""
    with engine.connect() as connection:
        pages = connection.scalar(text("PRAGMA page_count"))

    def limit(connection: Any, _record: object) -> None:
        connection.execute(f"PRAGMA max_page_count={pages}")

    engine.dispose()
    event.listen(engine, "connect", limit)
    yield
    event.remove(engine, "connect", limit)
    engine.dispose()


def file_until_full(world: World, actor: Actor) -> None:
    """File dossiers until there is no room: what is free inside of pages is used up first."""
    for _ in range(1000):
        filed.file(world, actor)


@SQLITE
def test_a_full_disk_leaves_nothing_half_and_room_heals(world: World, an: Actor) -> None:
    for _ in range(3):
        filed.file(world, an)
    with work(world, an) as w:
        key = drafts.start(w)
        for step in REFUND.steps:
            drafts.save(w, key, step, filed.typed())
    with full(world.engine), pytest.raises(OperationalError, match="full"):
        file_until_full(world, an)
    before = whole.dossiers(world)
    assert whole.faults(world) == []
    with work(world, an) as w:
        assert drafts.read(w, key).answers["iban"], "what was typed before is there"
        refunds.confirm(w, key)
    assert whole.dossiers(world) == before + 1
    assert whole.faults(world) == []


@contextmanager
def no_room_for(engine: Engine, table: str) -> Iterator[None]:
    """PostgreSQL says of each row for this table what it says on a full disk (SQLSTATE 53100)."""

    def run(*statements: str) -> None:
        with engine.begin() as connection:
            for statement in statements:
                connection.exec_driver_sql(statement)

    run(NO_ROOM, f"CREATE TRIGGER no_room BEFORE INSERT ON {table} EXECUTE FUNCTION no_room()")
    try:
        yield
    finally:
        run(f"DROP TRIGGER no_room ON {table}", "DROP FUNCTION no_room")


@POSTGRESQL
@pytest.mark.parametrize("name", STORIES)
def test_a_full_disk_of_postgresql_refuses_as_a_whole_and_room_heals(
    name: str, world: World, an: Actor, seed: Seed, clock: StoppedClock
) -> None:
    verb = STORIES[name](world, an, seed)
    with no_room_for(world.engine, "letter"):
        if name == "batch":  # the worker for files tells nobody but the log, and tries again
            verb(world)
        else:
            with pytest.raises(OperationalError, match="No space left") as full_up:
                verb(world)
            assert is_outage(full_up.value), "the screen says that it passes, and keeps what was typed"
        assert whole.faults(world) == []
        assert whole.dossiers(world) == 0
    clock.move(batch_leases.LEASE + timedelta(seconds=1))
    verb(world)
    assert whole.faults(world) == []
    assert undone(world) == []
    assert whole.dossiers(world) == {"submit": 1, "grant": 0, "batch": ROWS}[name]


async def test_a_paper_that_can_not_be_written_is_a_page_with_a_code() -> None:
    room = [False]

    async def paper(_request: Request) -> Response:
        if not room[0]:
            raise OSError(errno.ENOSPC, "No space left on device")
        return Response(b"%PDF")

    inner: Any = Starlette(routes=[Route("/x.pdf", paper)], exception_handlers={Exception: failed})
    site: Any = watched(Meters())(inner)
    transport = httpx2.ASGITransport(site)
    async with httpx2.AsyncClient(transport=transport, base_url="http://x") as browser:
        answer = await browser.get("/x.pdf", headers={"accept": "text/html"})
        assert answer.headers["location"].startswith(f"{routes.FAULT}?code=")
        room[0] = True
        assert (await browser.get("/x.pdf")).content == b"%PDF"
