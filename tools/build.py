"""Build the frontend once; a fingerprint of all that it is made from says when once more is needed."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

from tools.stop import ROOT, failed, obey

STATIC = ROOT / ".web" / "build" / "client"
HASHES = ROOT / ".web" / "backend" / "csp_hashes.json"
STAMP = ROOT / ".web" / "build" / "fingerprint"
SOURCES = ("rxconfig.py", ".npmrc", "tools/bundle.py")
FOLDERS = ("vov_app", "assets", "reflex.lock")


def ingredients(root: Path = ROOT) -> Iterator[Path]:
    """Every file that the bundle depends on, in a fixed order."""
    yield from (root / name for name in SOURCES if (root / name).exists())
    for folder in FOLDERS:
        found = (f for f in (root / folder).rglob("*") if f.is_file() and f.suffix != ".pyc")
        yield from sorted(f for f in found if "external" not in f.parts)


def fingerprint(root: Path = ROOT, reflex: str = "") -> str:
    """One line that changes when an ingredient does: its place, its content, or the version of Reflex."""
    total = hashlib.sha256((reflex or version("reflex")).encode())
    for file in ingredients(root):
        total.update(f"\0{file.relative_to(root).as_posix()}\0".encode())
        total.update(file.read_bytes())
    return total.hexdigest()


def is_built(wanted: str, stamp: Path = STAMP, static: Path = STATIC, hashes: Path = HASHES) -> bool:
    """Whether the bundle that stands there was made from just this."""
    whole = (static / "index.html").exists() and hashes.exists() and stamp.exists()
    return whole and stamp.read_text() == wanted


def environment(given: Mapping[str, str]) -> dict[str, str]:
    """What to build with: not the port, which Vite would take for its own, and no half-way mode of Reflex."""
    kept = {k: v for k, v in given.items() if k != "PORT" and not k.startswith(("__REFLEX", "REFLEX_ENV"))}
    return {**kept, "REFLEX_STATE_MANAGER_MODE": "memory"}


def build() -> None:
    """Build the frontend, unless it stands.

    Raises:
        Stop: npm or the compiler failed; its output is in var/log.
    """
    wanted = fingerprint()
    if is_built(wanted):
        return
    print("Building the pages ...", flush=True)
    STAMP.unlink(missing_ok=True)
    with kept_unless_built(ROOT / "reflex.lock"):
        _export()
    STAMP.write_text(wanted)


def _export() -> None:
    command = [sys.executable, "-m", "reflex", "export", "--frontend-only", "--no-zip", "--loglevel", "info"]
    env = environment(os.environ)
    done = subprocess.run(
        command, cwd=ROOT, env=env, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )
    if done.returncode:
        raise failed("build pages", done.stdout)


@contextmanager
def kept_unless_built(folder: Path) -> Iterator[None]:
    """Put the files of this folder back when the body fails; Reflex rewrites its lock before it builds."""
    before = {file: file.read_bytes() for file in folder.glob("*")}
    try:
        yield
    except BaseException:
        for file, content in before.items():
            file.write_bytes(content)
        raise


if __name__ == "__main__":
    obey(build)
