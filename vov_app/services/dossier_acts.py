"""What happens to a dossier, whoever does it: the event, the entry in the record, the screens."""

from typing import Final

from sqlmodel import select

from vov_app.domain import references
from vov_app.domain.dossiers import DossierEventKind as Kind
from vov_app.models import Application, DossierEvent
from vov_app.services import audit, dossiers, places
from vov_app.services.audit import NO_FACTS, Facts
from vov_app.services.work import Refused, Work

# What the record calls it.
VERBS: Final = {
    Kind.FILED: "file",
    Kind.CORRECTED: "correct",
    Kind.WITHDRAWN: "withdraw",
    Kind.INFORMED: "inform",
    Kind.TAKEN_UP: "take_up",
    Kind.INFORMATION_ASKED: "ask",
    Kind.REMINDED: "remind",
    Kind.LAPSED: "lapse",
    Kind.APPROVED: "approve",
    Kind.REFUSED: "refuse",
    Kind.STOPPED: "stop",
    Kind.CALCULATED: "calculate",
    Kind.NOT_CALCULATED: "not_calculate",
    Kind.PAID: "pay",
}


def locked(w: Work, reference: str) -> Application:
    """The organisation's dossier with this reference, as it stands now and until this work is done.

    Raises:
        Refused: it has none; whether another organisation has it isn't told.
    """
    found = w.session.exec(
        select(Application)
        .where(
            Application.reference == references.compact(reference),
            Application.organisation_id == w.organisation.id,
        )
        .with_for_update()
        .execution_options(populate_existing=True)
    ).first()
    if found is None:
        raise Refused("no_application")
    return found


def take(
    w: Work, application: Application, kind: Kind, *, role: str, facts: Facts = NO_FACTS
) -> DossierEvent:
    """Let this happen to a dossier that is locked.

    Raises:
        ImpossibleEvent: it can't happen to a dossier with this status.
    """
    before = application.status
    event = dossiers.happen(w, application, kind, role=role, facts=facts)
    note(w, application, event, before={"status": str(before)}, after={"status": str(application.status)})
    return event


def note(w: Work, application: Application, event: DossierEvent, *, before: Facts, after: Facts) -> None:
    """Enter what happened in the record, and have the screens of the organisation look again."""
    audit.record(
        w,
        f"dossier:{VERBS[event.kind]}",
        about=application.reference,
        before=before,
        after=after,
        role=event.role,
    )
    places.tell_everybody(w)
