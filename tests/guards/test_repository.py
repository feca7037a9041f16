"""What may stand in the repository: locks that pin bytes and name no registry, and no path of a machine."""

import re
import subprocess
import tempfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ("uv.txt", "run.txt", "dev.txt")
PIN = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)(\[[^\]]*\])?==(?P<version>[^ ;\\]+)", re.MULTILINE)


def _tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, text=True, capture_output=True, check=True)
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def _lock(name: str) -> str:
    return (ROOT / "requirements" / name).read_text()


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_of_python_packages_names_no_host(name: str) -> None:
    assert "://" not in _lock(name)
    assert "index-url" not in _lock(name)


@pytest.mark.parametrize("name", LOCKS)
def test_each_python_package_is_pinned_to_bytes(name: str) -> None:
    entries = re.split(r"\n(?=[A-Za-z0-9])", _lock(name).strip())
    loose = [
        entry.splitlines()[0] for entry in entries if not PIN.match(entry) or "--hash=sha256:" not in entry
    ]
    assert entries
    assert not loose, f"run make lock: {loose} have no version or no hash"


def test_the_two_sets_agree_on_every_version() -> None:
    run, dev = ({m["name"]: m["version"] for m in PIN.finditer(_lock(n))} for n in ("run.txt", "dev.txt"))
    apart = {name for name, version in run.items() if dev.get(name) != version}
    assert not apart, f"make test would prove other versions than make run serves: {sorted(apart)}"


def test_reflex_is_pinned_where_we_wish_for_it() -> None:
    assert "reflex[db]==0.10.1" in _lock("run.in").splitlines()
    assert re.search(r"^reflex==0\.10\.1 ", _lock("run.txt"), re.MULTILINE)


def test_the_npm_lock_pins_bytes_and_names_no_registry() -> None:
    lock = (ROOT / "reflex.lock" / "package-lock.json").read_text()
    assert '"integrity": "sha' in lock
    assert '"resolved"' not in lock, "npm wrote hosts: keep omit-lockfile-registry-resolved in .npmrc"
    assert "registry." not in lock
    assert "registry" not in (ROOT / ".npmrc").read_text().replace("omit-lockfile-registry-resolved", "")


def test_no_tracked_file_knows_this_machine() -> None:
    here = {f"{place}/".encode() for place in (ROOT, Path.home(), tempfile.gettempdir())}
    found = {str(f.relative_to(ROOT)) for f in _tracked() if any(place in f.read_bytes() for place in here)}
    assert not found, f"a path of this machine means nothing elsewhere: {sorted(found)}"
