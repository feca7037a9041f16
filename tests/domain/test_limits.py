"""Buckets never give more than they hold, and tell how long until they hold one again."""

from hypothesis import given
from hypothesis import strategies as st

from vov_app.domain.limits import Level, Rate, spend

RATES = st.builds(Rate, st.floats(0.01, 100), st.integers(1, 100))
MOMENTS = st.lists(st.floats(0, 1000), min_size=1, max_size=200).map(sorted)


def test_a_new_bucket_is_full() -> None:
    level, wait = spend(None, Rate(1, 3), 10.0)
    assert (level, wait) == (Level(2, 10.0), 0.0)


def test_an_empty_one_tells_how_long_to_wait_and_takes_nothing() -> None:
    level, wait = spend(Level(0, 10.0), Rate(0.5, 3), 11.0)
    assert (level, wait) == (Level(0.5, 11.0), 1.0)


def test_a_clock_that_goes_back_gives_nothing() -> None:
    assert spend(Level(0, 10.0), Rate(1, 3), 5.0)[1] == 1.0


@given(RATES, MOMENTS)
def test_no_stretch_of_time_gives_more_than_the_burst_and_what_came_in(
    rate: Rate, moments: list[float]
) -> None:
    level, given_out = None, 0
    for moment in moments:
        level, wait = spend(level, rate, moment)
        given_out += wait == 0
    assert given_out <= rate.burst + (moments[-1] - moments[0]) * rate.per_second + 1e-6


@given(RATES, MOMENTS)
def test_who_waits_as_long_as_told_is_served(rate: Rate, moments: list[float]) -> None:
    level = None
    for moment in moments:
        level, wait = spend(level, rate, moment)
        if wait:
            assert spend(level, rate, moment + wait * 1.000001 + 1e-6)[1] == 0


def test_a_minute_s_worth_may_be_taken_at_once_and_an_address_holds_many_people() -> None:
    assert Rate.per_minute(60) == Rate(1, 60)
    assert Rate.per_minute(60).times(50) == Rate(50, 3000)
