"""Copies of a database that is in use: SQLite's own backup, and pg_dump from a snapshot that is kept open."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile

from sqlalchemy import Connection, Engine, create_engine, inspect, text
from sqlalchemy.engine import URL

from vov_app.adapters.database import sqlite_url

SQLITE = "sqlite"
SECONDS = 30.0
ONE_TRANSACTION = (
    "--quiet",
    "--no-psqlrc",
    "--output=/dev/null",
    "--set=ON_ERROR_STOP=1",
    "--single-transaction",
)
FILES = {SQLITE: "database.sqlite", "postgresql": "database.dump"}


class NoDump(Exception):
    """The copy can't be made or put back; the message is one line that says why."""


Facts = Callable[[Connection], None]


def dump(engine: Engine, folder: Path, learn: Facts) -> Path:
    """Copy the whole database into a folder while others write; the file.

    `learn` is given a connection that sees exactly what is in the copy.

    Raises:
        NoDump: a program of PostgreSQL isn't there, or says that it can't.
    """
    file = folder / FILES[engine.dialect.name]
    if engine.dialect.name == SQLITE:
        _copy(_path(engine.url), file, "DELETE")  # one file, without a log beside it
        with _opened(file) as connection:
            learn(connection)
        return file
    with _snapshot(engine) as (connection, name):
        learn(connection)
        _postgres("pg_dump", engine.url, "--format=custom", "--no-owner", "--no-privileges",
                  f"--snapshot={name}", f"--file={file}")  # fmt: skip
    return file


def load(file: Path, engine: Engine) -> None:
    """Put a copy in the place of all tables of this database, wholly or not at all.

    Raises:
        NoDump: the copy is of another kind of database, or can't be read.
    """
    if file.name != FILES[engine.dialect.name]:
        raise NoDump(f"{file.name} is no copy of a {engine.dialect.name} database")
    if engine.dialect.name == SQLITE:
        _copy(file, _path(engine.url), "WAL")
        return
    tables = ", ".join(f'"{name}"' for name in inspect(engine).get_table_names())
    clear = (f"--command=DROP TABLE {tables} CASCADE",) if tables else ()
    with NamedTemporaryFile(suffix=".sql") as statements:  # which nobody else can read
        _run(_program("pg_restore"), "--no-owner", "--no-privileges", f"--file={statements.name}", str(file))
        _postgres("psql", engine.url, *ONE_TRANSACTION, *clear, f"--file={statements.name}")


# What the tables themselves and a loket that was only started leave behind.
BOOKKEEPING = frozenset({"alembic_version", "audit_head", "duty"})


def is_empty(engine: Engine) -> bool:
    """Whether there is nothing of anybody in this database."""
    if engine.dialect.name == SQLITE and not _path(engine.url).exists():
        return True
    names = [name for name in inspect(engine).get_table_names() if name not in BOOKKEEPING]
    with engine.connect() as connection:
        return not any(connection.scalar(text(f'SELECT 1 FROM "{n}" LIMIT 1')) for n in names)  # noqa: S608 - names that the database itself gave


def _copy(source: Path, target: Path, journal: str) -> None:
    """All pages in one step: one moment of the source, and one transaction of the target."""
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with (
            closing(sqlite3.connect(_address(source, "ro"), uri=True)) as old,
            closing(_target(target)) as new,
        ):
            old.backup(new)
            new.execute(f"PRAGMA journal_mode={journal}")
            [[said]] = new.execute("PRAGMA integrity_check(1)")
    except sqlite3.Error as fault:
        raise NoDump(f"SQLite: {fault}") from None
    if said != "ok":
        raise NoDump(f"SQLite: {said}")


def _target(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, timeout=SECONDS)


@contextmanager
def _opened(file: Path) -> Iterator[Connection]:
    engine = create_engine(sqlite_url(file))
    with engine.connect() as connection:
        yield connection
    engine.dispose()


@contextmanager
def _snapshot(engine: Engine) -> Iterator[tuple[Connection, str]]:
    """A transaction that keeps seeing this moment, and the name by which pg_dump joins it."""
    with engine.connect().execution_options(isolation_level="REPEATABLE READ") as connection:
        yield connection, str(connection.scalar(text("SELECT pg_export_snapshot()")))


def _path(url: URL) -> Path:
    return Path(url.database or "")


def _address(path: Path, mode: str) -> str:
    return f"{path.resolve().as_uri()}?mode={mode}"


def _postgres(program: str, url: URL, *options: str) -> None:
    """Run a program on this database; the password goes by the environment, which nobody else can list."""
    place = url.set(drivername="postgresql", password=None).render_as_string()
    _run(_program(program), *options, f"--dbname={place}", password=url.password or "")


def _program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise NoDump(f"{name} isn't on the PATH: install the client programs of PostgreSQL")
    return found


def _run(*command: str, password: str = "") -> None:
    env = {**os.environ, **({"PGPASSWORD": password} if password else {})}
    done = subprocess.run(command, env=env, text=True, capture_output=True, check=False)  # noqa: S603 - no shell
    if done.returncode:
        raise NoDump(_said(done.stderr) or f"{Path(command[0]).name} failed")


def _said(errors: str) -> str:
    """The first line, and which versions don't fit; other details may hold what is in the rows."""
    first, *others = errors.strip().splitlines() or [""]
    versions = (line.partition("detail: ")[2] for line in others if "detail: server version" in line)
    return "; ".join((first, *versions))
