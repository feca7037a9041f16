"""Engines, and what a fork of the server does to them."""

import os
import warnings
from collections.abc import Callable

from sqlalchemy import text

from tests.postgres import fresh_postgres
from vov_app.adapters.database import make_engine


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
