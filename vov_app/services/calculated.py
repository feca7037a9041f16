"""What was calculated and paid for a dossier, as its events tell, and what that leaves."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from sqlmodel import col, select

from vov_app.domain.calculations import calculate
from vov_app.domain.dossiers import DossierEventKind as Kind
from vov_app.models import Application, DossierEvent
from vov_app.services import versions
from vov_app.services.audit import Facts
from vov_app.services.work import Work

NONE = Decimal(0)


@dataclass(frozen=True)
class Hours:
    """What is compared for one quarter, in hours: attended by attest, taken by DmfA, and the maximum."""

    quarter: str
    attended: Decimal
    taken: Decimal
    maximum: Decimal


def rate(w: Work, application: Application) -> Decimal | None:
    """Euro per hour, by the rules that were kept with the newest version; None when nobody confirmed it."""
    rules = versions.one(w, application.id or 0, application.version).rules
    value = rules.get("figures", {}).get("refund_per_hour", {}).get("value")
    return Decimal(value) if value else None


def facts(w: Work, application: Application, hours: Hours, per_hour: Decimal) -> Facts:
    """What the event of a calculation holds: figures as text."""
    used = _used(w, application, hours.quarter)
    made = calculate(hours.taken, hours.attended, hours.maximum, used, per_hour)
    return {
        "quarter": hours.quarter,
        "attended": hours.attended,
        "taken": hours.taken,
        "maximum": hours.maximum,
        "used": used,
        "validated": made.validated,
        "rate": per_hour,
        "amount": made.amount,
    }


def due(events: Iterable[DossierEvent]) -> Facts | None:
    """What a payment of the first quarter that isn't paid in full would hold; None when all is paid."""
    newest: dict[str, dict[str, str]] = {}
    paid: dict[str, Decimal] = {}
    for event in events:
        quarter = event.facts.get("quarter", "")
        if event.kind is Kind.CALCULATED:
            newest[quarter] = event.facts
        elif event.kind is Kind.PAID:
            paid[quarter] = paid.get(quarter, NONE) + Decimal(event.facts["amount"])
    left = ((told, Decimal(told["amount"]) - paid.get(quarter, NONE)) for quarter, told in newest.items())
    return next(({**told, "amount": amount} for told, amount in left if amount > 0), None)


def _used(w: Work, application: Application, quarter: str) -> Decimal:
    """The hours of the employee's maximum that other calculations of the school year accepted.

    Each initiative has a maximum of its own (dossier 2.4). A quarter that is calculated again replaces what
    was calculated before.
    """
    alike = {a.id for a in _alike(w, application)}
    calculations = w.session.exec(
        select(DossierEvent)
        .where(col(DossierEvent.application_id).in_(alike), DossierEvent.kind == Kind.CALCULATED)
        .order_by(col(DossierEvent.number))
    )
    newest = {(e.application_id, e.facts["quarter"]): Decimal(e.facts["validated"]) for e in calculations}
    newest.pop((application.id or 0, quarter), None)
    return sum(newest.values(), NONE)


def _alike(w: Work, application: Application) -> Iterable[Application]:
    """The dossiers of the same employee, school year and initiative, this one too."""
    rows = w.session.exec(
        select(Application).where(
            Application.organisation_id == application.organisation_id,
            Application.employee_insz == application.employee_insz,
            Application.school_year == application.school_year,
        )
    )
    return (row for row in rows if row.answers.get("initiative") == application.answers.get("initiative"))
