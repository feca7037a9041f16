"""Write a letter into the outbox: a row of the transaction that causes it, in the words of texts/."""

from dataclasses import dataclass

from sqlmodel import select

from vov_app.models import Letter, LetterKind
from vov_app.services.tokens import hashed
from vov_app.services.work import Work
from vov_app.texts import t


@dataclass(frozen=True)
class Addressee:
    """Who gets a letter, and where."""

    name: str
    email: str


def write(w: Work, kind: LetterKind, cause: str, to: Addressee, **values: object) -> Letter:
    """Put one letter in the outbox, or give the one that is there already.

    `cause` names what made it be written (a request, a step of it): cause, kind and address together are
    unique, so the same event never writes it twice, also when two people share an address. `values` fill
    the places in the text; `reference` among them is the dossier that the letter is about.
    """
    once = f"{kind}:{cause}:{hashed(to.email)[:24]}"
    known = w.session.exec(select(Letter).where(Letter.once == once)).first()
    if known is not None:
        return known
    letter = Letter(
        once=once,
        about=str(values.get("reference", "")),
        kind=kind,
        organisation_id=w.actor.organisation.id if w.actor.organisation else None,
        recipient=to.email,
        recipient_name=to.name,
        subject=t(f"letters.{kind}.subject", **values),
        body=t(f"letters.{kind}.body", recipient=to.name, **values),
        written_at=w.now,
    )
    w.session.add(letter)
    return letter
