"""The server as a process: start it, wait until it answers, stop it and all that it started."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from pathlib import Path

from tools.stop import ROOT, Stop

APP = "vov_app.vov_app:app"
PATIENCE_SECONDS = 60.0
PAUSE_SECONDS = 0.05
GRACE_SECONDS = 5.0
# So long a connection may take to say what it wants; a body gets VOV_BODY_SECONDS.
HEADER_MS = "10000"
DRAIN_SECONDS = 10
# Granian counts each open screen as a request that runs, and lets what is over this wait at the door.
OPEN_AT_ONCE = 20_000
_DIE_WITH_PARENT = 1


def environment(port: int, given: Mapping[str, str]) -> dict[str, str]:
    """The environment of a server in production mode on this port; what is given goes before our defaults.

    A screen that silently went away is noticed after 25 seconds, not after 145 as Reflex has it.
    """
    ours = {
        "VOV_PUBLIC_URL": f"http://localhost:{port}",
        "REFLEX_SOCKET_INTERVAL": "10s",
        "REFLEX_SOCKET_TIMEOUT": "15s",
    }
    if given.get("VOV_REDIS_URL"):
        # With kept locks (Reflex's oplock, from Redis 7 on) screens waited for ever for a Redis that stopped.
        ours |= {"REFLEX_REDIS_URL": given["VOV_REDIS_URL"], "REFLEX_OPLOCK_ENABLED": "false"}
    elif "REFLEX_REDIS_URL" not in given:
        ours["REFLEX_STATE_MANAGER_MODE"] = "memory"
    fixed = {
        "REFLEX_ENV_MODE": "prod",
        "__REFLEX_SKIP_COMPILE": "true",
        "__REFLEX_MOUNT_FRONTEND_COMPILED_APP": "true",
    }
    return {**ours, **given, **fixed}


def command(
    port: int,
    host: str = "127.0.0.1",
    workers: int = 1,
    drain_seconds: int = DRAIN_SECONDS,
    app: str = APP,
) -> list[str]:
    """The server's command line; a worker that dies is replaced, one that stops is given its time."""
    serve = [sys.executable, "-m", "granian", "--interface", "asgi", "--factory", "--log-level", "warning"]
    crowd = ["--workers", str(workers), "--respawn-failed-workers", "--backpressure", str(OPEN_AT_ONCE)]
    patience = ["--workers-kill-timeout", str(drain_seconds + int(GRACE_SECONDS))]
    patience += ["--http1-header-read-timeout", HEADER_MS]
    return [*serve, *crowd, *patience, "--host", host, "--port", str(port), app]


def start(
    port: int, env: Mapping[str, str], host: str = "127.0.0.1", app: str = APP
) -> subprocess.Popen[bytes]:
    """Start the server in a session of its own.

    Two signals at once (from the terminal and from make) make Granian wait for its own lock for ever, so
    the terminal doesn't reach it; `stop` sends the one signal that it gets. What it says goes where we say
    things, or to the end of the file that SERVER_LOG names.
    """
    workers = int(env.get("VOV_WORKERS") or 1)
    drain_seconds = int(env.get("VOV_DRAIN_SECONDS") or DRAIN_SECONDS)
    line = command(port, host, workers, drain_seconds, app)
    kept = env.get("SERVER_LOG")
    with Path(kept).open("ab") if kept else contextlib.nullcontext() as said:
        return subprocess.Popen(
            line,
            env=dict(env),
            cwd=ROOT,
            start_new_session=True,
            preexec_fn=_die_with_parent,
            stdout=said,
            stderr=said,
        )


def _die_with_parent() -> None:
    """Have Linux end the server also when we are killed without a chance to do it."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGTERM)


def stop(server: subprocess.Popen[bytes], drain_seconds: int = DRAIN_SECONDS) -> None:
    """End the server and its workers; what doesn't go in time is killed."""
    server.terminate()
    try:
        server.wait(drain_seconds + 2 * GRACE_SECONDS)
    except subprocess.TimeoutExpired:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(server.pid, signal.SIGKILL)
        server.wait()


def wait_until_ready(server: subprocess.Popen[bytes], port: int) -> None:
    """Return when the start page comes back.

    Raises:
        Stop: the server ended, or said nothing for a minute.
    """
    if not _wait(lambda: _answers(port), lambda: server.poll() is not None, time.sleep):
        raise Stop("The server did not start; what it said stands above.")


def _wait(is_ready: Callable[[], bool], is_gone: Callable[[], bool], pause: Callable[[float], None]) -> bool:
    for _ in range(int(PATIENCE_SECONDS / PAUSE_SECONDS)):
        if is_gone():
            return False
        if is_ready():
            return True
        pause(PAUSE_SECONDS)
    return False


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5) as response:
            return bool(response.status == 200)
    except (urllib.error.URLError, OSError):
        return False
