"""A dossier that was filed, and what the authority, the employer and time do to it."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlmodel import Session, col, select

from tests import answers
from vov_app.adapters.clock import StoppedClock
from vov_app.domain.dossiers import DossierEventKind as Kind
from vov_app.forms.refund import REFUND
from vov_app.models import Application, DossierEvent, Draft, Letter, LetterKind
from vov_app.services import (
    checking,
    corrections,
    dossier_acts,
    dossier_events,
    drafts,
    duties,
    refunds,
    treatments,
)
from vov_app.services.work import Actor, work
from vov_app.services.worlds import World

CALCULATED = {"quarter": "4/2025", "attended": "30", "taken": "27,5", "maximum": "100"}


def file(world: World, actor: Actor, **changed: str) -> str:
    """File sound answers with these changes; gives the reference."""
    with work(world, actor) as w:
        key = drafts.start(w)
        for step in REFUND.steps:
            drafts.save(w, key, step, {**answers.SOUND, **changed})
        return refunds.confirm(w, key)


def treat(world: World, reference: str, kind: Kind, **typed: str) -> None:
    """A step of the authority, which must be sound."""
    with work(world) as w:
        assert treatments.act(w, reference, kind, typed) == ()


def ask(world: World, reference: str, about: str = "") -> None:
    """The authority takes a dossier up, when it hasn't yet, and asks something."""
    if row(world, reference).status == "filed":
        treat(world, reference, Kind.TAKEN_UP)
    treat(world, reference, Kind.INFORMATION_ASKED, question="Klopt het percentage?", about=about)


def approve(world: World, reference: str) -> None:
    """The authority takes a dossier up and approves it."""
    treat(world, reference, Kind.TAKEN_UP)
    treat(world, reference, Kind.APPROVED)


def correcting(world: World, actor: Actor, reference: str, **changed: str) -> str:
    """Begin a correction and change these answers; gives the key of its draft."""
    with work(world, actor) as w:
        key = corrections.begin(w, dossier_acts.locked(w, reference)).key
        for step in REFUND.steps[:-1]:
            drafts.save(w, key, step, {**drafts.read(w, key).answers, **changed})
        return key


def confirm(world: World, actor: Actor, key: str, seen: int) -> checking.CheckView:
    """Declare and confirm a correction that was compared with this version."""
    with work(world, actor) as w:
        return checking.confirm(w, key, {"declaration": "ja", "seen": str(seen)}, drafts.read(w, key).version)


def correct(world: World, actor: Actor, reference: str, **changed: str) -> checking.CheckView:
    """A correction from begin to end."""
    seen = row(world, reference).version
    return confirm(world, actor, correcting(world, actor, reference, **changed), seen)


def pass_days(world: World, clock: StoppedClock, days: int) -> None:
    """Let days pass, with the duties of the last of them."""
    clock.move(timedelta(days=days))
    duties.run(world)


def row(world: World, reference: str) -> Application:
    """The dossier as its row has it."""
    with Session(world.engine) as session:
        return session.exec(select(Application).where(Application.reference == reference)).one()


def events(world: World, reference: str) -> list[DossierEvent]:
    """All that happened to it."""
    with work(world, writes=False) as w:
        return dossier_events.all_of(w, row(world, reference))


def kinds(world: World, reference: str) -> list[Kind]:
    """The kinds of all that happened to it."""
    return [event.kind for event in events(world, reference)]


def letters(world: World, *but: LetterKind) -> list[tuple[LetterKind, str]]:
    """Which letters were written to whom, without receipts."""
    left_out = (LetterKind.RECEIPT_EMPLOYER, LetterKind.RECEIPT_EMPLOYEE, *but)
    with Session(world.engine) as session:
        found = session.exec(select(Letter).order_by(col(Letter.id)))
        return [(one.kind, one.recipient) for one in found if one.kind not in left_out]


def bodies(world: World, kind: LetterKind) -> list[str]:
    """The text of all letters of a kind."""
    with Session(world.engine) as session:
        return [one.body for one in session.exec(select(Letter).where(Letter.kind == kind))]


def all_of(world: World, table: type[Any]) -> list[Any]:
    """Every row of a table."""
    with Session(world.engine) as session:
        return list(session.exec(select(table)))


def draft(world: World, key: str) -> Draft:
    """A draft as its row has it."""
    with Session(world.engine) as session:
        return session.exec(select(Draft).where(Draft.key == key)).one()


def typed(**changed: str) -> Mapping[str, str]:
    """Sound answers with these changes."""
    return {**answers.SOUND, **changed}
