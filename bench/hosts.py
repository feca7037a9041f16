"""What is measured: the app or the bare one, with so many workers, this database and this keeper of State."""

import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
import psycopg
from redis import Redis
from sqlalchemy import make_url

from bench.crowd import Employer, hire
from bench.serving import BARE, build_bare, wait
from tests.ports import free_port
from tests.postgres import fresh_postgres
from tests.redis import fresh_redis
from tools.build import build
from tools.server import command, environment, stop
from tools.stop import ROOT
from vov_app.adapters.database import sqlite_url, upgrade

PLENTY = "1000000"
# One machine plays everybody here: what keeps one address from taking everything would stop the measuring.
NO_LIMITS = {
    f"VOV_{name}": PLENTY
    for name in (
        "EVENTS_PER_SECOND", "EVENTS_BURST", "SOCKETS_PER_PERSON", "CALLS_PER_MINUTE", "REQUESTS_PER_MINUTE",
        "LETTERS_PER_MINUTE", "UPLOADS_PER_MINUTE", "DOWNLOADS_PER_MINUTE",
    )
}  # fmt: skip
REAL = {
    "VOV_DOOR": "real",
    "VOV_SECRET": "a secret of the load driver, long enough",
    "VOV_OIDC_ISSUER": "http://localhost:9",
    "VOV_OIDC_CLIENT_ID": "bench",
    "VOV_OIDC_CLIENT_SECRET": "bench",
}


@dataclass(frozen=True)
class Setup:
    """What to serve: `database` is "" for the bare app; State is in memory, or in Redis."""

    database: str
    workers: int = 1
    redis: bool = False

    @property
    def name(self) -> str:
        """As figures and plots name it."""
        what = {"": "bare", "sqlite": "SQLite", "postgresql": "PostgreSQL"}[self.database]
        return (
            f"{what}, {self.workers} worker{'s' if self.workers > 1 else ''}{', Redis' if self.redis else ''}"
        )


@dataclass(frozen=True)
class Host:
    """A server that runs, and who is known there."""

    setup: Setup
    origin: str
    pid: int
    employers: list[Employer]
    database_url: str = ""
    redis_url: str = ""

    def memory_mb(self) -> float:
        """What its workers hold that nobody else does, in MB."""
        workers = psutil.Process(self.pid).children(recursive=True)
        return sum(one.memory_full_info().uss for one in workers) / 1e6

    def cpu_seconds(self) -> float:
        """What its workers have computed so far."""
        times = [one.cpu_times() for one in psutil.Process(self.pid).children(recursive=True)]
        return sum(t.user + t.system for t in times)

    def redis_bytes(self) -> int:
        """What Redis holds; 0 without one."""
        if not self.redis_url:
            return 0
        with Redis.from_url(self.redis_url) as client:
            return int(client.info("memory")["used_memory"])

    def database_bytes(self) -> int:
        """How large the database is."""
        url = make_url(self.database_url)
        if url.drivername.startswith("sqlite"):
            return Path(url.database or "").stat().st_size
        with psycopg.connect(self.database_url.replace("+psycopg", "")) as connection:
            row = connection.execute("SELECT pg_database_size(current_database())").fetchone()
            return int(row[0]) if row else 0


@contextmanager
def served(setup: Setup, employers: int = 0) -> Iterator[Host]:
    """Serve it, with so many employers in a new database; everything is gone afterwards."""
    with ExitStack() as stack:
        env, database, redis = dict[str, str](), "", ""
        if setup.redis:
            redis = stack.enter_context(fresh_redis())
            env["VOV_REDIS_URL"] = redis
        if not setup.database:
            build_bare()
            origin, pid = stack.enter_context(_running(BARE, "bare.bare:app", env, setup.workers))
            yield Host(setup, origin, pid, [], redis_url=redis)
            return
        build()
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        database = stack.enter_context(_database(setup.database, folder))
        upgrade(database)
        hired = hire(database, employers)
        workers = str(setup.workers)
        env |= {**REAL, **NO_LIMITS, "VOV_DATABASE_URL": database, "VOV_DATA_DIR": str(folder)}
        env |= {"VOV_WORKERS": workers}
        origin, pid = stack.enter_context(_running(ROOT, "bench.clocked:app", env, setup.workers))
        yield Host(setup, origin, pid, hired, database, redis)


@contextmanager
def _database(kind: str, folder: Path) -> Iterator[str]:
    if kind == "sqlite":
        yield sqlite_url(folder / "bench.sqlite")
        return
    with fresh_postgres() as url:
        # The server of the tests doesn't wait for its disk; that of employers does.
        with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
            connection.execute("ALTER SYSTEM RESET ALL")
            connection.execute("SELECT pg_reload_conf()")
        yield url


@contextmanager
def _running(folder: Path, app: str, more: dict[str, str], workers: int) -> Iterator[tuple[str, int]]:
    port = free_port()
    line = command(port, workers=workers, drain_seconds=1, app=app)
    path = os.pathsep.join((str(folder), str(ROOT)))
    env = {**environment(port, {**os.environ, **more}), "PYTHONPATH": path}
    server = subprocess.Popen(line, cwd=folder, env=env, start_new_session=True)
    try:
        wait(server, port)
        yield f"http://localhost:{port}", server.pid
    finally:
        stop(server, 1)
