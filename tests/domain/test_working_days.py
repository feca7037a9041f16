"""The promised date skips weekends and the ten legal holidays."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vov_app.domain.working_days import PROMISED_DAYS, add_working_days, is_working_day

DAYS = st.dates(date(2019, 1, 1), date(2035, 12, 31))
COUNTS = st.integers(0, 40)


@pytest.mark.parametrize(
    ("day", "count", "promised"),
    [
        (date(2025, 10, 13), 5, date(2025, 10, 20)),
        (date(2025, 10, 17), 1, date(2025, 10, 20)),
        (date(2025, 10, 18), 1, date(2025, 10, 20)),
        (date(2025, 11, 10), 1, date(2025, 11, 12)),
        (date(2025, 12, 24), 2, date(2025, 12, 29)),
        (date(2026, 4, 3), 1, date(2026, 4, 7)),
        (date(2025, 10, 18), 0, date(2025, 10, 18)),
    ],
)
def test_the_days_counted(day: date, count: int, promised: date) -> None:
    assert add_working_days(day, count) == promised


def test_five_days_are_promised_unless_told() -> None:
    assert PROMISED_DAYS == 5
    assert add_working_days(date(2025, 10, 13)) == date(2025, 10, 20)


@pytest.mark.parametrize(
    "holiday",
    ["01-01", "04-21", "05-01", "05-29", "06-09", "07-21", "08-15", "11-01", "11-11", "12-25"],
)
def test_the_ten_legal_holidays_of_2025(holiday: str) -> None:
    assert not is_working_day(date.fromisoformat(f"2025-{holiday}"))


def test_the_feast_of_the_flemish_community_is_not_a_legal_holiday() -> None:
    assert is_working_day(date(2025, 7, 11))


def test_nobody_promises_yesterday() -> None:
    with pytest.raises(ValueError, match="forward"):
        add_working_days(date(2025, 10, 13), -1)


@given(DAYS, COUNTS.filter(bool))
def test_it_ends_on_a_working_day_with_as_many_before_it(day: date, count: int) -> None:
    promised = add_working_days(day, count)
    between = [day + timedelta(days=n) for n in range(1, (promised - day).days + 1)]
    assert is_working_day(promised)
    assert sum(map(is_working_day, between)) == count


@given(DAYS, COUNTS, COUNTS)
def test_more_days_are_never_earlier(day: date, fewer: int, more: int) -> None:
    fewer, more = sorted((fewer, more))
    assert day <= add_working_days(day, fewer) <= add_working_days(day, more)
