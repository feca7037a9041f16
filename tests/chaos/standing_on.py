"""Two processes of the real door on a PostgreSQL and a Redis of their own, that a test may stop and start."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.crowd import START, Employer, hire
from bench.hosts import NO_LIMITS, REAL
from tests.chaos import whole
from tests.ports import free_port
from tests.postgres import address_at, start_postgres
from tests.redis import RedisServer
from tests.services.conftest import make_world
from tools.build import build
from tools.server import command, environment, stop, wait_until_ready
from tools.stop import ROOT
from vov_app.adapters.clock import StoppedClock
from vov_app.adapters.database import make_engine, upgrade

LOG = Path(os.environ["SERVER_LOG"])


@dataclass(frozen=True)
class Site:
    """Where the processes are, what they stand on, and who works there."""

    origins: tuple[str, str]
    database: Any
    database_url: str
    redis: RedisServer
    employers: list[Employer]

    def kept(self) -> tuple[int, list[str]]:
        """How many dossiers there are, and what isn't whole."""
        engine = make_engine(self.database_url)
        world = make_world(engine, StoppedClock(START))
        found = (whole.dossiers(world), whole.faults(world))
        world.reading.dispose()
        engine.dispose()
        return found


def tracebacks() -> int:
    """How many faults of servers were logged with all that was at hand."""
    return LOG.read_text(encoding="utf-8", errors="replace").count("Traceback")


@contextmanager
def site(data: Path, employers: int) -> Iterator[Site]:
    """Serve; everything is gone afterwards."""
    build()
    with ExitStack() as stack:
        database = start_postgres()
        stack.callback(database.cleanup)
        url = address_at(database, "postgres")
        upgrade(url)
        hired = hire(url, employers)
        redis = RedisServer()
        stack.callback(redis.stop)
        given = {**os.environ, **REAL, **NO_LIMITS, "VOV_DATABASE_URL": url, "VOV_REDIS_URL": redis.url}
        given |= {"VOV_DATA_DIR": str(data), "VOV_DOWNLOADS_PER_MINUTE": "1"}
        ports = (free_port(), free_port())
        for server, port in [(_start(port, given), port) for port in ports]:
            stack.callback(stop, server, 1)
            wait_until_ready(server, port)
        origins = (f"http://localhost:{ports[0]}", f"http://localhost:{ports[1]}")
        yield Site(origins, database, url, redis, hired)


def _start(port: int, given: dict[str, str]) -> "subprocess.Popen[bytes]":
    line = [*command(port, drain_seconds=1)[:-1], "bench.clocked:app"]
    env = {**environment(port, given), "PYTHONPATH": str(ROOT), "VOV_DRAIN_SECONDS": "1"}
    with LOG.open("ab") as said:
        return subprocess.Popen(line, cwd=ROOT, env=env, start_new_session=True, stdout=said, stderr=said)
