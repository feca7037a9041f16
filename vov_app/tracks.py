"""Which request or event runs now, and where one failed: what logs and pages may tell, and no more."""

import secrets
import traceback
from contextvars import ContextVar
from typing import Final

FRAMES: Final = 6
MARK: Final = "vov_request"
_running: ContextVar[str] = ContextVar("vov_request", default="")


def begin() -> str:
    """Give what begins now an id, which nobody can guess and which tells nothing.

    It stands in each line that is logged of it, and on the page when it fails.
    """
    made = secrets.token_hex(4).upper()
    _running.set(made)
    return made


def running() -> str:
    """The id of what runs now; empty outside of any."""
    return _running.get()


def where(fault: BaseException) -> str:
    """The kind of a fault and the places in the code that it came through; what it says may hold values."""
    frames = traceback.extract_tb(fault.__traceback__)[-FRAMES:]
    places = " < ".join(f"{f.filename.rsplit('/', 1)[-1]}:{f.lineno}" for f in reversed(frames))
    return f"{type(fault).__name__} at {places or 'nowhere'}"


def mark(fault: BaseException) -> None:
    """Remember in which request a fault was: who deals with it may run outside of it."""
    fault.__dict__.setdefault(MARK, running())


def of(fault: BaseException) -> str:
    """The id of the request that a fault was in; a new one when it was in none."""
    return fault.__dict__.get(MARK) or secrets.token_hex(4).upper()
