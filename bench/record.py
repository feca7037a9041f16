"""How fast the record grows: entries a second, on both databases, by one writer and by several at once."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

from sqlmodel import SQLModel

import vov_app.models  # noqa: F401 - registers the tables
from bench.databases import KINDS, database
from tests import factories
from tests.services.conftest import make_world
from vov_app.adapters.clock import StoppedClock
from vov_app.services import audit
from vov_app.services.work import work
from vov_app.services.worlds import World

ENTRIES = 2000
WRITERS = (1, 8)


def appended(writers: tuple[int, ...] = WRITERS) -> Iterator[tuple[str, float]]:
    """Entries a second, each in a transaction of its own; all of them chain to the one before."""
    for kind in KINDS:
        with database(kind) as engine:
            SQLModel.metadata.create_all(engine)
            world = make_world(engine, StoppedClock(factories.MONDAY))
            for several in writers:
                yield f"entries added to the record, {kind}, {several} at once", _rate(world, several)
            engine.dispose()


def _rate(world: World, writers: int) -> float:
    started = time.perf_counter()
    with ThreadPoolExecutor(writers) as pool:
        list(pool.map(lambda _: _append(world, ENTRIES // writers), range(writers)))
    return ENTRIES / (time.perf_counter() - started)


def _append(world: World, entries: int) -> None:
    for _ in range(entries):
        with work(world) as w:
            audit.record(w, "right:grant", about="key", after={"until": w.today})


if __name__ == "__main__":
    for what, rate in appended():
        print(f"{what:60} {rate:7.0f} per s")
