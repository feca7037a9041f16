"""An empty database of either kind, for as long as something is measured on it."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine

from tests.postgres import fresh_postgres
from vov_app.adapters.database import make_engine, sqlite_url

KINDS = ("SQLite", "PostgreSQL")


@contextmanager
def database(kind: str) -> Iterator[Engine]:
    """An engine for an empty database of this kind, which is gone afterwards."""
    if kind == "PostgreSQL":
        with fresh_postgres() as url:
            yield make_engine(url)
        return
    with tempfile.TemporaryDirectory() as folder:
        yield make_engine(sqlite_url(Path(folder) / "bench.sqlite"))
