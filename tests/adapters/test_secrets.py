"""One secret per installation, whoever asks first, and for the owner's eyes alone."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from pydantic import SecretStr

from vov_app.adapters.secrets import kept_once, secret
from vov_app.settings import Settings


def demo(folder: Path, given: str = "") -> Settings:
    return Settings(data_dir=folder, secret=SecretStr(given))


def test_the_secret_of_the_settings_goes_first(tmp_path: Path) -> None:
    assert secret(demo(tmp_path, "given")) == b"given"
    assert list(tmp_path.iterdir()) == []


def test_a_secret_that_is_not_given_is_made_once(tmp_path: Path) -> None:
    made = secret(demo(tmp_path / "var"))
    assert len(made) == 64
    assert secret(demo(tmp_path / "var")) == made
    assert secret(demo(tmp_path / "other")) != made


def test_only_the_owner_reads_it(tmp_path: Path) -> None:
    secret(demo(tmp_path))
    assert stat.S_IMODE((tmp_path / "secret").stat().st_mode) == 0o600


def test_workers_that_start_together_share_one(tmp_path: Path) -> None:
    wanted = [f"secret {number}".encode() for number in range(64)]
    with ThreadPoolExecutor(16) as workers:
        found = list(workers.map(lambda made: kept_once(tmp_path / "secret", lambda: made), wanted))
    assert len(set(found)) == 1
    assert found[0] in wanted
    assert [path.name for path in tmp_path.iterdir()] == ["secret"]


def test_who_comes_second_keeps_what_the_first_made(tmp_path: Path) -> None:
    path = tmp_path / "secret"

    def overtaken() -> bytes:
        path.write_bytes(b"first")
        return b"second"

    assert kept_once(path, overtaken) == b"first"
