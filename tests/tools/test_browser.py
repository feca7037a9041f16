"""Which Chromium the journeys take, in which order, and what is said when there is none."""

from pathlib import Path

import pytest

from tools import browser
from tools.browser import chromium, installers, present, starts
from tools.stop import Stop


class Machine:
    """A machine with some programs on its PATH, and installers that may bring more."""

    def __init__(self) -> None:
        """Start with nothing."""
        self.path: dict[str, str] = {}
        self.playwright = ""
        self.works: set[str] = set()
        self.tried: list[str] = []

    def has(self, name: str) -> str:
        """Put a program that works on the PATH."""
        self.path[name] = f"/usr/bin/{name}"
        self.works.add(self.path[name])
        return self.path[name]


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Machine:
    it = Machine()
    monkeypatch.setattr("tools.browser.shutil.which", lambda name: it.path.get(name))
    monkeypatch.setattr(browser, "starts", lambda path: path in it.works)
    monkeypatch.setattr(browser, "playwright_path", lambda: it.playwright)
    monkeypatch.setattr("tools.browser.os.geteuid", lambda: 0)
    monkeypatch.delenv("VOV_CHROMIUM", raising=False)
    return it


def test_the_one_that_somebody_names_goes_first(machine: Machine) -> None:
    machine.has("chromium")
    machine.works.add("/mine")
    assert present({"VOV_CHROMIUM": "/mine"}) == ("VOV_CHROMIUM", "/mine")


def test_the_path_goes_before_playwright(machine: Machine) -> None:
    machine.playwright = "/cache/chrome"
    machine.works.add("/cache/chrome")
    chrome = machine.has("google-chrome")
    assert present({}) == ("the PATH", chrome)


def test_one_that_does_not_start_is_passed_by(machine: Machine) -> None:
    machine.path["chromium"] = "/broken"
    machine.playwright = "/cache/chrome"
    machine.works.add("/cache/chrome")
    assert present({}) == ("Playwright", "/cache/chrome")


def _bring(machine: Machine, monkeypatch: pytest.MonkeyPatch, who: str) -> None:
    def succeeds(command: list[str]) -> bool:
        machine.tried.append(" ".join(command[-3:]))
        if who in command:
            machine.has("chromium")
        return who in command or "update" in command

    monkeypatch.setattr(browser, "_succeeds", succeeds)


def test_debian_is_asked_when_playwright_fetches_none(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine.path["apt-get"] = "/usr/bin/apt-get"
    _bring(machine, monkeypatch, "--no-install-recommends")
    assert chromium() == ("the PATH", "/usr/bin/chromium")
    assert machine.tried[0] == "playwright install chromium"
    assert len(machine.tried) == 3


def test_debian_is_not_asked_by_who_may_not_install(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine.path["apt-get"] = "/usr/bin/apt-get"
    monkeypatch.setattr("tools.browser.os.geteuid", lambda: 1000)
    commands = [command for group in installers() for command in group]
    assert [command[-3:] for command in commands] == [["playwright", "install", "chromium"]]


def test_none_anywhere_is_one_clear_line(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    _bring(machine, monkeypatch, "nobody")
    with pytest.raises(Stop, match="VOV_CHROMIUM=/path/to/chromium") as told:
        chromium()
    assert "\n" not in str(told.value)


@pytest.fixture
def program(tmp_path: Path) -> Path:
    file = tmp_path / "chromium"
    file.write_text("#!/bin/sh\nexit 0\n")
    file.chmod(0o755)
    return file


def test_a_program_that_runs_starts(program: Path) -> None:
    assert starts(str(program))


def test_what_fails_or_is_not_there_does_not_start(program: Path) -> None:
    program.write_text("#!/bin/sh\nexit 127\n")
    assert not starts(str(program))
    assert not starts(str(program.with_name("nothing")))
    assert not starts("")
