"""An audit that reached nobody says so, and one that knows of a weakness stops."""

import subprocess
from typing import Any

import pytest

from tools import audit
from tools.stop import Stop


def answers(monkeypatch: pytest.MonkeyPatch, code: int, said: str) -> None:
    def run(command: Any, **_: Any) -> subprocess.CompletedProcess[str]:
        return subprocess.CompletedProcess(command, code, said, "")

    monkeypatch.setattr(subprocess, "run", run)


def test_all_is_well(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    answers(monkeypatch, 0, "")
    audit.main()
    assert capsys.readouterr().out.count("no weakness is known") == 3


@pytest.mark.parametrize("said", ["npm error audit endpoint returned an error", "getaddrinfo ENOTFOUND x"])
def test_who_reached_nobody_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], said: str
) -> None:
    answers(monkeypatch, 1, said)
    audit.main()
    assert capsys.readouterr().out.count("NOT ASKED") == 3


def test_a_weakness_stops(monkeypatch: pytest.MonkeyPatch) -> None:
    answers(monkeypatch, 1, "Found 1 known vulnerability in 1 package")
    with pytest.raises(Stop, match="python run, python dev, npm"):
        audit.main()


def test_another_failure_stops_too(monkeypatch: pytest.MonkeyPatch) -> None:
    answers(monkeypatch, 1, "it fell over")
    with pytest.raises(Stop, match="failed"):
        audit.main()
