"""Chaos: a world with people in it, on both databases; `CHAOS=full` tries every moment instead of a few."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from tests import factories
from tests.databases import postgres_engine, tables_at
from tests.services import people
from tests.services.conftest import make_world
from vov_app.adapters.clock import StoppedClock
from vov_app.adapters.database import make_engine, sqlite_url
from vov_app.services.work import Actor
from vov_app.services.worlds import World

FULL = os.environ.get("CHAOS") == "full"
Seed = Callable[[Callable[[Session], Any]], Any]


@pytest.fixture
def clock() -> StoppedClock:
    """Stands at Monday 13 October 2025, 10:00 in Brussels."""
    return StoppedClock(factories.MONDAY)


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """A database of its own, with all tables."""
    if request.param == "sqlite":
        made = make_engine(sqlite_url(tables_at(tmp_path / "test.sqlite")))
        yield made
        made.dispose()
        return
    with postgres_engine() as kept:
        yield kept


@pytest.fixture
def world(engine: Engine, clock: StoppedClock) -> World:
    """A world around it."""
    return make_world(engine, clock)


@pytest.fixture
def seed(world: World) -> Seed:
    """Run something on the database, committed."""

    def run(change: Callable[[Session], Any]) -> Any:
        with Session(world.engine, expire_on_commit=False) as session:
            made = change(session)
            session.commit()
            return made

    return run


@pytest.fixture
def an(seed: Seed) -> Actor:
    """An Peeters, who works at De Korenbloem and holds the right."""
    made: Actor = seed(people.filer)
    return made
