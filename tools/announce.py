"""Wait until the server answers, then say where it is and, in the prototype door, who can be played."""

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable

from tools.stop import ROOT, obey
from vov_app.settings import settings

PATIENCE_SECONDS = 60.0
PAUSE_SECONDS = 0.05


def answers(port: int) -> bool:
    """Whether the start page comes back from this port."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5) as response:
            return bool(response.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def wait(is_ready: Callable[[], bool], is_gone: Callable[[], bool], pause: Callable[[float], None]) -> bool:
    """Ask until it is ready; gives up when the server is gone or a minute has passed."""
    for _ in range(int(PATIENCE_SECONDS / PAUSE_SECONDS)):
        if is_gone():
            return False
        if is_ready():
            return True
        pause(PAUSE_SECONDS)
    return False


def demo_people() -> subprocess.Popen[str] | None:
    """Start listing the demo people; nobody in the real door."""
    if not settings().is_prototype:
        return None
    command = [sys.executable, "-m", "vov_app.prototype.people"]
    return subprocess.Popen(command, cwd=ROOT, text=True, stdout=subprocess.PIPE)


def main() -> None:
    """Announce the server on the port of the command line, once it answers."""
    port, server = int(sys.argv[1]), os.getppid()
    people = demo_people()
    if not wait(lambda: answers(port), lambda: os.getppid() != server, time.sleep):
        return
    said = people.communicate()[0] if people else ""
    print(f"\n{said}\nReady: {settings().public_url} (Ctrl-C stops it)", flush=True)


if __name__ == "__main__":
    obey(main)
