"""Sign in, stay signed in, sign out: the token stays in the cookie, its hash in the database."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, and_, bindparam, update
from sqlalchemy import select as sa_select
from sqlmodel import col, select

from vov_app.domain.claims import Claims
from vov_app.models import Membership, Organisation, Person, SignIn
from vov_app.services import audit, claimed, own_sign_ins
from vov_app.services.reading import rows
from vov_app.services.tokens import hashed, new_token
from vov_app.services.work import STRANGER, Actor, OrganisationRef, Work, work
from vov_app.services.worlds import World

SEEN_EVERY = timedelta(seconds=30)


class SignInStanding(StrEnum):
    """What is left of a sign-in."""

    NONE = "none"
    ACTIVE = "active"
    EXPIRED = "expired"
    REVOKED = "revoked"


@dataclass(frozen=True)
class Recognition:
    """Who sent an event. `ends_at` is when the sign-in ends if nothing more is done."""

    actor: Actor
    standing: SignInStanding
    ends_at: datetime | None = None
    stale: bool = False


NOBODY = Recognition(STRANGER, SignInStanding.NONE)


def sign_in(w: Work, claims: Claims, digital_key: str = "") -> str:
    """Take in what the claims say and open a new sign-in; the token returned is shown to nobody else."""
    person = claimed.take_in(w, claims)
    own_sign_ins.make_room(w, person.id or 0)
    token = new_token()
    ends_at = w.now + timedelta(minutes=w.world.lifetimes.absolute_minutes)
    w.session.add(
        SignIn(
            token_hash=hashed(token),
            person_id=person.id or 0,
            digital_key=digital_key,
            started_at=w.now,
            seen_at=w.now,
            ends_at=ends_at,
        )
    )
    return token


def sign_out(w: Work, token: str) -> None:
    """End the sign-in of this token for every tab, at its next event."""
    w.session.exec(
        update(SignIn)
        .where(col(SignIn.token_hash) == hashed(token), col(SignIn.revoked_at).is_(None))
        .values(revoked_at=w.now)
    )


def end_all(w: Work, person_id: int = 0) -> int:
    """End every sign-in, or those of one person, for each tab at its next event; how many."""
    open_now = update(SignIn).where(col(SignIn.revoked_at).is_(None), col(SignIn.ends_at) > w.now)
    wanted = open_now.where(col(SignIn.person_id) == person_id) if person_id else open_now
    done: Any = w.session.execute(wanted.values(revoked_at=w.now))
    audit.record(w, "person:sign_out", subject_id=person_id or None, role=audit.OPERATOR)
    return int(done.rowcount)


def stay_signed_in(w: Work, passed: timedelta) -> None:
    """Put every sign-in as far ahead as a clock that is about to jump, so that the jump ends none."""
    for row in w.session.exec(select(SignIn).where(col(SignIn.revoked_at).is_(None))):
        row.started_at, row.seen_at, row.ends_at = (
            row.started_at + passed,
            row.seen_at + passed,
            row.ends_at + passed,
        )


def recognise(world: World, token: str, organisation: str = "") -> Recognition:
    """Who holds this token, acting for the organisation with this key if they may act for it.

    An organisation that isn't theirs gives an actor without organisation: asking for it tells nothing.
    """
    with work(world, writes=False) as w:
        return recognised(w, token, organisation)


def recognised(w: Work, token: str, organisation: str = "") -> Recognition:
    """The same within work that is under way."""
    if not token:
        return NOBODY
    row = rows(w, _FOUND, {"token": hashed(token), "organisation": organisation}).first()
    return _recognition(row, w.world, w.now) if row else NOBODY


def touch(world: World, actor: Actor) -> None:
    """Note that the person is there, so that the idle limit starts again."""
    with work(world, actor) as w:
        w.session.exec(update(SignIn).where(col(SignIn.id) == actor.sign_in_id).values(seen_at=w.now))


def _recognition(row: Row[Any], world: World, now: datetime) -> Recognition:
    idle_end = row.seen_at + timedelta(minutes=world.lifetimes.idle_minutes)
    ends_at = min(idle_end, row.ends_at)
    if row.revoked_at is not None:
        return Recognition(STRANGER, SignInStanding.REVOKED)
    if now >= ends_at:
        return Recognition(STRANGER, SignInStanding.EXPIRED)
    stale = now - row.seen_at >= SEEN_EVERY
    return Recognition(_actor(row), SignInStanding.ACTIVE, ends_at, stale)


def _actor(row: Row[Any]) -> Actor:
    organisation = None
    if row.organisation_id is not None:
        organisation = OrganisationRef(row.organisation_id, row.key, row.organisation, row.kbo, row.place)
    return Actor(row.sign_in_id, row.person_id, f"{row.given_name} {row.family_name}", organisation)


_COLUMNS: tuple[Any, ...] = (
    col(SignIn.id).label("sign_in_id"),
    col(SignIn.seen_at),
    col(SignIn.ends_at),
    col(SignIn.revoked_at),
    col(Person.id).label("person_id"),
    col(Person.given_name),
    col(Person.family_name),
    col(Organisation.id).label("organisation_id"),
    col(Organisation.key),
    col(Organisation.name).label("organisation"),
    col(Organisation.kbo),
    col(Organisation.place),
)
_MAY_ACT = and_(
    col(Membership.person_id) == col(SignIn.person_id),
    col(Membership.ended_at).is_(None),
    col(Membership.organisation_id).in_(
        select(Organisation.id).where(col(Organisation.key) == bindparam("organisation"))
    ),
)
# One look-up, built once: the sign-in, its person, and the organisation if they may act for it.
_FOUND: Any = (
    sa_select(*_COLUMNS)
    .join(Person, col(Person.id) == col(SignIn.person_id))
    .outerjoin(Membership, _MAY_ACT)
    .outerjoin(Organisation, col(Organisation.id) == col(Membership.organisation_id))
    .where(col(SignIn.token_hash) == bindparam("token"))
)
