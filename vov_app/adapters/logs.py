"""How what is logged is written: text or JSON, a line each, with the id of the request that it tells of."""

import logging
import sys
from typing import Any

from pythonjsonlogger.json import JsonFormatter

from vov_app import tracks
from vov_app.settings import LogFormat, Settings

TEXT = "%(asctime)s %(levelname)s %(name)s [%(request)s] %(message)s"
NAMES = {"levelname": "level", "name": "logger", "asctime": "at"}


class Tracked(logging.Filter):
    """Adds the id of what runs now, and leaves of an exception only its kind and place."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Always keeps the record."""
        record.request = tracks.running() or "-"
        fault = record.exc_info[1] if isinstance(record.exc_info, tuple) else None
        if fault is not None:
            record.msg, record.args = f"{record.getMessage()} {tracks.where(fault)}", ()
        record.exc_info, record.exc_text, record.stack_info = None, None, None
        return True


def start_logging(settings: Settings, stream: Any = None) -> logging.Handler:
    """Write what this process logs to stderr, as the settings say; the handler that does.

    A second call takes the place of the first.
    """
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(_formatter(settings.log_format))
    handler.addFilter(Tracked())
    root = logging.getLogger()
    for old in [each for each in root.handlers if any(isinstance(f, Tracked) for f in each.filters)]:
        root.removeHandler(old)
    root.addHandler(handler)
    root.setLevel(settings.log_level.upper())
    return handler


def _formatter(kind: LogFormat) -> logging.Formatter:
    if kind is LogFormat.JSON:
        fields = "%(asctime)s %(levelname)s %(name)s %(request)s %(message)s"
        return JsonFormatter(fields, rename_fields=NAMES, datefmt="%Y-%m-%dT%H:%M:%S%z")
    return logging.Formatter(TEXT)
