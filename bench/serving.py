"""Two servers on this machine: the app, and the bare one, built and served in the same way."""

import os
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.ports import free_port
from tools.build import build
from tools.server import command, environment
from tools.stop import ROOT, Stop

SOURCE = ROOT / "bench" / "bare"
BARE = ROOT / "var" / "bench" / "bare"
NO_LIMITS = {
    f"VOV_{name}": "1000000"
    for name in (
        "EVENTS_PER_SECOND",
        "EVENTS_BURST",
        "SOCKETS_PER_PERSON",
        "PEOPLE_PER_ADDRESS",
        "CALLS_PER_MINUTE",
        "SIGN_INS_PER_MINUTE",
        "REQUESTS_PER_MINUTE",
        "LETTERS_PER_MINUTE",
    )
}
PATIENCE_SECONDS = 60


@contextmanager
def both(data: Path) -> Iterator[tuple[str, str]]:
    """The addresses of the app and of the bare app, while they run."""
    build()
    build_bare()
    more = {**NO_LIMITS, "VOV_DATA_DIR": str(data)}
    with served(ROOT, "vov_app.vov_app:app", more) as ours, served(BARE, "bare.bare:app", {}) as bare:
        yield ours[0], bare[0]


def build_bare() -> None:
    """Build the bare app, unless it stands."""
    BARE.mkdir(parents=True, exist_ok=True)
    shutil.copytree(SOURCE, BARE, dirs_exist_ok=True)
    shutil.copytree(ROOT / "tools", BARE / "tools", dirs_exist_ok=True)
    for name in (".npmrc", "bunfig.toml"):
        if (ROOT / name).exists():
            shutil.copy(ROOT / name, BARE / name)
    if (BARE / ".web" / "build" / "client" / "index.html").exists():
        return
    done = subprocess.run(
        [sys.executable, "-m", "reflex", "export", "--frontend-only", "--no-zip"],
        cwd=BARE,
        env={**os.environ, "REFLEX_STATE_MANAGER_MODE": "memory"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise Stop(f"The bare app did not build: {(done.stdout + done.stderr)[-400:]}")


@contextmanager
def served(folder: Path, app: str, more: Mapping[str, str]) -> Iterator[tuple[str, int]]:
    """The address of an app, and its process, while it runs."""
    port = free_port()
    line = command(port, app=app)
    env = {**environment(port, {**os.environ, **more}), "PYTHONPATH": str(folder)}
    server = subprocess.Popen(line, cwd=folder, env=env, start_new_session=True)
    try:
        wait(server, port)
        yield f"http://localhost:{port}", server.pid
    finally:
        server.terminate()
        try:
            server.wait(10)
        except subprocess.TimeoutExpired:
            server.kill()


def wait(server: subprocess.Popen[bytes], port: int) -> None:
    """Return when the start page comes back.

    Raises:
        Stop: the server ended, or said nothing for a minute.
    """
    for _ in range(PATIENCE_SECONDS * 10):
        if server.poll() is not None:
            raise Stop("A server did not start; what it said stands above.")
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise Stop("A server said nothing for a minute.")
