"""A line of the log: text or JSON, the request it tells of, and of a fault its kind and place alone."""

import io
import json
import logging
from collections.abc import Iterator

import pytest

from vov_app import tracks
from vov_app.adapters.logs import start_logging
from vov_app.settings import LogFormat, LogLevel, Settings

log = logging.getLogger("vov.test")


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)


def lines(kind: LogFormat, level: LogLevel = LogLevel.WARNING) -> io.StringIO:
    stream = io.StringIO()
    start_logging(Settings(log_format=kind, log_level=level), stream)
    return stream


def test_json_is_one_object_a_line() -> None:
    stream = lines(LogFormat.JSON)
    made = tracks.begin()
    log.warning("letter %s, attempt %d", "abc", 2)
    log.info("not this")
    told = json.loads(stream.getvalue())
    assert told.pop("at").startswith("20")
    assert told == {
        "level": "WARNING",
        "logger": "vov.test",
        "request": made,
        "message": "letter abc, attempt 2",
    }


def test_text_tells_the_same() -> None:
    stream = lines(LogFormat.TEXT, LogLevel.INFO)
    made = tracks.begin()
    log.info("looked")
    assert stream.getvalue().endswith(f"INFO vov.test [{made}] looked\n")


def test_of_a_fault_only_kind_and_place_are_told() -> None:
    stream = lines(LogFormat.JSON)
    try:
        raise ValueError("85.01.01-997.86")
    except ValueError:
        log.exception("it failed:")
    told = json.loads(stream.getvalue())
    assert told["message"].startswith("it failed: ValueError at test_logs.py:")
    assert "85.01" not in stream.getvalue()


def test_a_second_start_takes_the_place_of_the_first() -> None:
    first, second = lines(LogFormat.TEXT), lines(LogFormat.TEXT)
    log.warning("once")
    assert (first.getvalue(), second.getvalue().count("once")) == ("", 1)
