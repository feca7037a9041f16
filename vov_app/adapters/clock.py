"""The only place that asks the machine what time it is."""

import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta


def system_now() -> datetime:
    """The present moment, aware and in UTC."""
    return datetime.now(UTC)


def ticks() -> float:
    """Seconds on a clock that never jumps; only differences mean anything."""
    return time.monotonic()


class SystemClock:
    """The clock of the real door."""

    def now(self) -> datetime:
        """The present moment, aware and in UTC."""
        return system_now()


@dataclass(frozen=True)
class ShiftedClock:
    """A clock that runs on from another moment than ours: the prototype's."""

    offset: timedelta

    def now(self) -> datetime:
        """The present moment of that world, aware and in UTC."""
        return system_now() + self.offset


@dataclass
class StoppedClock:
    """A clock for tests: it stands still until it is moved."""

    moment: datetime

    def now(self) -> datetime:
        """The moment at which it stands."""
        return self.moment

    def move(self, by: timedelta) -> None:
        """Put the clock forward (or back)."""
        self.moment += by
