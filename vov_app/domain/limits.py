"""How much anybody may ask of us at once, and when to come back: token buckets as plain values."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What is counted, each by itself."""

    CALL = "call"
    EVENT = "event"
    SIGN_IN = "sign_in"
    REQUEST = "request"
    LETTER = "letter"
    UPLOAD = "upload"
    DOWNLOAD = "download"


@dataclass(frozen=True)
class Rate:
    """So many at once (`burst`), and so many a second after that."""

    per_second: float
    burst: float

    @classmethod
    def per_minute(cls, number: int) -> "Rate":
        """So many in a minute, all at once if need be."""
        return cls(number / 60, number)

    def times(self, factor: int) -> "Rate":
        """The rate of so many people together."""
        return Rate(self.per_second * factor, self.burst * factor)


@dataclass(frozen=True)
class Level:
    """What was left in a bucket at a moment, in seconds of a clock that never jumps."""

    left: float
    at: float


def spend(level: Level | None, rate: Rate, now: float) -> tuple[Level, float]:
    """Take one from a bucket, a full one when it is new: how it stands then, and the seconds to wait.

    0 means that it was taken. Who has to wait takes nothing, so that asking too early costs nothing more.
    """
    level = level or Level(rate.burst, now)
    left = min(rate.burst, level.left + max(0.0, now - level.at) * rate.per_second)
    if left >= 1:
        return Level(left - 1, now), 0.0
    return Level(left, now), (1 - left) / rate.per_second
