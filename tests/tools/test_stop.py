"""A reason to stop is one line, exit code 1, and a log with the rest."""

from pathlib import Path

import pytest

from tools import stop
from tools.stop import Stop, failed, is_offline, obey


@pytest.fixture(autouse=True)
def logs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(stop, "ROOT", tmp_path)
    monkeypatch.setattr(stop, "LOGS", tmp_path / "var" / "log")
    return tmp_path / "var" / "log"


def _raise(fault: BaseException) -> None:
    raise fault


def test_a_stop_is_a_line_and_code_1(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        obey(lambda: _raise(Stop("Port 3000 is taken.")))
    assert ended.value.code == 1
    assert capsys.readouterr().err == "Port 3000 is taken.\n"


def test_ctrl_c_says_nothing_and_has_its_own_code(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        obey(lambda: _raise(KeyboardInterrupt()))
    assert ended.value.code == 130
    assert capsys.readouterr().err == ""


def test_a_fault_of_ours_keeps_its_traceback() -> None:
    with pytest.raises(ZeroDivisionError):
        obey(lambda: _raise(ZeroDivisionError()))


@pytest.mark.parametrize(
    "said",
    [
        "NewConnectionError: Failed to establish a new connection: [Errno 111] Connection refused",
        "error: client error (Connect): dns error: failed to lookup address",
        "npm error code ENOTFOUND",
        "npm error code EAI_AGAIN",
    ],
)
def test_each_package_manager_says_no_network_in_its_own_way(said: str) -> None:
    assert is_offline(said)
    assert str(failed("install packages", said)).startswith("No package registry can be reached")


def test_a_module_that_is_not_found_is_no_network() -> None:
    assert not is_offline("ModuleNotFoundError: Module vov_app.vov_app not found.")


def test_another_failure_shows_the_line_that_tells_most(logs: Path) -> None:
    reason = failed("build pages", "building\nError: no page at /x\n\n> done 0/4\n")
    assert str(reason) == "build pages failed: Error: no page at /x (var/log/build-pages.log has the rest)."
    assert (logs / "build-pages.log").read_text().startswith("building")


@pytest.mark.parametrize(("said", "shown"), [("", "no output"), ("one\ntwo\n\n", "two")])
def test_without_an_error_the_last_line_is_shown(said: str, shown: str) -> None:
    assert f"failed: {shown} (" in str(failed("x", said))
