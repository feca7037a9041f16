"""What happened to a dossier: read, and told in words."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlmodel import col, select

from vov_app.domain.changes import Asked
from vov_app.domain.deadlines import filing_window
from vov_app.domain.dossiers import DossierEventKind as Kind
from vov_app.domain.dossiers import DossierState, Happened, NotCalculated, fold
from vov_app.forms.values import refund_values
from vov_app.models import Application, ApplicationVersion, DossierEvent, Person
from vov_app.services import audit, dossiers
from vov_app.services.work import Work
from vov_app.texts import euro, t


@dataclass(frozen=True)
class EventLine:
    """One thing that happened: what, when, by whom, what goes with it, and the next day that counts."""

    number: int
    title: str
    at: str
    by: str
    text: str = ""
    deadline: str = ""


def all_of(w: Work, application: Application) -> list[DossierEvent]:
    """Every event, the oldest first."""
    wanted = select(DossierEvent).where(DossierEvent.application_id == application.id)
    return list(w.session.exec(wanted.order_by(col(DossierEvent.number))))


def state_of(events: list[DossierEvent]) -> DossierState:
    """What these events add up to."""
    return fold(Happened(event.kind, _reason(event)) for event in events)


def last_of(events: list[DossierEvent], *kinds: Kind) -> DossierEvent | None:
    """The last event of one of these kinds."""
    return next((event for event in reversed(events) if event.kind in kinds), None)


def asked_in(events: list[DossierEvent]) -> Asked | None:
    """What the authority asked last, if it ever did."""
    event = last_of(events, Kind.INFORMATION_ASKED)
    if event is None:
        return None
    return Asked(date.fromisoformat(event.facts["answer_by"]), event.facts.get("step", ""))


def last_day(application: Application) -> date:
    """The last day of the filing window, also of a dossier that didn't keep it."""
    if application.last_day is not None:
        return application.last_day
    values = refund_values(application.answers)
    return filing_window(values.start_date, values.entry_date).last_day


def timeline(w: Work, events: list[DossierEvent], known: list[ApplicationVersion]) -> list[EventLine]:
    """All events in words, the newest first."""
    windows = {version.number: _window(version) for version in known}
    return [
        EventLine(
            number=event.number,
            title=t(f"dossier.event.{event.kind}", **told(event)),
            at=t("dossier.at", at=event.at),
            by=_by(w, event),
            text=_text(event),
            deadline=_deadline(event, windows),
        )
        for event in reversed(events)
    ]


def _reason(event: DossierEvent) -> NotCalculated | None:
    return NotCalculated(event.facts["reason"]) if "reason" in event.facts else None


def told(event: DossierEvent) -> dict[str, object]:
    """What an event holds, typed, for the words about it; what it doesn't hold is empty."""
    facts = event.facts
    return {
        "version": event.version,
        "text": facts.get("text", ""),
        "quarter": facts.get("quarter", ""),
        "amount": euro(Decimal(facts["amount"])) if "amount" in facts else "",
        "hours": Decimal(facts["validated"]) if "validated" in facts else "",
        "reason": t(f"calculations.reason.{facts['reason']}") if "reason" in facts else "",
        "answer_by": date.fromisoformat(facts["answer_by"]) if "answer_by" in facts else "",
    }


def _text(event: DossierEvent) -> str:
    if "changed" in event.facts:
        names = [t(f"refund.field.{name}.short") for name in event.facts["changed"].split()]
        return t("dossier.changed", names=", ".join(names))
    return str(event.facts.get("text", ""))


def _by(w: Work, event: DossierEvent) -> str:
    """Who did it: by name for who acts for the employer, by their role for others."""
    if event.role == dossiers.AUTHORITY:
        return t("dossier.by.authority")
    if event.role == audit.SYSTEM or event.person_id is None:
        return t("dossier.by.system")
    return w.session.get_one(Person, event.person_id).name


def _deadline(event: DossierEvent, windows: dict[int, date]) -> str:
    match event.kind:
        case Kind.FILED | Kind.CORRECTED:
            return t("dossier.deadline.correct", day=windows[event.version])
        case Kind.INFORMATION_ASKED:
            return t("dossier.deadline.answer", day=date.fromisoformat(event.facts["answer_by"]))
        case _:
            return ""


def _window(version: ApplicationVersion) -> date:
    values = refund_values(version.answers)
    return filing_window(values.start_date, values.entry_date).last_day
