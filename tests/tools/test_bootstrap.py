"""When packages are installed, from where, and what is said when they can't be had."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tools.bootstrap import digest, is_installed, registry, stamped
from tools.stop import ROOT


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "requirements"
    folder.mkdir()
    (folder / "run.txt").write_text("reflex==1\n")
    (folder / "dev.txt").write_text("reflex==1\npytest==1\n")
    (tmp_path / "python").touch()
    return tmp_path


def _installed(wanted: str, project: Path) -> bool:
    return is_installed(wanted, project / "stamp", project / "python", project)


def test_nothing_is_installed_before_the_first_time(project: Path) -> None:
    assert not _installed("run", project)


@pytest.mark.parametrize(
    ("stamp", "run", "dev"), [("run", True, False), ("dev", True, True)], ids=["run only", "dev holds run"]
)
def test_a_stamp_spares_the_second_time(project: Path, stamp: str, *, run: bool, dev: bool) -> None:
    (project / "stamp").write_text(stamped(stamp, project))
    assert _installed("run", project) is run
    assert _installed("dev", project) is dev


@pytest.mark.parametrize("lock", ["run.txt", "dev.txt"])
def test_another_lock_asks_for_another_install(project: Path, lock: str) -> None:
    (project / "stamp").write_text(stamped("dev", project))
    (project / "requirements" / lock).write_text("reflex==2\n")
    assert not _installed("dev", project)


def test_a_stamp_without_its_python_counts_for_nothing(project: Path) -> None:
    (project / "stamp").write_text(stamped("dev", project))
    (project / "python").unlink()
    assert not _installed("run", project)


def test_the_digests_of_the_sets_differ(project: Path) -> None:
    assert digest("run", project) != digest("dev", project)


def test_uv_asks_the_registry_that_pip_was_told_to() -> None:
    told = registry(
        {"PIP_INDEX_URL": "https://mirror.example/simple", "PIP_CERT": "/certs.pem", "HOME": "/h"}
    )
    assert told["UV_DEFAULT_INDEX"] == "https://mirror.example/simple"
    assert told["SSL_CERT_FILE"] == "/certs.pem"
    assert told["HOME"] == "/h"


def test_what_uv_was_told_itself_goes_first() -> None:
    told = registry(
        {"PIP_INDEX_URL": "https://a.example", "UV_DEFAULT_INDEX": "https://b.example"}, "https://c.example"
    )
    assert told["UV_DEFAULT_INDEX"] == "https://b.example"


def test_nobody_told_anything() -> None:
    assert registry({}, "") == {}


def test_without_network_it_is_one_clear_line(tmp_path: Path) -> None:
    for folder in ("tools", "requirements"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    nowhere = {
        "PATH": "/usr/bin:/bin",
        "PIP_INDEX_URL": "http://127.0.0.1:9/simple",
        "PIP_CONFIG_FILE": "/dev/null",
    }
    done = subprocess.run(
        [sys.executable, "-m", "tools.bootstrap", "run"],
        cwd=tmp_path, env={**nowhere, "HOME": str(tmp_path)}, text=True, capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr.startswith("No package registry can be reached: check the network or the proxy")
    assert done.stderr.count("\n") == 1
    assert (tmp_path / "var" / "log" / "install-packages.log").exists()
    assert not (tmp_path / ".venv" / "installed").exists()
