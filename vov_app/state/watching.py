"""How each event went, for whoever counts: its handler, what came of it, and how long it took."""

from collections.abc import Callable
from enum import StrEnum

UNKNOWN = "unknown"


class Outcome(StrEnum):
    """What came of an event."""

    DONE = "done"
    REFUSED = "refused"
    SIGNED_OUT = "signed_out"
    UNSOUND = "unsound"
    BUSY = "busy"
    CLOSED = "closed"
    FAILED = "failed"


# Gets the handler, the outcome, and the seconds that the handler took; None when it wasn't called.
Observer = Callable[[str, Outcome, float | None], None]


def _unseen(_handler: str, _outcome: Outcome, _seconds: float | None) -> None:
    """Nobody counts."""


_watchers: list[tuple[Observer, Callable[[], float]]] = [(_unseen, lambda: 0.0)]


def observe(observer: Observer, ticks: Callable[[], float]) -> None:
    """Choose, once per process, who counts, and the clock by which handlers are timed."""
    _watchers[:] = [(observer, ticks)]


def ticks() -> float:
    """The clock by which handlers are timed; only differences mean anything."""
    return _watchers[0][1]()


def went(handler: str, outcome: Outcome, began: float | None = None) -> None:
    """Tell what came of an event, and since when its handler ran, if it did."""
    observer, clock = _watchers[0]
    observer(handler, outcome, None if began is None else clock() - began)
