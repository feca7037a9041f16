"""By when an employee asks: the guidelines, and the two weeks after which they may be refused."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vov_app.domain.deadlines import filing_window
from vov_app.domain.employee_dates import Guideline, employee_dates

DAYS = st.dates(date(2019, 9, 1), date(2027, 8, 31))


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("start", "entry", "enrolled", "guideline", "by"),
    [
        ("2025-09-15", None, None, Guideline.SCHOOL_YEAR, "2025-10-31"),
        ("2025-10-31", None, "2025-10-31", Guideline.SCHOOL_YEAR, "2025-10-31"),
        ("2025-09-15", None, "2025-11-03", Guideline.ENROLMENT, "2025-11-18"),
        ("2025-11-01", None, None, Guideline.ENROLMENT, "2025-11-16"),
        ("2026-02-02", None, "2026-01-20", Guideline.ENROLMENT, "2026-02-04"),
        ("2025-09-01", "2025-10-15", None, Guideline.ENTRY, "2025-10-30"),
        ("2025-09-01", "2025-10-15", "2025-11-30", Guideline.ENTRY, "2025-10-30"),
        ("2025-09-01", "2025-08-01", None, Guideline.SCHOOL_YEAR, "2025-10-31"),
        ("1999-09-01", None, None, Guideline.ENROLMENT, "1999-09-16"),
    ],
)
def test_the_guideline(
    start: str, entry: str | None, enrolled: str | None, guideline: Guideline, by: str
) -> None:
    found = employee_dates(
        day(start),
        date(2026, 1, 1),
        entry=day(entry) if entry else None,
        enrolled=day(enrolled) if enrolled else None,
    )
    assert (found.guideline, found.by) == (guideline, day(by))


@given(DAYS)
def test_two_weeks_are_left_on_the_last_safe_day_and_fewer_after_it(start: date) -> None:
    last_day = filing_window(start).last_day
    safe = employee_dates(start, last_day).safe
    assert (last_day - safe).days == 14
    assert (last_day - (safe + timedelta(days=1))).days < 14


def test_the_example_of_1_september() -> None:
    """Filed up to 30 November; asked for after 16 November, it may be refused."""
    window = filing_window(date(2023, 9, 1))
    assert window.last_day == date(2023, 11, 30)
    assert employee_dates(date(2023, 9, 1), window.last_day).safe == date(2023, 11, 16)
