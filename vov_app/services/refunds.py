"""Confirm a refund application exactly once, and find what was confirmed."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select

from vov_app import routes
from vov_app.domain import references
from vov_app.domain.brussels import brussels_day
from vov_app.forms.refund import REFUND
from vov_app.forms.spec import Fault
from vov_app.forms.values import RefundValues, refund_values
from vov_app.models import Application, Draft, LetterKind
from vov_app.services import audit, corrections, dossiers, drafts, rights, versions
from vov_app.services.dossiers import Filing
from vov_app.services.letters import Addressee, write
from vov_app.services.work import Refused, Work


class Unsound(Exception):
    """The answers can't be confirmed; `faults` say which and why."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("unsound answers")
        self.faults = faults


@dataclass(frozen=True)
class Earlier:
    """An application that was confirmed before for the same employee, training and days."""

    reference: str
    confirmed_on: date
    address: str


def confirm(w: Work, key: str, seen: int = 0) -> str:
    """Confirm the draft and give the reference of its application.

    Doing it again, in any tab, gives the same reference and writes nothing. A correction becomes the next
    version of its dossier, provided that `seen` is the version that the person compared it with.

    Raises:
        Refused: the right isn't held (any more), there is no such draft, or no more may be corrected.
        Unsound: an answer has a fault; nothing was confirmed.
        Held: there is something to look at first, or to change back; nothing was confirmed.
    """
    rights.require(w)
    draft = drafts.find(w, key, lock=True)
    if draft.confirmed_at is not None:
        return drafts.dossier_of(w, draft).reference
    corrected = corrections.locked(w, draft)
    answers = versions.answers_of(w, draft)
    filed_on = brussels_day(corrected.confirmed_at) if corrected else None
    faults = REFUND.faults(answers, drafts.facts(w, filed_on))
    if faults:
        raise Unsound(faults)
    if corrected is not None:
        return corrections.confirm(w, draft, corrected, answers, seen).reference
    return _record(w, draft, answers).reference


def application(w: Work, reference: str) -> Application:
    """The confirmed application with this reference.

    Raises:
        Refused: the organisation has none, or the actor holds no right and didn't confirm it.
    """
    found = w.session.exec(
        select(Application).where(
            Application.reference == references.compact(reference),
            Application.organisation_id == w.organisation.id,
        )
    ).first()
    if found is None:
        raise Refused("no_application")
    if found.person_id != w.actor.person_id:
        rights.require(w)
    return found


def earlier(w: Work, values: RefundValues, but: str = "") -> list[Earlier]:
    """What the organisation confirmed before for the same employee and training on overlapping days.

    `but` is the reference of the dossier that is being corrected.
    """
    same = w.session.exec(
        select(Application)
        .where(
            Application.organisation_id == w.organisation.id,
            Application.employee_insz == values.insz,
            Application.odb == values.odb,
            col(Application.start_date) <= values.end_date,
            col(Application.end_date) >= values.start_date,
            Application.reference != but,
        )
        .order_by(col(Application.confirmed_at))
    )
    return [_earlier(w, found) for found in same]


def latest(w: Work, most: int = 5) -> list[Earlier]:
    """The organisation's last confirmed applications, newest first, for those who may see them."""
    if not rights.decision(w).allowed:
        return []
    found = w.session.exec(
        select(Application)
        .where(Application.organisation_id == w.organisation.id)
        .order_by(col(Application.confirmed_at).desc(), col(Application.id).desc())
        .limit(most)
    )
    return [_earlier(w, a) for a in found]


def _record(w: Work, draft: Draft, answers: dict[str, str]) -> Application:
    try:
        with w.session.begin_nested():
            (made,) = dossiers.begin(w, [Filing(answers, draft_id=draft.id)])
    except IntegrityError:
        return drafts.dossier_of(w, draft)
    draft.confirmed_at = w.now
    audit.record(w, "refund:confirm", about=made.reference, role=dossiers.EMPLOYER)
    _tell(w, made, refund_values(answers))
    return made


def told(w: Work, made: Application, values: RefundValues) -> dict[str, object]:
    """What letters about a confirmed application tell."""
    return {
        "organisation": w.organisation.name,
        "reference": made.reference,
        "confirmed_at": made.confirmed_at,
        "employee": f"{values.first_name} {values.last_name}",
        "training": _training_name(w, values.odb),
        "odb": values.odb,
        "start": values.start_date,
        "end": values.end_date,
    }


def _tell(w: Work, made: Application, values: RefundValues) -> None:
    common = told(w, made, values)
    employer = Addressee(values.contact_name, values.contact_email)
    employee = Addressee(str(common["employee"]), values.employee_email)
    address = w.world.address(routes.receipt(w.organisation.key, made.reference))
    write(w, LetterKind.RECEIPT_EMPLOYER, made.reference, employer, address=address, **common)
    write(w, LetterKind.RECEIPT_EMPLOYEE, made.reference, employee, **common)


def _training_name(w: Work, odb: str) -> str:
    training = w.world.register.training(odb)
    return training.name if training else odb


def _earlier(w: Work, found: Application) -> Earlier:
    return Earlier(
        found.reference,
        brussels_day(found.confirmed_at),
        routes.receipt(w.organisation.key, found.reference),
    )
