"""A migration that is killed in the middle left nothing, or all: the next start finishes it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect
from sqlmodel import SQLModel

from tests.chaos.conftest import FULL
from tests.chaos.killing import killed_at
from tests.migrations.test_migrations import config
from tests.postgres import fresh_postgres
from vov_app.adapters.database import make_engine, newest_revision, revision_of, sqlite_url, upgrade

STRIDE = 5 if FULL else 170


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database."""
    if request.param == "sqlite":
        yield sqlite_url(tmp_path / "test.sqlite")
        return
    with fresh_postgres() as address:
        yield address


@pytest.mark.timeout(900 if FULL else 120)
def test_whenever_a_migration_is_killed_the_next_one_finishes(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    killed = 0
    for moment in range(2, 2000, STRIDE):
        engine = make_engine(url)
        died = killed_at(moment, engine, lambda counted: _migrate(counted, url, monkeypatch))
        found = _revision(engine)
        assert found in ("", newest_revision()), f"half a migration at moment {moment}: {found}"
        upgrade(url)
        with engine.connect() as connection:
            context = MigrationContext.configure(connection, opts={"compare_type": True})
            assert compare_metadata(context, SQLModel.metadata) == []
        _empty(engine, url)
        engine.dispose()
        if not died:
            break
        killed += 1
    print(f"migration: killed {killed} times")
    assert killed > 0


def _migrate(counted: Engine, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Migrate on the engine whose statements are counted."""
    monkeypatch.setattr("vov_app.adapters.database.make_engine", lambda _: counted)
    upgrade(url)


def _revision(engine: Engine) -> str:
    with engine.connect() as connection:
        left = set(inspect(connection).get_table_names()) - {"alembic_version"}
        found = revision_of(connection)
    assert bool(left) == bool(found), "tables without a version, or a version without tables"
    return found


def _empty(engine: Engine, url: str) -> None:
    command.downgrade(config(url), "base")
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE alembic_version")
