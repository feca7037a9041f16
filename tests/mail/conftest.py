"""A world with an outbox, and a mail server to hand it in at."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select

from tests import factories
from tests.databases import postgres_engine, tables_at
from tests.mail.post_house import PostHouse, opened
from tests.services.conftest import make_world
from vov_app.adapters.clock import StoppedClock
from vov_app.adapters.database import make_engine, sqlite_url
from vov_app.adapters.mail import Mailer, server_at
from vov_app.adapters.mail_message import Stationery
from vov_app.models import Letter, LetterKind
from vov_app.services.worlds import World

STATIONERY = Stationery("WSE-loket", "loket@loket.example", "https://loket.example")


def letter(number: int = 1, **more: Any) -> Letter:
    """A letter about nothing, to Carine."""
    known: dict[str, Any] = {
        "key": f"key-{number}",
        "once": f"test:{number}",
        "kind": LetterKind.RIGHT_REQUESTED,
        "recipient": f"carine{number}@korenbloem.example",
        "recipient_name": "Carine De Smet",
        "subject": "Een vraag – voor u",
        "body": "\nBeste Carine\n\nHet adres:\n\nhttps://loket.example/organisatie/x\n",
        "written_at": factories.MONDAY,
    }
    return Letter(**{**known, **more})


@pytest.fixture
def clock() -> StoppedClock:
    """Stands at Monday 13 October 2025, 10:00 in Brussels."""
    return StoppedClock(factories.MONDAY)


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database with all tables and no rows."""
    if request.param == "sqlite":
        yield sqlite_url(tables_at(tmp_path / "test.sqlite"))
        return
    with postgres_engine() as kept:
        yield kept.url.render_as_string(hide_password=False)


@pytest.fixture
def engine(database: str) -> Iterator[Engine]:
    """An engine on that database."""
    made = make_engine(database)
    yield made
    made.dispose()


@pytest.fixture
def world(engine: Engine, clock: StoppedClock) -> World:
    """A world around the empty database."""
    return make_world(engine, clock)


Put = Callable[..., None]


@pytest.fixture
def put(world: World) -> Put:
    """Put so many letters in the outbox."""

    def run(count: int = 1, **more: object) -> None:
        with Session(world.engine) as session:
            session.add_all([letter(number, **more) for number in range(1, count + 1)])
            session.commit()

    return run


def kept(world: World, key: str = "key-1") -> Letter:
    """The letter as the database has it."""
    with Session(world.engine) as session:
        return session.exec(select(Letter).where(Letter.key == key)).one()


def mailer_to(url: str, seconds: float = 5) -> Mailer:
    """A mailer to this server."""
    return Mailer(server_at(url), STATIONERY, seconds)


@pytest.fixture
def house() -> Iterator[PostHouse]:
    """A mail server that takes everything until it is told otherwise."""
    with opened(PostHouse()) as made:
        yield made


@pytest.fixture
def mailer(house: PostHouse) -> Mailer:
    """Sends to the house."""
    return mailer_to(house.url)
