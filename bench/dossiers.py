"""What the list of dossiers costs, by how many an organisation has, on both databases; in this process."""

import argparse
import time
from collections.abc import Callable, Iterator

from sqlalchemy import Engine, text
from sqlmodel import Session, SQLModel

import vov_app.models  # noqa: F401 - registers the tables
from bench.databases import KINDS, database
from bench.events import Spread, spread
from tests import factories
from tests.services import people
from tests.services.conftest import make_world
from vov_app.adapters.clock import StoppedClock
from vov_app.services import dossier_lists
from vov_app.services.work import Actor, Work, work
from vov_app.services.worlds import World

SIZES = (100, 1_000, 10_000, 100_000, 1_000_000)
TIMES = 40
MIDDLE = "VOV-2025-{:06d}-A"

# Made by the database itself: a million rows take a minute. Names: 40 x 900 of them, so that each is common.
NUMBERS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :size) "
GIVEN = "'voornaam' || CAST(i % 1000 * 7919 % 40 AS text)"
FAMILY = (
    "(CASE i % 4 WHEN 0 THEN 'peeters' WHEN 1 THEN 'claes' WHEN 2 THEN 'maes' ELSE 'wouters' END)"
    " || CAST(i % 900 AS text)"
)
DIGITS = "substr('000000' || i, -6)"
ROWS = (
    "INSERT INTO refund_application (id, reference, organisation_id, person_id, employee_insz, employee_name,"
    " employee_sort, odb, start_date, end_date, last_day, school_year, answers, estimate, status, version,"
    " confirmed_at) " + NUMBERS + "SELECT i, 'VOV-2025-' || {digits} || '-A', :org, :person, '85010199786',"
    f" {GIVEN} || ' ' || {FAMILY}, {FAMILY} || ' ' || {GIVEN}, 'ODB-1000123', '2025-09-15', '2026-06-30',"
    " '2025-12-14', CAST(2019 + i % 7 AS text) || '-' || CAST(2020 + i % 7 AS text), '{{}}', '{{}}',"
    " CASE WHEN i % 100 < 70 THEN 'approved' WHEN i % 100 < 98 THEN 'filed'"
    " WHEN i % 1000 < 999 THEN 'refused' ELSE 'stopped' END, 1, '2025-10-13 08:00:00+00:00' FROM n"
)
WORDS = (
    "INSERT INTO dossier_word (organisation_id, word, application_id)"
    " SELECT DISTINCT organisation_id, substr(w, 1, l), id FROM (SELECT id, organisation_id,"
    " {part} AS w FROM refund_application) AS told,"
    " (SELECT 2 AS l UNION SELECT 3 UNION SELECT 4 UNION SELECT 5 UNION SELECT 6 UNION SELECT 7"
    " UNION SELECT 8) AS lengths WHERE length(w) >= l ORDER BY 1, 2, 3"
)
PARTS = (
    "substr(employee_sort, 1, {space} - 1)",
    "substr(employee_sort, {space} + 1)",
    "substr(reference, 10, length(reference) - 11)",
)

LISTS: dict[str, Callable[[Work, int], object]] = {
    "newest": lambda w, _: dossier_lists.page(w, {}),
    "newest, from the middle": lambda w, n: dossier_lists.page(w, {}, MIDDLE.format(n // 2)),
    "by employee": lambda w, _: dossier_lists.page(w, {"order": "employee"}),
    "by employee, from the middle": lambda w, n: dossier_lists.page(
        w, {"order": "employee"}, MIDDLE.format(n // 2)
    ),
    "by start": lambda w, _: dossier_lists.page(w, {"order": "start"}),
    "search, many found": lambda w, _: dossier_lists.page(w, {"search": "pee"}),
    "search, two words": lambda w, _: dossier_lists.page(
        w, {"search": "maes2 voornaam1", "order": "employee"}
    ),
    "search, one found": lambda w, n: dossier_lists.page(w, {"search": f"{n // 2:06d}"}),
    "status, many": lambda w, _: dossier_lists.page(w, {"status": "approved", "order": "employee"}),
    "status, few": lambda w, _: dossier_lists.page(w, {"status": "stopped", "order": "employee"}),
    "status and school year": lambda w, _: dossier_lists.page(
        w, {"status": "filed", "school_year": "2024-2025", "order": "employee"}
    ),
}


def measure(sizes: tuple[int, ...] = SIZES) -> Iterator[tuple[str, Spread]]:
    """How long each way to ask for the list takes, by database and number of dossiers."""
    for kind in KINDS:
        for size in sizes:
            with database(kind) as engine:
                world, actor = _organisation(engine, size)
                for what, ask in LISTS.items():
                    times = [_time(world, actor, ask, size) for _ in range(TIMES)]
                    yield f"dossiers, {kind}, {size}, {what}", spread(times)
                engine.dispose()


def _time(world: World, actor: Actor, ask: Callable[[Work, int], object], size: int) -> float:
    started = time.perf_counter()
    with work(world, actor, writes=False) as w:
        ask(w, size)
    return time.perf_counter() - started


def _organisation(engine: Engine, size: int) -> tuple[World, Actor]:
    """An organisation with so many dossiers, spread over seven school years and four statuses."""
    SQLModel.metadata.create_all(engine)
    on_sqlite = engine.dialect.name == "sqlite"
    digits = (
        "printf('%06d', i)"
        if on_sqlite
        else "lpad(CAST(i AS text), greatest(6, length(CAST(i AS text))), '0')"
    )
    space = "instr(employee_sort, ' ')" if on_sqlite else "position(' ' in employee_sort)"
    with Session(engine, expire_on_commit=False) as session:
        actor = people.filer(session)
        where = actor.organisation.id if actor.organisation else 0
        told = {"size": size, "org": where, "person": actor.person_id}
        session.execute(text(ROWS.format(digits=digits)), told)
        for part in PARTS:
            session.execute(text(WORDS.format(part=part.format(space=space)) + _OURS))
        session.commit()
        session.execute(text("ANALYZE"))
        session.commit()
    return make_world(engine, StoppedClock(factories.MONDAY)), actor


_OURS = " ON CONFLICT DO NOTHING"


if __name__ == "__main__":
    asked = argparse.ArgumentParser()
    asked.add_argument("--smallest", type=int, default=SIZES[0])
    asked.add_argument("--largest", type=int, default=SIZES[-1])
    given = asked.parse_args()
    for what, got in measure(tuple(size for size in SIZES if given.smallest <= size <= given.largest)):
        print(f"{what:60} p50 {got.p50:7.1f} ms   p95 {got.p95:7.1f} ms", flush=True)
