"""Write a letter into the outbox: a row of the transaction that causes it, in the words of texts/."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import insert
from sqlmodel import select

from vov_app.models import Letter, LetterKind, LetterStatus
from vov_app.models.columns import new_key
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
    row = _row(w, kind, cause, to, values)
    known = w.session.exec(select(Letter).where(Letter.once == row["once"])).first()
    if known is not None:
        return known
    letter = Letter(**row)
    w.session.add(letter)
    return letter


def write_each(
    w: Work, kind: LetterKind, letters: Sequence[tuple[str, Addressee, Mapping[str, object]]]
) -> None:
    """Put many letters in the outbox at once: cause, addressee and values of each, as `write` takes them.

    Raises:
        IntegrityError: one of them was written before.
    """
    defaults = {"status": LetterStatus.WAITING, "attempts": 0, "fault": ""}
    rows = [_row(w, kind, cause, to, values) for cause, to, values in letters]
    if rows:
        w.session.execute(insert(Letter), [{**defaults, "key": new_key(), **row} for row in rows])


def _row(
    w: Work, kind: LetterKind, cause: str, to: Addressee, values: Mapping[str, object]
) -> dict[str, Any]:
    return {
        "once": f"{kind}:{cause}:{hashed(to.email)[:24]}",
        "about": str(values.get("reference", "")),
        "kind": kind,
        "organisation_id": w.actor.organisation.id if w.actor.organisation else None,
        "recipient": to.email,
        "recipient_name": to.name,
        "subject": t(f"letters.{kind}.subject", **values),
        "body": t(f"letters.{kind}.body", recipient=to.name, **values),
        "written_at": w.now,
    }
