"""One dossier as its page shows it: how it stands, what happened, what it says, and what may be done."""

from dataclasses import dataclass, field

from sqlmodel import col, select

from vov_app import routes
from vov_app.domain.brussels import brussels_day
from vov_app.domain.changes import Asked, Correcting, may_answer
from vov_app.domain.dossiers import OFFICIAL, DossierStatus, possible
from vov_app.domain.dossiers import DossierEventKind as Kind
from vov_app.models import Application, ApplicationVersion, DossierEvent, Letter
from vov_app.services import (
    checking,
    corrections,
    dossier_events,
    estimates,
    refunds,
    rights,
    rule_words,
    versions,
)
from vov_app.services.checking import Section
from vov_app.services.dossier_events import EventLine
from vov_app.services.estimates import Line
from vov_app.services.rule_words import RuleLine
from vov_app.services.work import Work
from vov_app.texts import t

TONES = {
    DossierStatus.INFORMATION_ASKED: "warning",
    DossierStatus.APPROVED: "success",
    DossierStatus.REFUSED: "error",
    DossierStatus.STOPPED: "warning",
    DossierStatus.CANCELLED: "warning",
}


@dataclass(frozen=True)
class Question:
    """What the authority asks and by when; `shown` tells one question from the next."""

    shown: str = ""
    text: str = ""
    until: str = ""
    correcting: str = ""


@dataclass(frozen=True)
class VersionLink:
    """A version that can be read."""

    label: str
    address: str


@dataclass(frozen=True)
class DossierView:
    """All of a dossier; empty until the server has looked it up. What can't be done has no address."""

    reference: str = ""
    title: str = ""
    about: str = ""
    status: str = ""
    tone: str = ""
    status_note: str = ""
    correctable: bool = False
    correct_note: str = ""
    withdraw: str = ""
    question: Question = field(default_factory=Question)
    events: list[EventLine] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    school_year: str = ""
    rules: list[RuleLine] = field(default_factory=list)
    estimate: list[Line] = field(default_factory=list)
    letters: list[str] = field(default_factory=list)
    versions: list[VersionLink] = field(default_factory=list)
    receipt: str = ""
    pdf: str = ""
    note: str = ""
    filing: bool = False


def show(w: Work, reference: str) -> DossierView:
    """The dossier with this reference, as its events and its newest version tell it.

    Raises:
        Refused: the organisation has none, or the actor may not see it.
    """
    found = refunds.application(w, reference)
    events, known = dossier_events.all_of(w, found), versions.all_of(w, found)
    status = dossier_events.state_of(events).status or DossierStatus.FILED
    filing = rights.decision(w).allowed
    scope, step = corrections.scope(w, found)
    here = w.organisation.key
    return DossierView(
        reference=found.reference,
        title=t("dossier.title", reference=found.reference),
        about=t("dossier.about", employee=found.employee_name, odb=found.odb),
        status=t(f"dossiers.status.{status}"),
        tone=TONES.get(status, "ongoing"),
        status_note=_status_note(status, events),
        correctable=filing and scope.allowed,
        correct_note=_correct_note(found, scope, step),
        withdraw=routes.dossier_withdraw(here, found.reference) if filing and _open(status) else "",
        question=_question(w, status, events, step) if filing else Question(),
        events=dossier_events.timeline(w, events, known),
        sections=checking.sections(w, here, "", found.answers),
        school_year=found.school_year,
        rules=rule_words.lines(known[0].rules),
        estimate=estimates.view(found.estimate).lines,
        letters=_letters(w, found.reference),
        versions=version_links(w, found, known),
        receipt=routes.receipt(here, found.reference),
        pdf=routes.receipt_pdf(here, found.reference),
        note=routes.dossier_note(here, found.reference) if found.calculated is not None else "",
        filing=filing,
    )


def version_links(
    w: Work, application: Application, known: list[ApplicationVersion], but: int = 0
) -> list[VersionLink]:
    """These versions of a dossier, without the one that is shown."""
    return [
        VersionLink(
            t("dossier.version", number=v.number, at=v.made_at),
            routes.dossier_version(w.organisation.key, application.reference, v.number),
        )
        for v in known
        if v.number != but
    ]


def _open(status: DossierStatus) -> bool:
    return possible(status, Kind.WITHDRAWN)


def _status_note(status: DossierStatus, events: list[DossierEvent]) -> str:
    """Whether the authority calls it so, or we do."""
    if events[-1].kind is Kind.LAPSED:
        return t("dossier.wording.lapsed")
    return t(f"dossier.wording.{'official' if status in OFFICIAL else 'own'}")


def _correct_note(application: Application, scope: Correcting, step: str) -> str:
    if scope is Correcting.EVERYTHING:
        return t("dossier.deadline.correct", day=dossier_events.last_day(application))
    if scope is Correcting.ASKED:
        return t("dossier.correct.only", step=t(f"refund.step.{step}.title"))
    return t(f"dossier.closed.{scope}")


def _question(w: Work, status: DossierStatus, events: list[DossierEvent], step: str) -> Question:
    asked: Asked | None = dossier_events.asked_in(events)
    event = dossier_events.last_of(events, Kind.INFORMATION_ASKED)
    if asked is None or event is None or not may_answer(status, w.today, asked):
        return Question()
    return Question(
        shown=str(event.number),
        text=event.facts["text"],
        until=t("dossier.answer.until", day=asked.answer_by),
        correcting=t("dossier.answer.or_correct") if step else "",
    )


def _letters(w: Work, reference: str) -> list[str]:
    """Which letters were written about it: to whom by name, when, and what about; no address."""
    wanted = select(Letter).where(Letter.about == reference, Letter.organisation_id == w.organisation.id)
    return [
        t(
            "dossier.letter",
            day=brussels_day(letter.written_at),
            name=letter.recipient_name,
            subject=letter.subject,
        )
        for letter in w.session.exec(wanted.order_by(col(Letter.id).desc()))
    ]
