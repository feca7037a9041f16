"""May this person file for this organisation? Always decided from the database, in the transaction."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, bindparam, select
from sqlmodel import col

from vov_app.domain.brussels import brussels_day
from vov_app.domain.rights import Context, Decision, HeldRight, PastRequest, Right, Standing, decide
from vov_app.models import Grant, Office, RightRequest
from vov_app.services.organisations import deciders, names
from vov_app.services.reading import once, rows
from vov_app.services.work import Refused, Work

RIGHT = Right.RESPONSIBLE
CONTEXT = Context.OPLEIDINGSVERLOF


@dataclass(frozen=True)
class RightView:
    """What the tile tells: the decision, and who can change it."""

    decision: Decision
    administrators: list[str]
    representatives: list[str]
    reachable: bool


def decision(w: Work) -> Decision:
    """Whether the actor may file refund applications for their organisation, or why not."""
    organisation = w.actor.organisation
    if organisation is None:
        return decide(False, (), (), RIGHT, CONTEXT, w.today)
    held = rows(w, _GRANTS, _who(w)).all()
    return decide(True, map(_held, held), _requests(w), RIGHT, CONTEXT, w.today)


def require(w: Work) -> Decision:
    """The decision when it allows filing; made once in work that doesn't change it itself.

    Raises:
        Refused: it doesn't; the reason is the standing.
    """
    who = w.actor.person_id
    if who in w.changed:
        found = decision(w)
    else:
        found = once(w, (Right, who, w.actor.organisation), lambda: decision(w))
    if not found.allowed:
        raise Refused(found.standing.value)
    return found


def view(w: Work) -> RightView:
    """The decision for the tile; when it is no, with the names of those who can change it, not their
    addresses.

    Raises:
        Refused: the actor acts for no organisation.
    """
    found = decision(w)
    if found.standing is Standing.NO_ORGANISATION:
        raise Refused("no_organisation")
    if found.allowed:
        return RightView(found, [], [], reachable=True)
    administrators = deciders(w, Office.LOCAL_ADMINISTRATOR)
    representatives = deciders(w, Office.LEGAL_REPRESENTATIVE)
    reachable = any(d.addressee for d in (*administrators, *representatives))
    return RightView(found, names(administrators), names(representatives), reachable)


def changers(w: Work) -> list[str]:
    """The names of those who can change rights in the organisation: administrators, else representatives."""
    people = deciders(w, Office.LOCAL_ADMINISTRATOR) or deciders(w, Office.LEGAL_REPRESENTATIVE)
    return names(people)


def ended(grant: Grant, today: date) -> bool:
    """Whether a grant lapsed or was revoked, by this day."""
    return _held(grant).ended(today)


def _requests(w: Work) -> Iterator[PastRequest]:
    """What the actor asked before; the database is asked when the first of it is."""
    for row in rows(w, _REQUESTS, _who(w)):
        decided = brussels_day(row.decided_at) if row.decided_at else None
        yield PastRequest(row.status, brussels_day(row.asked_at), decided, row.reason, row.promised_on)


def _who(w: Work) -> dict[str, int]:
    return {"person": w.actor.person_id, "organisation": w.organisation.id}


def _held(row: Row[Any] | Grant) -> HeldRight:
    return HeldRight(row.right, row.context, row.valid_from, row.valid_until, row.revoked_on, str(row.source))


# Built once: this is asked at every event, and putting a statement together costs more than running it.
_GRANTS: Any = select(
    col(Grant.right),
    col(Grant.context),
    col(Grant.valid_from),
    col(Grant.valid_until),
    col(Grant.revoked_on),
    col(Grant.source),
).where(col(Grant.person_id) == bindparam("person"), col(Grant.organisation_id) == bindparam("organisation"))
_REQUESTS: Any = (
    select(
        col(RightRequest.status),
        col(RightRequest.asked_at),
        col(RightRequest.decided_at),
        col(RightRequest.reason),
        col(RightRequest.promised_on),
    )
    .where(
        col(RightRequest.person_id) == bindparam("person"),
        col(RightRequest.organisation_id) == bindparam("organisation"),
        col(RightRequest.right) == RIGHT,
        col(RightRequest.context) == CONTEXT,
    )
    .order_by(col(RightRequest.asked_at))
)
