"""Databases with all tables and no rows, at the cost of a copy: files, and one PostgreSQL kept empty."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from sqlalchemy import Connection, Engine
from sqlmodel import SQLModel

import vov_app.models  # noqa: F401 - registers the tables
from tests.postgres import create_database
from vov_app.adapters.database import make_engine, many_alike, sqlite_url

_FOLDER = tempfile.TemporaryDirectory(prefix="vov-tables-")
# Statements are compiled once for all tests of a process: that took longer than running them.
_make_sqlite = many_alike()

_FILLED = " UNION ALL ".join(
    f"SELECT '{table}' WHERE EXISTS (SELECT FROM {table})" for table in SQLModel.metadata.tables
)
_OTHERS_OUT = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = current_database() AND state <> 'idle' AND pid <> pg_backend_pid()"
)


@cache
def _template() -> Path:
    path = Path(_FOLDER.name) / "template.sqlite"
    engine = make_engine(sqlite_url(path))
    SQLModel.metadata.create_all(engine)
    engine.dispose()
    return path


def tables_at(path: Path) -> Path:
    """Make an SQLite file with all tables here, and no rows; gives the path back."""
    shutil.copyfile(_template(), path)
    return path


def sqlite_engine(path: Path) -> Engine:
    """An engine on a new file with all tables; whoever asks disposes of it."""
    return _make_sqlite(sqlite_url(tables_at(path)))


@cache
def _postgres() -> Engine:
    engine = make_engine(create_database())
    SQLModel.metadata.create_all(engine)
    return engine


@contextmanager
def postgres_engine() -> Iterator[Engine]:
    """An engine on PostgreSQL with all tables and no rows: one per process, emptied after each test."""
    engine = _postgres()
    try:
        yield engine
    finally:
        with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
            _empty(connection)


def _empty(connection: Connection) -> None:
    """Take every row out and have every number start at 1, also when a test left a transaction open.

    Vacuumed, for rows of the next test must come to lie in the order in which it adds them.
    """
    connection.exec_driver_sql(_OTHERS_OUT)
    tables = [str(name) for (name,) in connection.exec_driver_sql(_FILLED)]
    if tables:
        gone = "; ".join(f"DELETE FROM {table}" for table in tables)
        # A replica checks no foreign key and runs no trigger: the order of tables is free.
        connection.exec_driver_sql(f"BEGIN; SET LOCAL session_replication_role = replica; {gone}; COMMIT")
        connection.exec_driver_sql(f"VACUUM {', '.join(tables)}")
    connection.exec_driver_sql("SELECT setval(seqrelid, seqstart, false) FROM pg_sequence")
