"""When an employer may file: from three months before the start up to three months after it, less a day.

Dossier 3.2. Counted from the start of the training, or from entry into service if the employee came later.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta
from enum import StrEnum

from vov_app.domain.school_years import MONTHS_AFTER, MONTHS_BEFORE, Confidence, Known, school_year_of

_DAY = timedelta(days=1)
_PUBLISHED_EXAMPLE = (9, 1)
_NOTHING: Known[date] = Known()


class WindowBasis(StrEnum):
    """The event from which the three months are counted."""

    START = "start"
    ENTRY = "entry"


class WindowStanding(StrEnum):
    """Where a day lies: before, in or after the window."""

    NOT_YET = "not_yet"
    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True)
class FilingWindow:
    """The days on which one may file, `opens` and `last_day` included.

    `counted_from` and `basis` explain the last day; `confidence` says how sure it is, `opens_confidence` how
    sure the first day is.
    """

    opens: date
    last_day: date
    counted_from: date
    basis: WindowBasis
    confidence: Confidence
    opens_confidence: Confidence

    def standing(self, today: date) -> WindowStanding:
        """Whether one may file on this day."""
        if today < self.opens:
            return WindowStanding.NOT_YET
        return WindowStanding.OPEN if today <= self.last_day else WindowStanding.CLOSED

    def days_left(self, today: date) -> int:
        """How many more days one may file after this one; 0 on the last day itself and ever after."""
        return max(0, (self.last_day - today).days)


def filing_window(start: date, entry: date | None = None) -> FilingWindow:
    """The window of a training that starts on `start`, for an employee who entered service on `entry`.

    Entry counts only after the start. Where the portal opened late, the window does too; where more time was
    given for a whole school year (2019-2020, 2021-2022), it stays open at least that long.
    """
    late = entry if entry and entry > start else None
    counted_from = late or start
    basis = WindowBasis.ENTRY if late else WindowBasis.START
    opens, opens_confidence = _opens(start)
    last_day, confidence = _last_day(start, counted_from)
    return FilingWindow(opens, last_day, counted_from, basis, confidence, opens_confidence)


def add_months(day: date, months: int) -> date:
    """The same day so many months on (or back), the month's last day if it has no such day.

    Outside the calendar: its first or last day, so that no typed date can break the count.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not MINYEAR <= year <= MAXYEAR:
        return date.max if months > 0 else date.min
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _opens(start: date) -> tuple[date, Confidence]:
    earliest = add_months(start, -MONTHS_BEFORE.sure)
    year = school_year_of(start)
    if year and year.opens and year.opens > earliest:
        return year.opens, year.opening.confidence
    return earliest, MONTHS_BEFORE.confidence


def _last_day(start: date, counted_from: date) -> tuple[date, Confidence]:
    after = add_months(counted_from, MONTHS_AFTER.sure)
    last_day = after - _DAY
    year = school_year_of(start)
    longer = year.filed_until if year else _NOTHING
    if longer.value and longer.value > last_day:
        return longer.value, longer.confidence
    return last_day, _confidence(start, counted_from, after)


def _confidence(start: date, counted_from: date, after: date) -> Confidence:
    """Only 1 September -> 30 November was published; what happens at the end of a month, nowhere."""
    if after.day != counted_from.day:
        return Confidence.UNCONFIRMED
    published = start == counted_from and (start.month, start.day) == _PUBLISHED_EXAMPLE
    return MONTHS_AFTER.confidence if published else Confidence.DERIVED
