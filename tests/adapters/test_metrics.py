"""Figures of one process, and of the workers of one server together."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from vov_app.adapters.metrics import TOGETHER, Meters, together
from vov_app.settings import ROOT

WORKER = """
import os, sys
from pathlib import Path
from vov_app.adapters.metrics import Meters, together
together(Path(sys.argv[1]))
meters = Meters()
meters.event("tile:begin", "done", 0.02)
meters.sockets(4)
print(meters.text().decode())
"""


def test_events_are_counted_and_timed() -> None:
    meters = Meters()
    meters.event("tile:begin", "done", 0.02)
    meters.event("tile:begin", "unsound", None)
    told = meters.text().decode()
    assert 'vov_events_total{handler="tile:begin",outcome="unsound"} 1.0' in told
    assert 'vov_event_seconds_bucket{handler="tile:begin",le="0.025"} 1.0' in told
    assert 'vov_event_seconds_count{handler="tile:begin"} 1.0' in told


def worker(folder: Path) -> str:
    """What a worker of this server tells; it is gone when it has."""
    command = [sys.executable, "-c", WORKER, str(folder)]
    return subprocess.run(command, cwd=ROOT, text=True, capture_output=True, check=True).stdout


def test_workers_of_one_server_count_together_and_the_dead_have_nothing_open(tmp_path: Path) -> None:
    gone = tmp_path / "4194304"  # more than Linux has
    gone.mkdir()
    worker(tmp_path)
    told = worker(tmp_path)
    assert 'vov_events_total{handler="tile:begin",outcome="done"} 2.0' in told
    assert "vov_open_sockets 4.0" in told, "the worker that is gone has nothing open"
    assert [each.name for each in tmp_path.iterdir()] == [str(os.getpid())]


def test_a_server_of_somebody_else_keeps_its_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "7").mkdir()

    def not_ours(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "kill", not_ours)
    monkeypatch.setenv(TOGETHER, "")
    together(tmp_path)
    assert (tmp_path / "7").is_dir()
    assert os.environ[TOGETHER] == str(tmp_path / str(os.getppid()))
