"""What an employer may still do to a dossier, and until which day."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from vov_app.domain.deadlines import add_months
from vov_app.domain.dossiers import DossierEventKind, DossierStatus, possible

ANSWER_MONTHS = 1


def answer_by(asked_on: date) -> date:
    """The last day to answer what the authority asked: a month later (dossier 3.2, S64).

    How that month is counted isn't confirmed; we count to the day with the same number, that day included.
    """
    return add_months(asked_on, ANSWER_MONTHS)


@dataclass(frozen=True)
class Asked:
    """What the authority asked: by when it wants an answer, and the step of the form it is about, if any."""

    answer_by: date
    step: str = ""


class Correcting(StrEnum):
    """How much of a dossier may be corrected, or why nothing may."""

    EVERYTHING = "everything"
    # After the filing window: the step of the form that the authority asked about, and nothing else.
    ASKED = "asked"
    CLOSED = "closed"
    LATE = "late"
    DECIDED = "decided"

    @property
    def allowed(self) -> bool:
        """Whether anything may be corrected."""
        return self in (Correcting.EVERYTHING, Correcting.ASKED)


def correcting(status: DossierStatus, today: date, last_day: date, asked: Asked | None) -> Correcting:
    """What may be corrected on this day: all of it within the filing window, then only what was asked.

    `last_day` is the last day of the filing window, `asked` what the authority asked last, if it did. That
    one may correct at all is a choice of ours: no source tells how it is done (dossier 4.4).
    """
    if not possible(status, DossierEventKind.CORRECTED):
        return Correcting.DECIDED
    waits = asked if status is DossierStatus.INFORMATION_ASKED else None
    if waits and today > waits.answer_by:
        return Correcting.LATE
    if today <= last_day:
        return Correcting.EVERYTHING
    return Correcting.ASKED if waits and waits.step else Correcting.CLOSED


def may_answer(status: DossierStatus, today: date, asked: Asked | None) -> bool:
    """Whether an answer to what was asked is still in time."""
    waits = possible(status, DossierEventKind.INFORMED)
    return waits and asked is not None and today <= asked.answer_by
