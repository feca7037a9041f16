"""The ontvangstbevestiging, made from stored facts whenever it is asked for."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlmodel import col, select

from vov_app import routes
from vov_app.domain import identifiers
from vov_app.domain.identifiers import Identifier
from vov_app.models import Application, ApplicationVersion, Letter, LetterKind
from vov_app.services import checking, estimates, refunds
from vov_app.services.checking import Section
from vov_app.services.estimates import Line
from vov_app.services.work import Refused, Work
from vov_app.texts import t

RECEIPTS = (LetterKind.RECEIPT_EMPLOYER, LetterKind.RECEIPT_EMPLOYEE)


@dataclass(frozen=True)
class ReceiptView:
    """What the receipt tells; empty until the server has looked it up."""

    reference: str = ""
    confirmed_at: str = ""
    organisation: str = ""
    sections: list[Section] = field(default_factory=list)
    estimate: list[Line] = field(default_factory=list)
    mailed: list[str] = field(default_factory=list)
    dossier: str = ""
    pdf: str = ""
    pdf_employee: str = ""


@dataclass(frozen=True)
class PaperView:
    """What a receipt on paper tells: made of nothing but what is kept of one version of the dossier."""

    title: str
    reference: str
    address: str
    about: list[str]
    sections: list[Section]
    estimate: list[Line]
    sources: list[str]
    next: list[str]
    made_at: datetime


def receipt(w: Work, reference: str) -> ReceiptView:
    """The receipt with this reference.

    Raises:
        Refused: the organisation has none, or the actor may not see it.
    """
    found = refunds.application(w, reference)
    answers = {name: str(value) for name, value in found.answers.items()}
    return ReceiptView(
        reference=found.reference,
        confirmed_at=t("refund.receipt.confirmed_at", confirmed_at=found.confirmed_at),
        organisation=w.organisation.name,
        sections=checking.sections(w, w.organisation.key, "", answers),
        estimate=estimates.view(found.estimate).lines,
        mailed=_mailed(w, found),
        dossier=routes.dossier(w.organisation.key, found.reference),
        pdf=routes.receipt_pdf(w.organisation.key, found.reference),
        pdf_employee=routes.receipt_pdf(w.organisation.key, found.reference, for_employee=True),
    )


def paper(w: Work, reference: str, *, for_employee: bool = False, number: int = 0) -> PaperView:
    """The receipt as a document, whole or the employee's copy; of this version, or of the newest when 0.

    The copy holds no account, no contact data of the employer and no amounts.

    Raises:
        Refused: the organisation has no such dossier or version, or the actor may not see it.
    """
    found = refunds.application(w, reference)
    version = _version(w, found, number)
    answers = {name: str(value) for name, value in version.answers.items()}
    told = checking.sections(w, w.organisation.key, "", answers, for_employee=for_employee)
    figures = estimates.view(version.estimate)
    kind = "employee" if for_employee else "employer"
    return PaperView(
        title=t(f"receipt.title.{kind}"),
        reference=found.reference,
        address=w.world.address(routes.receipt(w.organisation.key, found.reference)),
        about=_about(w, version),
        sections=told,
        estimate=[] if for_employee else figures.lines,
        sources=[] if for_employee else figures.sources,
        next=[t(f"receipt.next.{kind}_{at}") for at in (1, 2)],
        made_at=version.made_at,
    )


def _about(w: Work, version: ApplicationVersion) -> list[str]:
    kbo = identifiers.display(Identifier.KBO, w.organisation.kbo)
    told = [
        t("refund.receipt.confirmed_at", confirmed_at=version.made_at),
        t("receipt.organisation", name=w.organisation.name, kbo=kbo),
    ]
    return told if version.number == 1 else [*told, t("receipt.version", number=version.number)]


def _version(w: Work, found: Application, number: int) -> ApplicationVersion:
    version = w.session.exec(
        select(ApplicationVersion).where(
            ApplicationVersion.application_id == found.id,
            ApplicationVersion.number == (number or found.version),
        )
    ).first()
    if version is None:
        raise Refused("no_application")
    return version


def _mailed(w: Work, found: Application) -> list[str]:
    """Who got a letter about it: by name, not by address."""
    letters = w.session.exec(
        select(Letter)
        .where(col(Letter.kind).in_(RECEIPTS), Letter.about == found.reference)
        .order_by(col(Letter.id))
    )
    return [letter.recipient_name for letter in letters if letter.recipient_name]
