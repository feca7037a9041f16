"""Engines, and what a fork of the server does to them."""

import os
import warnings
from collections.abc import Callable, Iterator
from typing import Any

import psycopg
import pytest
from psycopg.pq import TransactionStatus
from sqlalchemy import Engine, text
from sqlalchemy.exc import OperationalError

from tests.postgres import fresh_postgres
from vov_app.adapters import database
from vov_app.adapters.database import make_engine, reader_of


def in_a_fork(look: Callable[[], object]) -> str:
    """What this tells in a forked process."""
    reading, writing = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # newer Pythons warn of threads
        child = os.fork()
    if child == 0:
        try:
            os.write(writing, str(look()).encode())
        finally:
            os._exit(0)
    os.close(writing)
    os.waitpid(child, 0)
    with os.fdopen(reading) as pipe:
        return pipe.read()


def test_a_forked_worker_speaks_over_connections_of_its_own() -> None:
    with fresh_postgres() as url:
        engine = make_engine(url)

        def backend() -> str:
            with engine.connect() as connection:
                return str(connection.execute(text("SELECT pg_backend_pid()")).scalar_one())

        ours = backend()
        assert in_a_fork(backend) not in ("", ours)
        assert backend() == ours, "and the parent keeps its own"
        engine.dispose()


@pytest.fixture
def server() -> Iterator[Engine]:
    """An engine on a PostgreSQL of its own."""
    with fresh_postgres() as url:
        engine = make_engine(url)
        yield engine
        engine.dispose()


def backend(engine: Engine) -> int:
    """Which process of the server answers this engine."""
    with engine.connect() as connection:
        return int(connection.execute(text("SELECT pg_backend_pid()")).scalar_one())


def hang_up(engine: Engine, other: int) -> None:
    """Have the server end that process, as it does when it stops."""
    with engine.connect() as connection:
        connection.execute(text("SELECT pg_terminate_backend(:other, 5000)"), {"other": other})


def test_a_connection_that_broke_at_rest_is_replaced(server: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    reader = reader_of(server)
    broken = backend(reader)
    hang_up(server, broken)
    monkeypatch.setattr(database, "FRESH_SECONDS", 0)
    assert backend(reader) != broken


def test_one_that_broke_a_moment_ago_fails_once_and_heals(
    server: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = reader_of(server)
    broken = backend(reader)
    hang_up(server, broken)
    monkeypatch.setattr(database, "FRESH_SECONDS", 3600)
    with pytest.raises(OperationalError):
        backend(reader)
    assert backend(reader) != broken


def test_where_one_connection_broke_no_other_is_taken_to_live(
    server: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = reader_of(server)
    gone = {backend(server), backend(reader)}
    with psycopg.connect(server.url.set(drivername="postgresql").render_as_string(False)) as other:
        for one in gone:
            other.execute("SELECT pg_terminate_backend(%s, 5000)", (one,))
    monkeypatch.setattr(database, "FRESH_SECONDS", 3600)
    with pytest.raises(OperationalError):
        backend(reader)
    assert backend(server) not in gone


def test_each_look_of_a_server_is_one_journey(server: Engine) -> None:
    reader = reader_of(server)
    with reader.connect() as connection:
        connection.execute(text("SELECT 1"))
        driver: Any = connection.connection.driver_connection
        assert driver.info.transaction_status == TransactionStatus.IDLE
