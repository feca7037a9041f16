"""When an employee is to hand in the attest: guidelines, and the one hard rule of two weeks (dossier 3.1)."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from vov_app.domain.school_years import school_year_of

# Within so many calendar days after enrolment or entry into service.
GUIDELINE_DAYS: Final = 15
# Who asks later than so long before the employer's last day may be refused.
WARNING_DAYS: Final = 14
_SCHOOL_YEAR_MONTH, _SCHOOL_YEAR_DAY = 10, 31


class Guideline(StrEnum):
    """Which event a guideline counts from."""

    SCHOOL_YEAR = "school_year"
    ENROLMENT = "enrolment"
    ENTRY = "entry"


@dataclass(frozen=True)
class EmployeeDates:
    """By when an employee asks their employer: `by` is a guideline, `safe` the last day without risk.

    After `safe` fewer than two weeks are left before the employer's own last day: they may refuse.
    """

    guideline: Guideline
    by: date
    safe: date


def employee_dates(
    start: date, last_day: date, *, entry: date | None = None, enrolled: date | None = None
) -> EmployeeDates:
    """The dates for a training that starts on `start` and may be filed up to `last_day`.

    A change of employer counts from entry into service; a training of the school year by 31 October; who
    enrolled after that, or for another training, has fifteen days after enrolling.
    """
    safe = last_day - timedelta(days=WARNING_DAYS)
    if entry is not None and entry > start:
        return EmployeeDates(Guideline.ENTRY, entry + timedelta(days=GUIDELINE_DAYS), safe)
    by = _of_school_year(start)
    if enrolled is not None and (by is None or enrolled > by):
        return EmployeeDates(Guideline.ENROLMENT, enrolled + timedelta(days=GUIDELINE_DAYS), safe)
    if by is not None:
        return EmployeeDates(Guideline.SCHOOL_YEAR, by, safe)
    return EmployeeDates(Guideline.ENROLMENT, start + timedelta(days=GUIDELINE_DAYS), safe)


def _of_school_year(start: date) -> date | None:
    """31 October of the school year, for what starts before it; others have no such day."""
    year = school_year_of(start)
    if year is None:
        return None
    day = date(year.start.year, _SCHOOL_YEAR_MONTH, _SCHOOL_YEAR_DAY)
    return day if start <= day else None
