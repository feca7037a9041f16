"""Withdraw a dossier: one question on a page of its own, once, and never after a decision."""

from dataclasses import dataclass, field

from vov_app import routes
from vov_app.domain.dossiers import DossierEventKind, DossierStatus, possible
from vov_app.forms.dossier import DOSSIER, WITHDRAW
from vov_app.models import Application, LetterKind
from vov_app.services import dossier_acts, dossier_letters, dossiers, drafts, refunds, rights
from vov_app.services.work import Work
from vov_app.texts import t


@dataclass(frozen=True)
class WithdrawView:
    """The question, or why it isn't asked any more (`closed`), or where it led (`elsewhere`)."""

    reference: str = ""
    about: str = ""
    closed: str = ""
    answers: dict[str, str] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)
    elsewhere: str = ""


def show(w: Work, reference: str) -> WithdrawView:
    """The question about the dossier with this reference.

    Raises:
        Refused: the right isn't held, or the organisation has no such dossier.
    """
    rights.require(w)
    return _view(refunds.application(w, reference))


def withdraw(w: Work, reference: str, payload: object) -> WithdrawView:
    """Withdraw the dossier and tell the contact person and the employee; doing it again changes nothing.

    Raises:
        Refused: the right isn't held, or the organisation has no such dossier.
    """
    rights.require(w)
    application = dossier_acts.locked(w, reference)
    if application.status is DossierStatus.CANCELLED:
        return WithdrawView(elsewhere=routes.dossier(w.organisation.key, application.reference))
    if not possible(application.status, DossierEventKind.WITHDRAWN):
        return _view(application)
    answers = DOSSIER.clean(WITHDRAW, payload)
    faults = DOSSIER.faults(answers, drafts.facts(w), WITHDRAW)
    if faults:
        told = {f.field: t(f"dossier.field.{f.field}.fault.{f.key}", **f.values) for f in faults}
        return _view(application, answers, told)
    _withdraw(w, application, answers.get("reason", ""))
    return WithdrawView(elsewhere=routes.dossier(w.organisation.key, application.reference))


def _withdraw(w: Work, application: Application, reason: str) -> None:
    facts = {"text": reason} if reason else {}
    kind = DossierEventKind.WITHDRAWN
    event = dossier_acts.take(w, application, kind, role=dossiers.EMPLOYER, facts=facts)
    dossier_letters.to_contact(w, LetterKind.DOSSIER_WITHDRAWN, application, event.number)
    dossier_letters.to_employee(w, LetterKind.DOSSIER_WITHDRAWN_EMPLOYEE, application, event.number)


def _view(
    application: Application, answers: dict[str, str] | None = None, faults: dict[str, str] | None = None
) -> WithdrawView:
    open_still = possible(application.status, DossierEventKind.WITHDRAWN)
    return WithdrawView(
        reference=application.reference,
        about=t("dossier.about", employee=application.employee_name, odb=application.odb),
        closed="" if open_still else t(f"dossier.withdraw.closed.{application.status}"),
        answers=answers or {},
        faults=faults or {},
    )
