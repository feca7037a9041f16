"""The migrations lead to the tables of today, and back to nothing, on both databases."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, SQLModel

import vov_app.models  # noqa: F401 - registers the tables
from tests import factories
from tests.postgres import fresh_postgres
from vov_app.adapters.database import make_engine, sqlite_url, upgrade
from vov_app.domain.rights import Context, Right
from vov_app.models import RightRequest
from vov_app.settings import ROOT


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database."""
    if request.param == "sqlite":
        yield sqlite_url(tmp_path / "test.sqlite")
        return
    with fresh_postgres() as address:
        yield address


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    """A database with the newest tables."""
    upgrade(url)
    made = make_engine(url)
    yield made
    made.dispose()


def config(url: str) -> Config:
    """What Alembic needs to reach this database."""
    made = Config(str(ROOT / "alembic.ini"))
    made.attributes["url"] = url
    return made


def request_by(session: Session, person: int, organisation: int) -> RightRequest:
    """A request that waits for a decision."""
    return RightRequest(
        person_id=person,
        organisation_id=organisation,
        right=Right.RESPONSIBLE,
        context=Context.OPLEIDINGSVERLOF,
        asked_at=factories.MONDAY,
        promised_on=factories.MONDAY.date(),
    )


def test_the_migrations_lead_to_the_tables_of_today(engine: Engine) -> None:
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, SQLModel.metadata) == []


def test_there_is_a_way_back(engine: Engine, url: str) -> None:
    assert set(inspect(engine).get_table_names()) == {*SQLModel.metadata.tables, "alembic_version"}
    command.downgrade(config(url), "base")
    assert inspect(engine).get_table_names() == ["alembic_version"]
    command.upgrade(config(url), "head")
    assert set(inspect(engine).get_table_names()) == {*SQLModel.metadata.tables, "alembic_version"}


def test_going_up_twice_changes_nothing(engine: Engine, url: str) -> None:
    with Session(engine) as session:
        factories.organisation(session)
        session.commit()
    upgrade(url)
    with Session(engine) as session, pytest.raises(IntegrityError):
        factories.organisation(session)


def test_the_migrated_tables_let_one_open_request_in(engine: Engine) -> None:
    with Session(engine) as session:
        who, where = factories.person(session), factories.organisation(session)
        session.add(request_by(session, who.id or 0, where.id or 0))
        session.flush()
        session.add(request_by(session, who.id or 0, where.id or 0))
        with pytest.raises(IntegrityError):
            session.flush()


def test_two_processes_that_start_at_once_migrate_once(tmp_path: Path) -> None:
    line = [sys.executable, "-m", "vov_app.adapters.database", "upgrade"]
    with fresh_postgres() as url:
        env = {**os.environ, "VOV_DATABASE_URL": url, "VOV_DATA_DIR": str(tmp_path)}
        both = [subprocess.Popen(line, env=env, cwd=ROOT, stderr=subprocess.PIPE) for _ in range(2)]
        told = [process.communicate()[1] for process in both]
        assert [process.returncode for process in both] == [0, 0], told


def test_the_list_of_users_is_sorted_by_names_and_rights_that_were_there(url: str) -> None:
    command.upgrade(config(url), "0008")
    engine = make_engine(url)
    rows = {
        "person": "(id, key, subject, given_name, family_name) VALUES (1, 'p', 's', 'Zoë', 'De  Wolf')",
        "organisation": "(id, key, kbo, name, place) VALUES (1, 'o', '0001234571', 'Bakkerij', '')",
        "membership": "(id, person_id, organisation_id, source) VALUES (1, 1, 1, 'register')",
        "right_grant": '(id, key, person_id, organisation_id, "right", context, valid_from, valid_until,'
        " source) VALUES (1, 'g', 1, 1, 'DWSE organisatieverantwoordelijke',"
        " 'opleidingsverlof', '2025-01-01',"
        " '2026-06-30', 'register')",
    }
    with engine.begin() as connection:
        for table, row in rows.items():
            connection.exec_driver_sql(f"INSERT INTO {table} {row}")
    command.upgrade(config(url), "head")
    with engine.connect() as connection:
        told = connection.exec_driver_sql("SELECT sort_name, CAST(right_until AS text) FROM membership").one()
    engine.dispose()
    assert tuple(told) == ("de wolf zoe", "2026-06-30")
