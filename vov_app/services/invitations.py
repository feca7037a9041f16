"""Invitations to act for an organisation: those that wait, and accepting one by the INSZ that it names."""

import hmac
from dataclasses import dataclass, replace
from typing import Any

from sqlmodel import col, select

from vov_app.domain import identifiers
from vov_app.domain.identifiers import Identifier
from vov_app.models import Invitation, Organisation, Person
from vov_app.services import audit, grants, memberships, offices
from vov_app.services.work import OrganisationRef, Refused, Work
from vov_app.texts import t

INVITED = "invited"


@dataclass(frozen=True)
class OpenInvitation:
    """An invitation that can still be accepted, as who administers sees it."""

    key: str
    name: str
    email: str
    expires: str


@dataclass(frozen=True)
class InvitationView:
    """What somebody is invited to."""

    key: str = ""
    organisation: str = ""
    kbo: str = ""
    until: str = ""


def waiting(w: Work) -> list[OpenInvitation]:
    """The invitations of the organisation that can still be accepted, the newest first.

    Raises:
        Refused: the actor holds no office.
    """
    offices.require(w)
    rows = w.session.exec(
        select(Invitation)
        .where(Invitation.organisation_id == w.organisation.id, *still_open(w))
        .order_by(col(Invitation.id).desc())
    )
    return [OpenInvitation(i.key, i.name, i.email, t("users.invited.expires", at=i.expires_at)) for i in rows]


def revoke(w: Work, key: str) -> None:
    """Take an invitation back; one that was accepted or taken back stays as it is.

    Raises:
        Refused: the actor holds no office, or the organisation sent no such invitation.
    """
    role = offices.require(w)
    found = _find(w, key, lock=True)
    if found is None or found.organisation_id != w.organisation.id:
        raise Refused("no_invitation")
    if found.accepted_at is None and found.revoked_at is None:
        found.revoked_at = w.now
        audit.record(w, "invitation:revoke", about=key, role=role)


def show(w: Work, key: str) -> InvitationView:
    """What the actor is invited to.

    Raises:
        Refused: there is no such invitation, it isn't theirs, or it has ended.
    """
    found = _mine(w, key)
    if not _stands(w, found):
        raise Refused("no_invitation")
    where = w.session.get_one(Organisation, found.organisation_id)
    until = t("common.value.day", day=found.valid_until)
    return InvitationView(key, where.name, identifiers.display(Identifier.KBO, where.kbo), until)


def accept(w: Work, key: str) -> str:
    """Act for the organisation from now on, with the right. Gives the organisation's key.

    Accepting again, as by pressing twice, changes nothing.

    Raises:
        Refused: there is no such invitation, it isn't theirs, or it has ended.
    """
    found = _mine(w, key, lock=True)
    where = w.session.get_one(Organisation, found.organisation_id)
    if found.accepted_at is not None:
        return where.key
    if not _stands(w, found):
        raise Refused("no_invitation")
    found.accepted_at = w.now
    person = w.session.get_one(Person, w.actor.person_id)
    person.email = person.email or found.email
    ref = OrganisationRef(found.organisation_id, where.key, where.name, where.kbo, where.place)
    here = replace(w, actor=replace(w.actor, organisation=ref))
    audit.record(here, "invitation:accept", subject_id=person.id, about=key, role=INVITED)
    memberships.join(here, w.actor.person_id, role=INVITED)
    grants.give(here, w.actor.person_id, found.valid_until, role=INVITED)
    return where.key


def _mine(w: Work, key: str, *, lock: bool = False) -> Invitation:
    """The invitation with this key, if it is for who signed in; one that isn't tells nothing."""
    found = _find(w, key, lock=lock)
    person = w.session.get(Person, w.actor.person_id)
    mark = person.insz_digest if person else None
    if found is None or mark is None or not hmac.compare_digest(found.insz_digest, mark):
        raise Refused("no_invitation")
    return found


def _find(w: Work, key: str, *, lock: bool) -> Invitation | None:
    wanted = select(Invitation).where(Invitation.key == key)
    return w.session.exec(wanted.with_for_update() if lock else wanted).first()


def still_open(w: Work) -> tuple[Any, ...]:
    """What holds of an invitation that can be accepted."""
    return (
        col(Invitation.accepted_at).is_(None),
        col(Invitation.revoked_at).is_(None),
        col(Invitation.expires_at) > w.now,
        col(Invitation.valid_until) >= w.today,
    )


def _stands(w: Work, found: Invitation) -> bool:
    ended = found.accepted_at or found.revoked_at
    return ended is None and found.expires_at > w.now and found.valid_until >= w.today
