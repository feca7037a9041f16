"""When the pages are built again: when something that they are made of changed, and only then."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tools.build import environment, fingerprint, is_built, kept_unless_built


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name in (
        "rxconfig.py",
        "vov_app/pages/home.py",
        "vov_app/texts/nl/a.toml",
        "assets/app.css",
        "reflex.lock/p.json",
    ):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(name)
    return tmp_path


def _print(project: Path) -> str:
    return fingerprint(project, "0.10.1")


CHANGES: list[Callable[[Path], object]] = [
    lambda p: (p / "rxconfig.py").write_text("other"),
    lambda p: (p / "vov_app/texts/nl/a.toml").write_text("other"),
    lambda p: (p / "vov_app/new.py").write_text(""),
    lambda p: (p / "vov_app/pages/home.py").rename(p / "vov_app/pages/start.py"),
    lambda p: (p / "assets/app.css").unlink(),
    lambda p: (p / "reflex.lock/p.json").write_text("other"),
]


@pytest.mark.parametrize("change", CHANGES)
def test_a_changed_ingredient_changes_the_fingerprint(
    project: Path, change: Callable[[Path], object]
) -> None:
    before = _print(project)
    change(project)
    assert _print(project) != before


def test_another_reflex_changes_the_fingerprint(project: Path) -> None:
    assert fingerprint(project, "0.10.1") != fingerprint(project, "0.10.2")


@pytest.mark.parametrize(
    "name", ["README.md", "tests/test_x.py", "vov_app/__pycache__/a.pyc", "assets/external/a.js"]
)
def test_what_the_bundle_is_not_made_of_changes_nothing(project: Path, name: str) -> None:
    before = _print(project)
    (project / name).parent.mkdir(parents=True, exist_ok=True)
    (project / name).write_text("new")
    assert _print(project) == before


def test_the_stamp_spares_the_second_build_and_needs_the_pages(tmp_path: Path) -> None:
    stamp, hashes, page = tmp_path / "stamp", tmp_path / "hashes.json", tmp_path / "index.html"
    for file in (stamp, hashes, page):
        file.write_text("abc")
    assert is_built("abc", stamp, tmp_path, hashes)
    assert not is_built("other", stamp, tmp_path, hashes)
    for file in (stamp, hashes, page):
        file.unlink()
        assert not is_built("abc", stamp, tmp_path, hashes)
        file.write_text("abc")


def _end_half_way(lock: Path) -> None:
    with kept_unless_built(lock.parent):
        lock.write_text("half-way")
        raise KeyboardInterrupt


def test_a_build_that_fails_or_is_ended_leaves_the_lock_as_it_was(tmp_path: Path) -> None:
    lock = tmp_path / "package.json"
    lock.write_text("pinned")
    with pytest.raises(KeyboardInterrupt):
        _end_half_way(lock)
    assert lock.read_text() == "pinned"


def test_a_build_that_succeeds_may_change_the_lock(tmp_path: Path) -> None:
    lock = tmp_path / "package.json"
    lock.write_text("pinned")
    with kept_unless_built(tmp_path):
        lock.write_text("new")
    assert lock.read_text() == "new"


def test_a_build_is_not_told_how_to_serve() -> None:
    built_with = environment(
        {"PORT": "3001", "__REFLEX_SKIP_COMPILE": "true", "REFLEX_ENV_MODE": "prod", "HOME": "/h"}
    )
    assert built_with == {"HOME": "/h", "REFLEX_STATE_MANAGER_MODE": "memory"}
