"""A log that holds anything of anybody is found, and said without saying what it was."""

from pathlib import Path

import pytest

from tools import logs
from tools.stop import Stop

HARMLESS = [
    "fault FACD627C: TypeError at base_state_processor.py:343",
    "letter key-1, attempt 2: smtp_451",
    "2026-11-26 10:24:59,123 0123456789012345 ok",
    "refused reflex___state____state.vov_app___state___users: payload",
    "90.01.01-123.45 is no number of anybody, nor is BE00 0000 0000 0000",
]


def write(folder: Path, *lines: str) -> None:
    (folder / "tests-main.log").write_text("\n".join(lines), encoding="utf-8")


def test_harmless_lines_pass(tmp_path: Path) -> None:
    write(tmp_path, *HARMLESS)
    assert logs.check(tmp_path) == len(HARMLESS)


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("failed for 85.01.01-997.86", "an INSZ"),
        ("failed for 85010199786,", "an INSZ"),
        ("paid to BE43 0000 0000 0101", "an IBAN"),
        ("paid to BE43000000000101", "an IBAN"),
        ("to an@korenbloem.example", "a mail address"),
        ("cookie: vov_session=" + "x" * 43, "a cookie"),
        ("An Peeters failed", "a name"),
        ("Mallory Nooitgenoemd failed", "a name"),
    ],
)
def test_others_are_found_and_not_repeated(tmp_path: Path, line: str, what: str) -> None:
    (tmp_path / f"{logs.NAMES}-gw0.txt").write_text("Mallory Nooitgenoemd\nAn\n\n", encoding="utf-8")
    write(tmp_path, HARMLESS[0], line)
    with pytest.raises(Stop) as told:
        logs.check(tmp_path)
    assert str(told.value).splitlines()[1:] == [f"tests-main.log:2: {what}"]


def test_a_suite_that_kept_no_logs_proves_nothing(tmp_path: Path) -> None:
    with pytest.raises(Stop, match="no logs"):
        logs.check(tmp_path)


def test_a_run_begins_with_none(tmp_path: Path) -> None:
    logs.clear(tmp_path / "suite")
    write(tmp_path / "suite", "x")
    logs.clear(tmp_path / "suite")
    assert list((tmp_path / "suite").iterdir()) == []
