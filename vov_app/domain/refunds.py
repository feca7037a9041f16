"""What a refund may come to and what the authority will look at: an estimate, never a promise."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from vov_app.domain.school_years import (
    AGREEMENT_SINCE,
    FRACTION_CAP,
    HOURS_PER_UNIT,
    MINIMUM_SIZE,
    UNKNOWN,
    Confidence,
    Figure,
    SchoolYear,
    school_year_of,
    weakest,
)
from vov_app.domain.trainings import Initiative, TrainingKind

_CENT = Decimal("0.01")


@dataclass(frozen=True)
class Estimate:
    """Hours of leave, hours that can be paid, and euro to the cent; None where a figure isn't known.

    `confidence` is that of the least sure figure used; `capped`: more than full-time counted as full-time.
    """

    training_hours: Decimal
    personal_maximum: Decimal | None
    payable_hours: Decimal | None
    rate: Figure
    amount: Decimal | None
    school_year: SchoolYear | None
    confidence: Confidence
    capped: bool = False


def estimate(kind: TrainingKind, size: Decimal, fraction: Decimal, start: date) -> Estimate:
    """What one training can give: min(hours of the training, 125 h x fraction) x rate (dossier 2.4 and 2.7).

    `size` in units of the kind, `fraction` 1 for full-time, `start` the first day of the training: its school
    year gives the figures. Hours that earlier trainings used up are not known here, and not taken off.

    Raises:
        ValueError: size or fraction is negative or no number.
    """
    _refuse_nonsense(size, fraction)
    year = school_year_of(start)
    per_unit = HOURS_PER_UNIT[kind]
    limit = year.max_hours_own if year else UNKNOWN
    rate = year.refund_per_hour if year else UNKNOWN
    capped = fraction > FRACTION_CAP.sure
    used = (per_unit, limit, rate, FRACTION_CAP) if capped else (per_unit, limit, rate)

    hours = size * per_unit.sure
    maximum = _times(limit.value, min(fraction, FRACTION_CAP.sure))
    payable = None if maximum is None else min(hours, maximum)
    return Estimate(
        training_hours=hours,
        personal_maximum=maximum,
        payable_hours=payable,
        rate=rate,
        amount=_cents(_times(payable, rate.value)),
        school_year=year,
        confidence=weakest(*(figure.confidence for figure in used)),
        capped=capped,
    )


class Concern(StrEnum):
    """What the authority decides from DmfA, attests and register: said beforehand, never a reason to stop."""

    # Below the employment fraction of the school year (dossier 2.2; 80 % in 2025-2026, S20).
    FRACTION = "fraction"
    # As above, but a transitional measure exists whose conditions are not known (dossier 2.2, S37).
    TRANSITION = "transition"
    # Fewer hours a week than the school year asks (dossier 2.2; 28 in 2025-2026).
    WEEKLY_HOURS = "weekly_hours"
    # More than full-time; that it counts as full-time is our assumption (dossier 2.4).
    CAPPED = "capped"
    # Smaller than 32 contact hours, 32 lesson periods or 3 study points (dossier 2.3).
    SIZE = "size"
    # More hours than the personal maximum: the rest isn't paid (dossier 2.4).
    MAXIMUM = "maximum"
    # The figures of the school year of the start are not confirmed (dossier 2.7, 10).
    SCHOOL_YEAR = "school_year"
    # On the employer's initiative in a year that doesn't have that right, or not for certain (dossier 2.4).
    INITIATIVE_YEAR = "initiative_year"
    # On the employer's initiative: needs another ODB number on the employee's own beside it (dossier 2.4).
    INITIATIVE_PAIR = "initiative_pair"
    # Without the employee's agreement, a condition since 1 September 2023 (dossier 2.2).
    AGREEMENT = "agreement"
    # Counts only towards a first diploma of that level (dossier 2.3, S39).
    FIRST_DEGREE = "first_degree"


@dataclass(frozen=True)
class _Case:
    estimate: Estimate
    kind: TrainingKind
    size: Decimal
    fraction: Decimal
    start: date
    weekly_hours: Decimal | None
    initiative: Initiative
    agreed: bool
    minimum_exempt: bool
    first_degree_only: bool

    @property
    def year(self) -> SchoolYear | None:
        return self.estimate.school_year


def concerns(
    kind: TrainingKind,
    size: Decimal,
    fraction: Decimal,
    start: date,
    *,
    weekly_hours: Decimal | None = None,
    initiative: Initiative = Initiative.EMPLOYEE,
    agreed: bool = True,
    minimum_exempt: bool = False,
    first_degree_only: bool = False,
) -> tuple[Concern, ...]:
    """What to warn about, in the order of Concern; weekly hours that aren't known raise no concern.

    Raises:
        ValueError: size or fraction is negative or no number.
    """
    case = _Case(
        estimate(kind, size, fraction, start),
        kind, size, fraction, start, weekly_hours, initiative, agreed, minimum_exempt, first_degree_only,
    )  # fmt: skip
    return tuple(concern for concern in Concern if _WORRIES[concern](case))


def _refuse_nonsense(*numbers: Decimal) -> None:
    if not all(number.is_finite() and number >= 0 for number in numbers):
        raise ValueError("size and fraction are numbers from 0 on")


def _times(number: Decimal | None, factor: Decimal | None) -> Decimal | None:
    return None if number is None or factor is None else number * factor


def _cents(euro: Decimal | None) -> Decimal | None:
    return None if euro is None else euro.quantize(_CENT, ROUND_HALF_UP)


def _below(number: Decimal | None, least: Figure) -> bool:
    return number is not None and least.value is not None and number < least.value


def _fraction(case: _Case) -> bool:
    return case.year is not None and _below(case.fraction, case.year.min_fraction)


def _transition(case: _Case) -> bool:
    if case.year is None or case.year.transition_from.value is None:
        return False
    return _fraction(case) and case.fraction >= case.year.transition_from.value


def _weekly_hours(case: _Case) -> bool:
    return case.year is not None and _below(case.weekly_hours, case.year.min_weekly_hours)


def _size(case: _Case) -> bool:
    # The exam board has no minimum: it isn't in the table.
    return not case.minimum_exempt and _below(case.size, MINIMUM_SIZE.get(case.kind, UNKNOWN))


def _maximum(case: _Case) -> bool:
    maximum = case.estimate.personal_maximum
    return maximum is not None and case.estimate.training_hours > maximum


def _school_year(case: _Case) -> bool:
    if case.year is None:
        return True
    needed = (case.year.refund_per_hour, case.year.min_fraction, case.year.max_hours_own)
    return weakest(*(figure.confidence for figure in needed)) is Confidence.UNCONFIRMED


def _initiative_year(case: _Case) -> bool:
    allowed = case.year is not None and case.year.common_initiative is True
    return case.initiative is Initiative.EMPLOYER and not allowed


def _initiative_pair(case: _Case) -> bool:
    return case.initiative is Initiative.EMPLOYER and not _initiative_year(case)


def _agreement(case: _Case) -> bool:
    return not case.agreed and case.start >= AGREEMENT_SINCE.sure


_WORRIES: dict[Concern, Callable[[_Case], bool]] = {
    Concern.FRACTION: _fraction,
    Concern.TRANSITION: _transition,
    Concern.WEEKLY_HOURS: _weekly_hours,
    Concern.CAPPED: lambda case: case.estimate.capped,
    Concern.SIZE: _size,
    Concern.MAXIMUM: _maximum,
    Concern.SCHOOL_YEAR: _school_year,
    Concern.INITIATIVE_YEAR: _initiative_year,
    Concern.INITIATIVE_PAIR: _initiative_pair,
    Concern.AGREEMENT: _agreement,
    Concern.FIRST_DEGREE: lambda case: case.first_degree_only,
}
