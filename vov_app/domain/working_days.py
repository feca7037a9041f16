"""The promised date: so many working days on, leaving out weekends and Belgian public holidays."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from itertools import count as endless
from itertools import islice

from holidays import country_holidays

PROMISED_DAYS = 5
_SATURDAY = 5


def add_working_days(day: date, count: int = PROMISED_DAYS) -> date:
    """The `count`-th working day after `day`; `day` itself, working day or not, when `count` is 0.

    Raises:
        ValueError: `count` is negative.
    """
    if count < 0:
        raise ValueError("working days are counted forward")
    if count == 0:
        return day
    return next(islice(_working_days_after(day), count - 1, None))


def is_working_day(day: date) -> bool:
    """Monday to Friday, and none of the ten legal holidays (law of 4 January 1974)."""
    return day.weekday() < _SATURDAY and day not in _public_holidays(day.year)


def _working_days_after(day: date) -> Iterator[date]:
    return (later for days in endless(1) if is_working_day(later := day + timedelta(days=days)))


@cache
def _public_holidays(year: int) -> frozenset[date]:
    return frozenset(country_holidays("BE", years=year))
