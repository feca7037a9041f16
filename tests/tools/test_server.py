"""How the server is started and, above all, ended."""

import signal
import subprocess
import sys
import time

import pytest

from tools import serve, server
from tools.stop import Stop

DEAF = """
import signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print("up", flush=True)
time.sleep(60)
"""


def _process(code: str) -> "subprocess.Popen[bytes]":
    started = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, start_new_session=True)
    assert started.stdout
    assert started.stdout.readline() == b"up\n"
    return started


def test_a_server_that_is_deaf_to_the_end_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "GRACE_SECONDS", 0.2)
    with _process(DEAF) as running:
        server.stop(running, drain_seconds=0)
        assert running.returncode == -signal.SIGKILL


def test_a_server_that_listens_ends_at_once() -> None:
    with _process("import time; print('up', flush=True); time.sleep(60)") as running:
        started = time.perf_counter()
        server.stop(running)
        assert running.returncode == -signal.SIGTERM
        assert time.perf_counter() - started < server.GRACE_SECONDS


def test_a_server_that_ended_is_not_waited_for() -> None:
    with _process("print('up', flush=True)") as running:
        running.wait()
        with pytest.raises(Stop, match="did not start"):
            server.wait_until_ready(running, 9)


def test_the_second_wish_to_end_is_not_heard() -> None:
    before = {each: signal.getsignal(each) for each in serve.ENDS}
    try:
        with pytest.raises(KeyboardInterrupt):
            serve.end_once()
        assert {signal.getsignal(each) for each in serve.ENDS} == {signal.SIG_IGN}
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def test_the_server_serves_the_built_pages_in_production_mode() -> None:
    env = server.environment(3001, {"REFLEX_ENV_MODE": "dev"})
    assert env["REFLEX_ENV_MODE"] == "prod"
    assert env["__REFLEX_MOUNT_FRONTEND_COMPILED_APP"] == env["__REFLEX_SKIP_COMPILE"] == "true"
    assert env["VOV_PUBLIC_URL"] == "http://localhost:3001"
    assert env["REFLEX_STATE_MANAGER_MODE"] == "memory", "State on disk would outlive the session of a person"


def test_what_the_operator_says_goes_first() -> None:
    env = server.environment(3001, {"VOV_PUBLIC_URL": "https://vov.example", "REFLEX_REDIS_URL": "redis://x"})
    assert env["VOV_PUBLIC_URL"] == "https://vov.example"
    assert "REFLEX_STATE_MANAGER_MODE" not in env


def test_redis_carries_what_screens_show() -> None:
    env = server.environment(3001, {"VOV_REDIS_URL": "redis://host/0"})
    assert env["REFLEX_REDIS_URL"] == "redis://host/0"
    assert "REFLEX_STATE_MANAGER_MODE" not in env


def test_no_process_keeps_a_lock_between_events() -> None:
    assert server.environment(3001, {"VOV_REDIS_URL": "redis://host/0"})["REFLEX_OPLOCK_ENABLED"] == "false"


def test_workers_that_die_are_replaced_and_ending_ones_have_their_time() -> None:
    line = server.command(3001, workers=3, drain_seconds=20)
    assert line[line.index("--workers") + 1] == "3"
    assert "--respawn-failed-workers" in line
    assert int(line[line.index("--workers-kill-timeout") + 1]) > 20


def test_each_fault_in_the_settings_is_one_clear_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tools.serve.os.environ", {})
    with pytest.raises(Stop) as told:
        serve.chosen_settings({"VOV_DOOR": "back", "VOV_DRAFT_DAYS": "1"})
    first, *lines = str(told.value).splitlines()
    assert first == "The VOV_ settings are unsound."
    assert [line.split(": ")[0] for line in lines] == ["VOV_DOOR", "VOV_DRAFT_DAYS"]
    assert "back" not in str(told.value)
