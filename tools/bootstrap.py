"""Make .venv with the locked packages in it, knowing nothing but the standard library.

Usage: python -m tools.bootstrap run|dev. A stamp of the locks makes a second call cost nothing.
"""

import hashlib
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from tools.stop import ROOT, failed, is_offline, obey

VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
UV = VENV / "uv"
STAMP = VENV / "installed"
LOCKS = {"run": ("run.txt",), "dev": ("run.txt", "dev.txt")}
PATIENCE = ("--retries", "1", "--timeout", "20")


def digest(wanted: str, root: Path = ROOT) -> str:
    """What the locks of this set hold, in one line; it changes when a package does."""
    content = b"\0".join((root / "requirements" / name).read_bytes() for name in LOCKS[wanted])
    return f"{wanted}:{hashlib.sha256(content).hexdigest()}"


def is_installed(wanted: str, stamp: Path = STAMP, python: Path = PYTHON, root: Path = ROOT) -> bool:
    """Whether the virtual environment stands and holds this set; the dev set holds the run set too."""
    return python.exists() and stamp.exists() and digest(wanted, root) in stamp.read_text().split()


def stamped(wanted: str, root: Path = ROOT) -> str:
    """The stamp to leave after installing this set: one line per set that is now there."""
    sets = ("run", "dev") if wanted == "dev" else ("run",)
    return "\n".join(digest(each, root) for each in sets) + "\n"


def registry(environment: Mapping[str, str], pip_index: str = "") -> dict[str, str]:
    """The environment for uv, which asks the registry and trusts the certificates that pip was told to."""
    index = environment.get("PIP_INDEX_URL") or pip_index
    told = {"UV_DEFAULT_INDEX": index, "SSL_CERT_FILE": environment.get("PIP_CERT", "")}
    return {**{name: value for name, value in told.items() if value}, **environment}


def install(wanted: str) -> None:
    """Install exactly the packages of this set: by uv in seconds, by pip where uv can't.

    Raises:
        Stop: the network or a package fails us.
    """
    lock = str(ROOT / "requirements" / f"{wanted}.txt")
    got = _call([*_pip("--target", str(UV)), "--no-deps", "-r", str(ROOT / "requirements" / "uv.txt")])
    if got.returncode and is_offline(got.stdout):
        raise failed("install packages", got.stdout)
    if (
        got.returncode
        or _call([str(UV / "bin" / "uv"), *_sync(lock)], registry(os.environ, _pip_index())).returncode
    ):
        got = _call([*_pip(), "-r", lock])
    if got.returncode:
        raise failed("install packages", got.stdout)


def _pip(*where: str) -> list[str]:
    return [
        str(PYTHON),
        "-m",
        "pip",
        "install",
        "--quiet",
        "--upgrade",
        "--require-hashes",
        *PATIENCE,
        *where,
    ]


def _sync(lock: str) -> list[str]:
    return ["pip", "sync", "--require-hashes", "--link-mode", "copy", "--python", str(PYTHON), lock]


def _pip_index() -> str:
    """The registry in pip's own configuration; empty when there is none."""
    return _call([str(PYTHON), "-m", "pip", "config", "get", "global.index-url"], quiet=True).stdout.strip()


def _call(
    command: Sequence[str], environment: Mapping[str, str] | None = None, quiet: bool = False
) -> subprocess.CompletedProcess[str]:
    errors = subprocess.DEVNULL if quiet else subprocess.STDOUT
    return subprocess.run(
        command, env=environment, text=True, stdout=subprocess.PIPE, stderr=errors, check=False, cwd=ROOT
    )


def main() -> None:
    """Install the set that the command line names, unless it is there.

    Raises:
        Stop: the virtual environment can't be made, or a package can't be had.
    """
    wanted = sys.argv[1]
    if is_installed(wanted):
        return
    print("Installing the locked packages in .venv ...", flush=True)
    STAMP.unlink(missing_ok=True)
    if not PYTHON.exists():
        made = _call([sys.executable, "-m", "venv", "--clear", str(VENV)])
        if made.returncode:
            raise failed("make virtual environment", made.stdout)
    install(wanted)
    STAMP.write_text(stamped(wanted))


if __name__ == "__main__":
    if sys.argv[1:] not in (["run"], ["dev"]):
        raise SystemExit("usage: python -m tools.bootstrap run|dev")
    obey(main)
