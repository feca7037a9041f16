"""Who may act for an organisation by our own register; what it decides, claims don't undo."""

from typing import Final

from sqlmodel import col, select

from vov_app.models import Membership, Source
from vov_app.services import audit, member_lines
from vov_app.services.work import Work

OUTSIDE: Final[audit.Facts] = {"member": "no"}
INSIDE: Final[audit.Facts] = {"member": "yes"}


def acts(w: Work, person_id: int) -> bool:
    """Whether somebody may act for the organisation."""
    wanted = select(Membership.id).where(
        Membership.person_id == person_id,
        Membership.organisation_id == w.organisation.id,
        col(Membership.ended_at).is_(None),
    )
    return w.session.exec(wanted).first() is not None


def join(w: Work, person_id: int, *, role: str) -> None:
    """Let somebody act for the organisation; who may already stays as they are."""
    found = _find(w, person_id)
    if found is not None and found.ended_at is None:
        return
    if found is None:
        found = Membership(person_id=person_id, organisation_id=w.organisation.id, source=Source.REGISTER)
    found.ended_at, found.source = None, Source.REGISTER
    w.session.add(found)
    member_lines.refresh(w.session, person_id)
    audit.record(w, "user:add", subject_id=person_id, before=OUTSIDE, after=INSIDE, role=role)
    w.changed.add(person_id)


def end(w: Work, person_id: int, *, role: str) -> None:
    """End that somebody may act for the organisation."""
    found = _find(w, person_id)
    if found is None or found.ended_at is not None:
        return
    found.ended_at, found.source = w.now, Source.REGISTER
    audit.record(w, "user:remove", subject_id=person_id, before=INSIDE, after=OUTSIDE, role=role)
    w.changed.add(person_id)


def _find(w: Work, person_id: int) -> Membership | None:
    return w.session.exec(
        select(Membership)
        .where(Membership.person_id == person_id, Membership.organisation_id == w.organisation.id)
        .with_for_update()
    ).first()
