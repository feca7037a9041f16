"""The authority's side of a dossier: take up, ask, decide, calculate, pay.

Nobody of the portal signs in for this: in the prototype it is played from a page of the annex. Whoever calls
has made sure that it is the authority.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import col, select

from vov_app.domain import references
from vov_app.domain.changes import answer_by
from vov_app.domain.dossiers import DossierEventKind as Kind
from vov_app.domain.dossiers import DossierStatus, possible
from vov_app.forms.spec import Fault, Step
from vov_app.forms.treatment import TREATMENT
from vov_app.forms.values import decimal_of
from vov_app.models import Application, DossierEvent, LetterKind, Organisation
from vov_app.services import (
    calculated,
    dossier_acts,
    dossier_events,
    dossier_letters,
    dossiers,
    drafts,
    places,
)
from vov_app.services.audit import Facts
from vov_app.services.calculated import Hours
from vov_app.services.work import Refused, Work

MOST = 100

LETTERS = {
    Kind.INFORMATION_ASKED: LetterKind.DOSSIER_INFORMATION_ASKED,
    Kind.APPROVED: LetterKind.DOSSIER_APPROVED,
    Kind.REFUSED: LetterKind.DOSSIER_REFUSED,
    Kind.STOPPED: LetterKind.DOSSIER_STOPPED,
    Kind.PAID: LetterKind.DOSSIER_PAID,
}


@dataclass(frozen=True)
class Treated:
    """A dossier on the authority's desk, with the steps of the form that may be taken."""

    reference: str
    organisation: str
    employee: str
    status: DossierStatus
    maximum: str
    steps: tuple[Step, ...]


def desk(w: Work) -> list[Treated]:
    """The dossiers of every organisation, those of which something changed last first."""
    rows = w.session.exec(
        select(Application, Organisation)
        .join(Organisation, col(Organisation.id) == col(Application.organisation_id))
        .order_by(col(Application.changed_at).desc(), col(Application.id).desc())
        .limit(MOST)
    )
    return [_treated(row, place, ()) for row, place in rows]


def show(w: Work, reference: str) -> Treated:
    """One dossier of any organisation.

    Raises:
        Refused: there is none.
    """
    here, application = _find(w, reference)
    place = w.session.get_one(Organisation, application.organisation_id)
    return _treated(application, place, _steps(here, application))


def act(w: Work, reference: str, name: str, typed: Mapping[str, object]) -> tuple[Fault, ...]:
    """Take the step with this name; gives what is wrong with what was typed, nothing when it was taken.

    Raises:
        Refused: there is no such dossier, or this can't happen to it.
    """
    here, found = _find(w, reference)
    application = dossier_acts.locked(here, found.reference)
    step = next((s for s in _steps(here, application) if s.name == name), None)
    if step is None:
        raise Refused("dossier_step")
    answers = TREATMENT.clean(step, typed)
    faults = TREATMENT.faults(answers, drafts.facts(w), step)
    if not faults:
        kind = Kind(step.name)
        facts = _facts(here, application, kind, answers)
        event = dossier_acts.take(here, application, kind, role=dossiers.AUTHORITY, facts=facts)
        _tell(here, application, event)
    return faults


def _find(w: Work, reference: str) -> tuple[Work, Application]:
    found = w.session.exec(
        select(Application).where(Application.reference == references.compact(reference))
    ).first()
    if found is None:
        raise Refused("no_application")
    return places.on_behalf(w, found.organisation_id), found


def _treated(application: Application, place: Organisation, steps: tuple[Step, ...]) -> Treated:
    return Treated(
        application.reference,
        place.name,
        application.employee_name,
        application.status,
        application.estimate.get("personal_maximum") or "",
        steps,
    )


def _steps(w: Work, application: Application) -> tuple[Step, ...]:
    """What may happen now: nothing is calculated without a confirmed rate, and nothing paid twice."""
    ready = {
        Kind.CALCULATED: lambda: calculated.rate(w, application) is not None,
        Kind.PAID: lambda: calculated.due(dossier_events.all_of(w, application)) is not None,
    }
    return tuple(
        step
        for step in TREATMENT.steps
        if possible(application.status, Kind(step.name)) and ready.get(Kind(step.name), lambda: True)()
    )


def _facts(w: Work, application: Application, kind: Kind, answers: Mapping[str, str]) -> Facts:
    match kind:
        case Kind.INFORMATION_ASKED:
            step = {"step": answers["about"]} if answers.get("about") else {}
            return {"text": answers["question"], "answer_by": answer_by(w.today), **step}
        case Kind.REFUSED | Kind.STOPPED:
            return {"text": answers["motive"]}
        case Kind.NOT_CALCULATED:
            return {"reason": answers["why"]}
        case Kind.CALCULATED:
            hours = (decimal_of(answers[name]) for name in ("attended", "taken", "maximum"))
            per_hour = calculated.rate(w, application) or calculated.NONE
            return calculated.facts(w, application, Hours(answers["quarter"], *hours), per_hour)
        case Kind.PAID:
            return calculated.due(dossier_events.all_of(w, application)) or {}
        case _:
            return {}


def _tell(w: Work, application: Application, event: DossierEvent) -> None:
    letter = LETTERS.get(event.kind)
    if letter is not None:
        dossier_letters.to_contact(w, letter, application, event.number, **dossier_events.told(event))
