"""Engines for SQLite and PostgreSQL, and the command that migrates the database of the real door."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary, WeakSet

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.util import LRUCache

from vov_app.adapters.clock import ticks
from vov_app.settings import ROOT, settings

_ENGINES: "WeakSet[Engine]" = WeakSet()
_READERS: "WeakKeyDictionary[Engine, Engine]" = WeakKeyDictionary()
CONNECT_SECONDS = 5
# A connection that answered so short a while ago is taken to live still: asking costs as much as a look-up.
FRESH_SECONDS = 2.0
_GONE = [0.0]

PRAGMAS = ("busy_timeout=5000", "journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON")


def sqlite_url(path: Path) -> str:
    """The address of an SQLite file."""
    return f"sqlite:///{path}"


def make_engine(url: str) -> Engine:
    """An engine for this address; on SQLite each transaction takes the lock to write at its start.

    SQLite turns a read lock into a write lock only when nobody else wrote in between; a transaction that will
    write therefore begins IMMEDIATE and waits its turn instead of failing halfway. One that won't has
    `reader_of`.
    """
    engine = _sqlite(url) if url.startswith("sqlite") else _server(url)
    _ENGINES.add(engine)
    return engine


def reader_of(engine: Engine) -> Engine:
    """The engine for work that changes nothing, on the same database; it is disposed of with the other one.

    The database itself refuses what would write there. On PostgreSQL each statement stands by itself, as in a
    transaction of "read committed", and is spared the two journeys that begin and end one.
    """
    if engine not in _READERS:
        made = _sqlite_reader(engine) if engine.dialect.name == "sqlite" else _server_reader(engine)
        event.listen(engine, "engine_disposed", lambda _: made.dispose())
        _READERS[engine] = made
    return _READERS[engine]


def _sqlite(url: str) -> Engine:
    engine = create_engine(url, pool_size=2, max_overflow=8)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _sqlite_reader(engine: Engine) -> Engine:
    """Begins where the pool gives a connection: who listens to an engine pays at each statement."""
    reader = create_engine(engine.url, pool_size=2, max_overflow=8)
    reader.dialect = engine.dialect
    event.listen(reader, "connect", _prepare_sqlite)
    event.listen(reader, "connect", lambda connection, _: connection.execute("PRAGMA query_only=ON"))
    event.listen(reader, "checkout", lambda connection, *_: connection.execute("BEGIN"))
    return reader.execution_options(**engine.get_execution_options())


def _server(url: str | URL, **more: Any) -> Engine:
    """A connection that broke is noticed when the pool gives it; nobody waits for ever for a new one."""
    patience = {"connect_timeout": CONNECT_SECONDS}
    engine = create_engine(url, pool_timeout=CONNECT_SECONDS, connect_args=patience, **more)
    event.listen(engine, "checkin", _note_alive)
    event.listen(engine, "checkout", _must_live)
    event.listen(engine, "handle_error", _note_gone)
    return engine


def _server_reader(engine: Engine) -> Engine:
    reader = _server(engine.url, isolation_level="AUTOCOMMIT")
    event.listen(reader, "connect", _prepare_reader)
    return reader


def _prepare_reader(connection: Any, _record: object) -> None:
    connection.execute("SET default_transaction_read_only = on")
    connection.commit()


def _note_alive(_connection: object, record: Any) -> None:
    record.info["alive"] = ticks()


def _note_gone(context: Any) -> None:
    """A connection broke: none that answered before is taken to live, in no pool of this process."""
    if context.is_disconnect:
        _GONE[0] = ticks()


def _must_live(connection: Any, record: Any, _proxy: object) -> None:
    """Have the pool connect anew when the server at the other end is gone.

    Raises:
        DisconnectionError: it is.
    """
    alive = record.info.get("alive", 0.0)
    if alive > _GONE[0] and ticks() - alive < FRESH_SECONDS:
        return
    try:
        connection.execute("")
        connection.rollback()
    except Exception as fault:
        raise DisconnectionError from fault


def _leave_to_parent() -> None:
    """Give a forked worker pools of its own: what two processes say over one connection is garbage.

    Readers come first: who disposes of an engine closes what its reader still holds.
    """
    for engine in (*_READERS.values(), *_ENGINES):
        engine.dispose(close=False)


os.register_at_fork(after_in_child=_leave_to_parent)


def many_alike() -> Callable[[str], Engine]:
    """A maker of engines for many files with the same tables.

    Statements are compiled once for all of them: they share the dialect, which is part of the key, and the
    cache. Each engine with a cache of its own would compile everything again and keep about 2 MB.
    """
    dialect = create_engine("sqlite://").dialect
    cache: LRUCache[Any, Any] = LRUCache(1000)

    def make(url: str) -> Engine:
        engine = make_engine(url)
        engine.dialect = dialect
        return engine.execution_options(compiled_cache=cache)

    return make


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    """Straight to the driver: the long way is far longer."""
    driver: Any = connection.connection.driver_connection
    driver.execute("BEGIN IMMEDIATE")


def database_url() -> str:
    """Where the one database of the real door is; the prototype door keeps a file per world."""
    return settings().database_url or sqlite_url(settings().data_dir / "vov.sqlite")


def upgrade(url: str) -> None:
    """Bring the database at this address to the newest version of the tables."""
    config = _config()
    config.attributes["url"] = url
    command.upgrade(config, "head")


def newest_revision() -> str:
    """The version of the tables that this code was written for; empty when there are no migrations."""
    return ScriptDirectory.from_config(_config()).get_current_head() or ""


def knows_revision(revision: str) -> bool:
    """Whether this code can bring tables of this version up to date: they aren't newer than it is."""
    try:
        return bool(ScriptDirectory.from_config(_config()).get_revision(revision))
    except CommandError:
        return False


def revision_of(connection: Connection) -> str:
    """The version of the tables that stand in a database; empty before the first migration."""
    return MigrationContext.configure(connection).get_current_revision() or ""


def _config() -> Config:
    return Config(str(ROOT / "alembic.ini"))


if __name__ == "__main__":
    if sys.argv[1:] != ["upgrade"]:
        sys.exit("usage: python -m vov_app.adapters.database upgrade")
    upgrade(database_url())
