"""The operator at the real door: settings of a database of the test, and the command as it is typed."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Engine, make_url
from sqlmodel import Session

from tests import factories
from tests.mail.conftest import letter
from tests.postgres import client_programs, fresh_postgres
from vov_app.adapters.clock import StoppedClock
from vov_app.adapters.database import make_engine, sqlite_url, upgrade
from vov_app.doors import OneWorld
from vov_app.operating import cli
from vov_app.services.worlds import World
from vov_app.settings import Settings, settings

REAL = {
    "VOV_DOOR": "real",
    "VOV_SECRET": "a secret of the operator's tests, long enough",
    "VOV_OIDC_ISSUER": "https://acm.example",
    "VOV_OIDC_CLIENT_ID": "wse-loket",
    "VOV_OIDC_CLIENT_SECRET": "only for tests",
}


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of an empty database, without tables."""
    if request.param == "sqlite":
        yield sqlite_url(tmp_path / "test.sqlite")
        return
    with fresh_postgres() as address:
        monkeypatch.setenv("PATH", f"{client_programs()}{os.pathsep}{os.environ['PATH']}")
        yield address


def _migrate(url: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Bring an empty database to the newest tables; on SQLite by a copy of the first that was."""
    if not url.startswith("sqlite"):
        return upgrade(url)
    template = tmp_path_factory.getbasetemp() / "migrated.sqlite"
    if not template.exists():
        upgrade(sqlite_url(template))
    shutil.copyfile(template, str(make_url(url).database))
    return None


@pytest.fixture
def real(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Settings]:
    """The settings of the real door on a database with the newest tables."""
    _migrate(url, tmp_path_factory)
    for name, value in {**REAL, "VOV_DATABASE_URL": url, "VOV_DATA_DIR": str(tmp_path / "data")}.items():
        monkeypatch.setenv(name, value)
    settings.cache_clear()
    yield settings()
    settings.cache_clear()


@pytest.fixture
def world(real: Settings) -> Iterator[World]:
    """The world of the real door, at Monday 13 October 2025, 10:00 in Brussels."""
    made = replace(OneWorld(real).only, clock=StoppedClock(factories.MONDAY))
    yield made
    made.engine.dispose()


Vov = Callable[..., tuple[int, str, str]]


@pytest.fixture
def vov(capsys: pytest.CaptureFixture[str]) -> Vov:
    """Type a command; gives its exit code, and what it printed on stdout and stderr."""

    def typed(*words: str) -> tuple[int, str, str]:
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            cli.main(list(words))
        told = capsys.readouterr()
        return int(ended.value.code or 0), told.out, told.err

    return typed


def put(world: World, count: int, **more: object) -> None:
    """Put so many letters in the outbox."""
    with Session(world.engine) as session:
        session.add_all([letter(number, **more) for number in range(1, count + 1)])
        session.commit()


@contextmanager
def opened(url: str) -> Iterator[Engine]:
    """An engine that is closed afterwards."""
    engine = make_engine(url)
    yield engine
    engine.dispose()
