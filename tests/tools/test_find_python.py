"""Which Python `make` takes, and what it says when there is none that will do."""

import subprocess
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "tools" / "find-python"
OLD = """#!/bin/sh
case "$2" in *"<"*) exit 1 ;; esac
echo 3.9
"""
NEW = "#!/bin/sh\nexit 0\n"
BARE = """#!/bin/sh
case "$2" in *ensurepip*) exit 1 ;; esac
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    folder = tmp_path / "bin"
    folder.mkdir()
    return folder


def _program(folder: Path, name: str, text: str) -> Path:
    program = folder / name
    program.write_text(text)
    program.chmod(0o755)
    return program


def _find(path: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["/bin/sh", str(SCRIPT)],
        env={"PATH": str(path), **environment},
        text=True,
        capture_output=True,
        check=False,
    )


def test_takes_python3_when_it_is_new_enough(path: Path) -> None:
    program = _program(path, "python3", NEW)
    _program(path, "python3.13", NEW)
    assert _find(path).stdout.strip() == str(program)


def test_passes_an_old_python3_by_for_a_newer_one_beside_it(path: Path) -> None:
    _program(path, "python3", OLD)
    newer = _program(path, "python3.12", NEW)
    found = _find(path)
    assert (found.returncode, found.stdout.strip()) == (0, str(newer))


def test_says_in_one_line_that_python_is_too_old(path: Path) -> None:
    old = _program(path, "python3", OLD)
    found = _find(path)
    assert found.returncode == 1
    assert found.stdout == ""
    assert found.stderr.count("\n") == 1
    assert f"Python 3.11 or newer is needed; {old} is 3.9." in found.stderr


def test_says_what_debian_left_out(path: Path) -> None:
    _program(path, "python3", BARE)
    found = _find(path)
    assert found.returncode == 1
    assert "apt-get install python3-venv" in found.stderr


def test_says_so_when_there_is_none(path: Path) -> None:
    found = _find(path)
    assert found.returncode == 1
    assert found.stderr.startswith("Python 3.11 or newer is needed. Install it")


def test_takes_the_python_that_somebody_names(path: Path, tmp_path: Path) -> None:
    _program(path, "python3", NEW)
    named = _program(tmp_path, "mine", NEW)
    assert _find(path, PYTHON=str(named)).stdout.strip() == str(named)
