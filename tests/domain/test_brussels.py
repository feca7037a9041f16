"""The day in Brussels, on both sides of midnight and of summer time."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vov_app.domain.brussels import BRUSSELS, brussels_day

MOMENTS = st.integers(946_684_800, 4_102_444_800).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2025, 10, 13, 8, 0, tzinfo=UTC), date(2025, 10, 13)),
        (datetime(2025, 11, 30, 22, 59, tzinfo=UTC), date(2025, 11, 30)),
        (datetime(2025, 11, 30, 23, 0, tzinfo=UTC), date(2025, 12, 1)),
        (datetime(2025, 7, 31, 21, 59, tzinfo=UTC), date(2025, 7, 31)),
        (datetime(2025, 7, 31, 22, 0, tzinfo=UTC), date(2025, 8, 1)),
    ],
)
def test_midnight_is_that_of_brussels(moment: datetime, day: date) -> None:
    assert brussels_day(moment) == day


def test_a_moment_without_zone_has_no_day() -> None:
    with pytest.raises(ValueError, match="time zone"):
        brussels_day(datetime(2025, 10, 13, 10, 0, tzinfo=UTC).replace(tzinfo=None))


@given(MOMENTS)
def test_it_is_the_same_moment_whatever_zone_it_is_written_in(moment: datetime) -> None:
    assert brussels_day(moment) == brussels_day(moment.astimezone(BRUSSELS))


@given(MOMENTS)
def test_brussels_is_one_or_two_hours_ahead(moment: datetime) -> None:
    assert brussels_day(moment) in {(moment + timedelta(hours=h)).date() for h in (1, 2)}
