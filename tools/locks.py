"""The locks: written from requirements/*.in by uv, and checked to be what those files ask for."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tools.bootstrap import UV, registry
from tools.stop import NO_NETWORK, ROOT, Stop, is_offline, obey

NAMES = ("uv", "run", "dev")
OPTIONS = ("--generate-hashes", "--universal", "--python-version", "3.11", "--no-header", "--quiet")


def compile_lock(name: str, out: Path, *, upgrade: bool = False) -> None:
    """Write the lock of requirements/<name>.in; pins in `out` stay unless `upgrade`.

    Raises:
        Stop: no registry answers, or the wishes contradict each other.
    """
    wish = f"requirements/{name}.in"
    command = [str(UV / "bin" / "uv"), "pip", "compile", *OPTIONS, wish, "-o", str(out)]
    more = ["--upgrade"] if upgrade else []
    done = subprocess.run(
        [*command, *more], cwd=ROOT, env=registry(os.environ), text=True, capture_output=True, check=False
    )
    if done.returncode:
        raise Stop(
            f"{NO_NETWORK}." if is_offline(done.stderr) else f"{wish} can't be locked: {done.stderr.strip()}"
        )


def write() -> None:
    """Bring every lock to the newest versions that the wishes allow."""
    for name in NAMES:
        compile_lock(name, ROOT / "requirements" / f"{name}.txt", upgrade=True)


def check() -> None:
    """Make sure that each lock is what its wishes ask for.

    Raises:
        Stop: a lock is behind.
    """
    with tempfile.TemporaryDirectory() as folder:
        for name in NAMES:
            lock = ROOT / "requirements" / f"{name}.txt"
            fresh = Path(folder) / lock.name
            fresh.write_bytes(lock.read_bytes())
            compile_lock(name, fresh)
            if fresh.read_bytes() != lock.read_bytes():
                raise Stop(f"requirements/{name}.txt is not what {name}.in asks for; run: make lock")


def untouched() -> None:
    """Make sure that building changed no npm package.

    Raises:
        Stop: reflex.lock differs from what git holds.
    """
    if not (ROOT / ".git").exists():
        return
    changed = subprocess.run(
        ["git", "diff", "--quiet", "--", "reflex.lock"], cwd=ROOT, check=False
    ).returncode
    if changed:
        raise Stop("Building changed reflex.lock: look at git diff, and commit it if the packages are meant")


if __name__ == "__main__":
    obey({"write": write, "check": check, "untouched": untouched}[sys.argv[1]])
