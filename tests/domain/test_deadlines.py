"""The filing window, with every example that was published and the ones that we had to derive."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vov_app.domain.deadlines import WindowBasis, WindowStanding, add_months, filing_window
from vov_app.domain.school_years import Confidence

DAYS = st.dates(date(2018, 1, 1), date(2030, 12, 31))
ANY_DAY = st.dates()


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("start", "entry", "last_day", "confidence"),
    [
        ("2022-09-01", None, "2022-11-30", Confidence.HIGH),
        ("2023-09-01", None, "2023-11-30", Confidence.HIGH),
        ("2025-09-15", None, "2025-12-14", Confidence.DERIVED),
        ("2025-09-01", "2025-10-15", "2026-01-14", Confidence.DERIVED),
        ("2025-11-30", None, "2026-02-27", Confidence.UNCONFIRMED),
        ("2024-02-29", None, "2024-05-28", Confidence.DERIVED),
        ("2025-08-31", None, "2025-11-29", Confidence.UNCONFIRMED),
        ("2025-07-15", "2025-09-01", "2025-11-30", Confidence.DERIVED),
    ],
)
def test_the_last_day(start: str, entry: str | None, last_day: str, confidence: Confidence) -> None:
    window = filing_window(day(start), day(entry) if entry else None)
    assert (window.last_day, window.confidence) == (day(last_day), confidence)


@pytest.mark.parametrize(
    ("start", "opens", "confidence"),
    [
        ("2024-09-01", "2024-06-01", Confidence.HIGH),
        ("2025-05-31", "2025-02-28", Confidence.HIGH),
        ("2025-09-01", "2025-09-03", Confidence.MEDIUM),
        ("2025-12-02", "2025-09-03", Confidence.MEDIUM),
        ("2025-12-03", "2025-09-03", Confidence.HIGH),
        ("2025-12-04", "2025-09-04", Confidence.HIGH),
        ("2026-09-01", "2026-06-01", Confidence.HIGH),
        ("2031-01-01", "2030-10-01", Confidence.HIGH),
    ],
)
def test_the_first_day(start: str, opens: str, confidence: Confidence) -> None:
    window = filing_window(day(start))
    assert (window.opens, window.opens_confidence) == (day(opens), confidence)


@pytest.mark.parametrize(
    ("start", "last_day", "confidence"),
    [
        ("2019-09-01", "2020-10-31", Confidence.HIGH),
        ("2020-07-31", "2020-10-31", Confidence.HIGH),
        ("2020-08-01", "2020-10-31", Confidence.DERIVED),
        ("2020-08-02", "2020-11-01", Confidence.DERIVED),
        ("2020-09-01", "2020-11-30", Confidence.HIGH),
        ("2021-09-01", "2022-11-30", Confidence.MEDIUM),
        ("2022-08-31", "2022-11-30", Confidence.MEDIUM),
        ("2022-09-01", "2022-11-30", Confidence.HIGH),
    ],
)
def test_the_years_that_got_more_time(start: str, last_day: str, confidence: Confidence) -> None:
    window = filing_window(day(start))
    assert (window.last_day, window.confidence) == (day(last_day), confidence)


@pytest.mark.parametrize("entry", [None, "2019-01-07", "2025-09-15"])
def test_entry_counts_only_after_the_start(entry: str | None) -> None:
    window = filing_window(day("2025-09-15"), day(entry) if entry else None)
    assert (window.basis, window.counted_from) == (WindowBasis.START, day("2025-09-15"))


def test_entry_one_day_after_the_start_counts() -> None:
    window = filing_window(day("2025-09-15"), day("2025-09-16"))
    assert (window.basis, window.counted_from) == (WindowBasis.ENTRY, day("2025-09-16"))
    assert window.last_day == day("2025-12-15")


@pytest.mark.parametrize(
    ("today", "standing", "left"),
    [
        ("2025-09-02", WindowStanding.NOT_YET, 103),
        ("2025-09-03", WindowStanding.OPEN, 102),
        ("2025-12-13", WindowStanding.OPEN, 1),
        ("2025-12-14", WindowStanding.OPEN, 0),
        ("2025-12-15", WindowStanding.CLOSED, 0),
    ],
)
def test_where_today_lies(today: str, standing: WindowStanding, left: int) -> None:
    window = filing_window(day("2025-09-15"))
    assert (window.standing(day(today)), window.days_left(day(today))) == (standing, left)


@given(DAYS, st.none() | DAYS)
def test_a_window_opens_before_it_closes(start: date, entry: date | None) -> None:
    window = filing_window(start, entry)
    assert window.opens < window.last_day
    assert start <= window.last_day


@given(DAYS, DAYS)
def test_a_later_start_never_has_an_earlier_window(one: date, other: date) -> None:
    earlier, later = filing_window(min(one, other)), filing_window(max(one, other))
    assert earlier.opens <= later.opens
    assert earlier.last_day <= later.last_day


@given(DAYS, DAYS, DAYS)
def test_a_later_entry_never_shortens_the_window(start: date, one: date, other: date) -> None:
    without = filing_window(start)
    earlier, later = filing_window(start, min(one, other)), filing_window(start, max(one, other))
    assert without.last_day <= earlier.last_day <= later.last_day
    assert without.opens == later.opens


@given(DAYS, DAYS)
def test_days_are_left_only_until_the_last(start: date, today: date) -> None:
    window = filing_window(start)
    left = window.days_left(today)
    assert (left > 0) == (today < window.last_day)
    assert (window.standing(today) is WindowStanding.CLOSED) == (today > window.last_day)


@given(DAYS)
def test_the_window_is_open_from_its_first_day_to_its_last(start: date) -> None:
    window = filing_window(start)
    one = timedelta(days=1)
    assert window.standing(window.opens - one) is WindowStanding.NOT_YET
    assert window.standing(window.opens) is WindowStanding.OPEN
    assert window.standing(window.last_day) is WindowStanding.OPEN
    assert window.standing(window.last_day + one) is WindowStanding.CLOSED


@given(ANY_DAY, st.none() | ANY_DAY)
def test_no_date_that_can_be_typed_breaks_the_count(start: date, entry: date | None) -> None:
    window = filing_window(start, entry)
    assert window.opens < window.last_day


@pytest.mark.parametrize("edge", [date.min, date.max])
def test_the_ends_of_the_calendar(edge: date) -> None:
    window = filing_window(edge)
    assert date.min <= window.opens < window.last_day <= date.max


def test_the_first_year_of_the_calendar_is_counted_like_any_other() -> None:
    assert add_months(date(1, 5, 15), -3) == date(1, 2, 15)
    assert add_months(date(1, 3, 15), -3) == date.min
    assert add_months(date(9999, 9, 15), 3) == date(9999, 12, 15)
    assert add_months(date(9999, 10, 15), 3) == date.max


@given(ANY_DAY, st.integers(-30, 30))
def test_months_are_added_to_the_month(start: date, months: int) -> None:
    moved = add_months(start, months)
    if moved not in (date.min, date.max):
        assert (moved.year - start.year) * 12 + moved.month - start.month == months
        assert moved.day <= start.day
        assert moved.day == start.day or (moved + timedelta(days=1)).day == 1
