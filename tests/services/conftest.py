"""A world with a database of its own per test: on SQLite always, on PostgreSQL for the tests that ask."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from tests import factories
from tests.databases import postgres_engine, sqlite_engine
from tests.services import people
from vov_app.adapters.clock import StoppedClock
from vov_app.adapters.database import reader_of
from vov_app.adapters.training_register import TrainingRegister
from vov_app.services.work import Actor
from vov_app.services.worlds import Lifetimes, Manners, World


def make_world(engine: Engine, clock: StoppedClock) -> World:
    """A world of the real door around this database and clock."""
    return World(
        key="test",
        engine=engine,
        reading=reader_of(engine),
        clock=clock,
        register=TrainingRegister(),
        lifetimes=Lifetimes(30, 480, 120),
        manners=Manners(5, 14, 10),
        secret=b"not a secret",
        session_cookie="vov_session",
        public_url="http://localhost:3000",
    )


@pytest.fixture
def clock() -> StoppedClock:
    """Stands at Monday 13 October 2025, 10:00 in Brussels."""
    return StoppedClock(factories.MONDAY)


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """An empty database with all tables."""
    if request.param == "sqlite":
        made = sqlite_engine(tmp_path / "test.sqlite")
        yield made
        made.dispose()
        return
    with postgres_engine() as kept:
        yield kept


@pytest.fixture
def world(engine: Engine, clock: StoppedClock) -> World:
    """A world around the empty database."""
    return make_world(engine, clock)


Change = Callable[[Session], Any]


@pytest.fixture
def seed(world: World) -> Callable[[Change], Any]:
    """Run something on the database, committed."""

    def run(change: Change) -> Any:
        with Session(world.engine, expire_on_commit=False) as session:
            made = change(session)
            session.commit()
            return made

    return run


@pytest.fixture
def an(seed: Callable[[Change], Any]) -> Actor:
    """An Peeters, who works at De Korenbloem and holds the right."""
    made: Actor = seed(people.filer)
    return made


@pytest.fixture
def bart(seed: Callable[[Change], Any]) -> Actor:
    """Bart Claes, who works at De Korenbloem and has no right."""
    made: Actor = seed(people.member)
    return made
