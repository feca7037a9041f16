"""Two hosts behind Caddy as deploy/ has it, on this machine: TLS, PostgreSQL, Redis, no sticky sessions."""

import os
import re
import signal
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from bench import proxies
from bench.crowd import Employer, hire
from bench.hosts import NO_LIMITS, REAL
from bench.proxies import NAME, Proxy
from bench.way import Way
from tests.ports import free_port
from tests.postgres import fresh_postgres
from tests.redis import fresh_redis
from tools.build import build
from tools.server import environment, start, stop
from tools.stop import Stop
from vov_app import routes
from vov_app.adapters.database import upgrade

PATIENCE_SECONDS, PAUSE_SECONDS = 120, 0.05
APP = "bench.clocked:app"
# The first has several workers, so that one of them can die among others.
WORKERS = (2, 1)
SESSION_COOKIE = "__Host-vov_session"
HANDLED = re.compile(rb'^vov_events_total\{.*outcome="done".*\} ([\d.]+)$', re.MULTILINE)


class Server:
    """A host with workers on a port of its own, that can be stopped, hurt and started again."""

    def __init__(self, env: Mapping[str, str], workers: int) -> None:
        self.port, self._many = free_port(), workers
        self.env = environment(self.port, {**env, "VOV_WORKERS": str(workers)})
        self._running = start(self.port, self.env, app=APP)

    def start(self) -> None:
        """Start it again, and return when it serves."""
        self._running = start(self.port, self.env, app=APP)
        self.wait()

    def wait(self) -> None:
        """Return when each of its workers takes screens in.

        Raises:
            Stop: it ended, or one of them didn't for two minutes.
        """
        until(lambda: self._running.poll() is not None or self.is_whole())
        if self._running.poll() is not None:
            raise Stop("A server did not start; what it said stands above.")

    def leave(self) -> int:
        """Ask it to stop, as systemd does; its exit code when it has, by itself."""
        self._running.send_signal(signal.SIGTERM)
        return self._running.wait(PATIENCE_SECONDS)

    def end(self) -> None:
        """Stop it if it runs."""
        stop(self._running)

    def is_whole(self) -> bool:
        """Whether it answers, and has all its workers."""
        return len(self.workers()) == self._many and self._answers()

    def workers(self) -> list[psutil.Process]:
        """Its workers that take screens in."""
        return [one for one in self._children() if _sockets(one, self.port, psutil.CONN_LISTEN)]

    def screens(self) -> dict[psutil.Process, int]:
        """How many screens each of its workers holds: what is connected for longer than a call takes."""
        before = {one: _sockets(one, self.port, psutil.CONN_ESTABLISHED) for one in self._children()}
        time.sleep(10 * PAUSE_SECONDS)
        return {
            one: len(was & _sockets(one, self.port, psutil.CONN_ESTABLISHED)) for one, was in before.items()
        }

    def kill_busiest(self) -> None:
        """Kill the worker with most screens, and return when another one took its place."""
        until(lambda: any(self.screens().values()))
        held = self.screens()
        dead = max(held, key=lambda one: held[one])
        dead.kill()
        until(lambda: dead not in self.workers() and self.is_whole())

    def events(self) -> int:
        """How many events it has handled well, since it started."""
        return int(sum(float(one) for one in HANDLED.findall(self._asked(routes.METRICS))))

    def _children(self) -> list[psutil.Process]:
        try:
            return psutil.Process(self._running.pid).children()
        except psutil.NoSuchProcess:
            return []

    def _answers(self) -> bool:
        try:
            return bool(self._asked(routes.HEALTH))
        except (urllib.error.URLError, OSError):
            return False

    def _asked(self, path: str) -> bytes:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=5) as response:
            told: bytes = response.read()
            return told


@dataclass
class Fleet:
    """All of it. `origin` is what people type; only `way` and a browser with `resolving` find it."""

    proxy: Proxy
    servers: list[Server]
    database_url: str
    redis_url: str
    employers: list[Employer]
    origin: str = f"https://{NAME}"

    @property
    def way(self) -> Way:
        """How the load driver comes in."""
        return self.way_through(self.proxy)

    def way_through(self, proxy: Proxy) -> Way:
        """How it comes in past another proxy."""
        return Way(self.origin, proxy.https, proxy.certificate)

    @property
    def resolving(self) -> str:
        """What leads Chromium to us: its pages dial 443 over https, whatever port they came from."""
        ports = {80: self.proxy.http, 443: self.proxy.https}
        rules = ", ".join(f"MAP {NAME}:{there} 127.0.0.1:{here}" for there, here in ports.items())
        return f"--host-resolver-rules={rules}"

    def holding(self) -> Server:
        """The host with most screens."""
        return max(self.servers, key=lambda server: sum(server.screens().values()))

    def screens(self) -> int:
        """How many screens are open."""
        return sum(sum(server.screens().values()) for server in self.servers)

    def take(self, many: int) -> list[Employer]:
        """So many employers whom nobody worked for yet."""
        taken, self.employers = self.employers[:many], self.employers[many:]
        return taken


@contextmanager
def running(folder: Path, employers: int, more: Mapping[str, str] | None = None) -> Iterator[Fleet]:
    """The fleet, while it runs, with so many employers who are signed in already; `more` settings."""
    build()
    with ExitStack() as stack:
        database = stack.enter_context(fresh_postgres())
        redis = stack.enter_context(fresh_redis())
        upgrade(database)
        hired = hire(database, employers, SESSION_COOKIE)
        given = {
            **os.environ, **REAL, **NO_LIMITS, **(more or {}),
            "VOV_PUBLIC_URL": f"https://{NAME}",
            "VOV_DATABASE_URL": database,
            "VOV_REDIS_URL": redis,
            "VOV_DATA_DIR": str(folder / "data"),
            "VOV_TRUSTED_PROXY_HOPS": "1",
        }  # fmt: skip
        servers = [Server(given, workers) for workers in WORKERS]
        for server in servers:
            stack.callback(server.end)
        proxy = proxies.planned(folder / "caddy")
        stack.enter_context(ending(proxies.caddy(proxy, [server.port for server in servers])))
        for server in servers:
            server.wait()
        yield Fleet(proxy, servers, database, redis, hired)


@contextmanager
def ending(proxy: "subprocess.Popen[bytes]") -> Iterator[None]:
    """A proxy for as long as it is needed."""
    try:
        yield
    finally:
        proxy.terminate()
        proxy.wait(PATIENCE_SECONDS)


def until(so: Callable[[], bool]) -> None:
    """Wait for something that others do.

    Raises:
        Stop: it wasn't so for two minutes.
    """
    for _ in range(int(PATIENCE_SECONDS / PAUSE_SECONDS)):
        if so():
            return
        time.sleep(PAUSE_SECONDS)
    raise Stop("Something that was waited for did not happen for two minutes.")


def _sockets(process: psutil.Process, port: int, status: str) -> set[object]:
    """The far ends of what a process holds open at this port; nothing when it is gone."""
    try:
        there = process.net_connections("tcp")
    except psutil.NoSuchProcess:
        return set()
    return {one.raddr for one in there if one.status == status and one.laddr.port == port}
