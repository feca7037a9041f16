"""The individuele berekeningsnota of a dossier: what went in, came out and was paid (dossier 4.4)."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from vov_app import routes
from vov_app.domain.brussels import brussels_day
from vov_app.domain.dossiers import DossierEventKind as Kind
from vov_app.models import DossierEvent
from vov_app.services import dossier_events, refunds
from vov_app.services.estimates import Line
from vov_app.services.work import Work
from vov_app.texts import euro, t

HOURS: Final = ("attended", "taken", "maximum", "used", "validated")


@dataclass(frozen=True)
class Quarter:
    """One calculation of one quarter, and whether a later one took its place."""

    key: str
    title: str
    lines: list[Line]
    note: str


@dataclass(frozen=True)
class NoteView:
    """All that was calculated for a dossier, the newest first; `reason` says why the last gave nothing."""

    reference: str = ""
    title: str = ""
    about: str = ""
    address: str = ""
    reason: str = ""
    quarters: list[Quarter] = field(default_factory=list)


def show(w: Work, reference: str) -> NoteView:
    """The note of the dossier with this reference.

    Raises:
        Refused: the organisation has none, or the actor may not see it.
    """
    found = refunds.application(w, reference)
    events = dossier_events.all_of(w, found)
    state = dossier_events.state_of(events)
    return NoteView(
        reference=found.reference,
        title=t("calculations.note.title", reference=found.reference),
        about=t("dossier.about", employee=found.employee_name, odb=found.odb),
        address=routes.dossier(w.organisation.key, found.reference),
        reason=t(f"calculations.why.{state.reason}") if state.reason else "",
        quarters=_quarters(events),
    )


def _quarters(events: list[DossierEvent]) -> list[Quarter]:
    made = [event for event in events if event.kind is Kind.CALCULATED]
    newest = {event.facts["quarter"]: event.number for event in made}
    return [
        _quarter(event, events, current=newest[event.facts["quarter"]] == event.number)
        for event in reversed(made)
    ]


def _quarter(event: DossierEvent, events: list[DossierEvent], *, current: bool) -> Quarter:
    facts = event.facts
    hours = [Line(t(f"calculations.note.{name}"), _hours(facts[name])) for name in HOURS]
    rate = Line(t("calculations.note.rate"), euro(Decimal(facts["rate"])))
    amount = Line(t("calculations.note.amount"), euro(Decimal(facts["amount"])))
    return Quarter(
        key=str(event.number),
        title=t("calculations.note.quarter", quarter=facts["quarter"], day=brussels_day(event.at)),
        lines=[*hours, rate, amount, _paid(facts["quarter"], events)],
        note="" if current else t("calculations.note.replaced"),
    )


def _hours(kept: str) -> str:
    return t("calculations.hours", hours=Decimal(kept))


def _paid(quarter: str, events: list[DossierEvent]) -> Line:
    paid = [e.facts for e in events if e.kind is Kind.PAID and e.facts["quarter"] == quarter]
    total = sum((Decimal(facts["amount"]) for facts in paid), Decimal(0))
    return Line(t("calculations.note.paid"), euro(total))
