"""What happens to dossiers by itself: a reminder of what was asked, and the end when no answer came."""

from collections.abc import Iterator

from sqlmodel import col, select

from vov_app.domain.dossiers import DossierEventKind as Kind
from vov_app.domain.dossiers import DossierStatus
from vov_app.models import Application, DossierEvent, LetterKind
from vov_app.services import audit, dossier_acts, dossier_events, dossier_letters
from vov_app.services.dossier_events import asked_in, last_of, told
from vov_app.services.places import on_behalf
from vov_app.services.work import Work

REMIND_DAYS = 7


def remind(w: Work) -> None:
    """Write to the contact person, once for each question, when its last day is near."""
    for application, events in _waiting(w):
        newest = last_of(events, Kind.INFORMATION_ASKED, Kind.REMINDED)
        asked = asked_in(events)
        near = asked is not None and 0 <= (asked.answer_by - w.today).days <= REMIND_DAYS
        if near and newest is not None and newest.kind is Kind.INFORMATION_ASKED:
            _step(w, application, events, Kind.REMINDED, LetterKind.DOSSIER_REMINDED)


def lapse(w: Work) -> None:
    """Let lapse what got no answer within the month (dossier 3.2, S64)."""
    for application, events in _waiting(w):
        asked = asked_in(events)
        if asked is not None and asked.answer_by < w.today:
            _step(w, application, events, Kind.LAPSED, LetterKind.DOSSIER_LAPSED)


def _step(
    w: Work, application: Application, events: list[DossierEvent], kind: Kind, letter: LetterKind
) -> None:
    here = on_behalf(w, application.organisation_id)
    question = last_of(events, Kind.INFORMATION_ASKED) or events[-1]
    event = dossier_acts.take(here, application, kind, role=audit.SYSTEM)
    dossier_letters.to_contact(here, letter, application, event.number, **told(question))


def _waiting(w: Work) -> Iterator[tuple[Application, list[DossierEvent]]]:
    rows = w.session.exec(
        select(Application)
        .where(Application.status == DossierStatus.INFORMATION_ASKED)
        .order_by(col(Application.id))
        .with_for_update()
    ).all()
    return ((row, dossier_events.all_of(w, row)) for row in rows)
