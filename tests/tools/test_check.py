"""Every part runs, also after another failed; the summary says which."""

import sys
from pathlib import Path

import pytest

from tools import check
from tools.check import Outcome, run_all, summary
from tools.parts import JOURNEYS, SETS, Part, environment
from tools.stop import ROOT, Stop

PASS = (sys.executable, "-c", "print('fine')")
FAIL = (sys.executable, "-c", "raise SystemExit('broken')")


def _leaves(mark: Path) -> tuple[str, ...]:
    return (sys.executable, "-c", f"open({str(mark)!r}, 'w').close()")


def test_a_failure_hides_no_other_part(tmp_path: Path) -> None:
    mark = tmp_path / "ran"
    parts = [
        Part("lint", (FAIL,)),
        Part("types", (PASS,)),
        Part("tests", (_leaves(mark),), side_by_side=False),
    ]
    assert [(o.name, o.passed) for o in run_all(parts)] == [("lint", False), ("types", True), ("tests", True)]
    assert mark.exists()


@pytest.mark.parametrize("side_by_side", [True, False])
def test_a_command_waits_for_the_one_before_it(tmp_path: Path, *, side_by_side: bool) -> None:
    mark = tmp_path / "ran"
    [outcome] = run_all([Part("build", (FAIL, _leaves(mark)), side_by_side)])
    assert not outcome.passed
    assert not mark.exists()


def test_what_a_part_said_stands_under_its_name(capsys: pytest.CaptureFixture[str]) -> None:
    run_all([Part("lint", (FAIL,))])
    assert capsys.readouterr().out == "--- lint\nbroken\n"


def test_the_summary_has_seconds_and_failures() -> None:
    lines = summary([Outcome("types", True, 12.34), Outcome("coverage", False, 0.5)]).splitlines()
    assert lines == ["types       12.3 s  ok", "coverage     0.5 s  FAILED"]


def test_a_failure_ends_with_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(SETS, "few", lambda: [Part("lint", (FAIL,)), Part("types", (PASS,))])
    monkeypatch.setattr("sys.argv", ["check", "few"])
    with pytest.raises(Stop, match=r"^Failed: lint$"):
        check.main()


def test_test_is_check_without_the_lint() -> None:
    whole, suite = ({part.name for part in SETS[name]()} for name in ("check", "test"))
    assert whole - suite == {"types", "format", "lint", "walls", "locks", "migrations"}
    assert suite <= whole


def test_no_setting_of_the_caller_reaches_the_tests() -> None:
    kept = environment({"VOV_DOOR": "real", "VOV_CHROMIUM": "/c", "PATH": "/bin"})
    assert {"VOV_CHROMIUM": "/c", "PATH": "/bin"}.items() <= kept.items()
    assert "VOV_DOOR" not in kept


def test_no_journey_is_where_nobody_looks_for_it() -> None:
    folders = [ROOT / each for each in JOURNEYS]
    marked = [
        file
        for file in (ROOT / "tests").rglob("*.py")
        if "pytest.mark." + "journey" in file.read_text("utf-8")
    ]
    assert len(marked) > 1
    assert [file for file in marked if not any(file.is_relative_to(folder) for folder in folders)] == []
