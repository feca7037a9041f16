"""The ontvangstbevestiging, made from stored facts whenever it is asked for."""

from dataclasses import dataclass, field

from sqlmodel import col, select

from vov_app.models import Application, Letter, LetterKind
from vov_app.services import checking, estimates, refunds
from vov_app.services.checking import Section
from vov_app.services.estimates import Line
from vov_app.services.work import Work
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
    )


def _mailed(w: Work, found: Application) -> list[str]:
    """Who got a letter about it: by name, not by address."""
    letters = w.session.exec(
        select(Letter)
        .where(col(Letter.kind).in_(RECEIPTS), col(Letter.once).contains(f":{found.reference}:"))
        .order_by(col(Letter.id))
    )
    return [letter.recipient_name for letter in letters]
