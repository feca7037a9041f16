"""May this person file for this organisation? Always decided from the database, in the transaction."""

from dataclasses import dataclass

from sqlmodel import col, select

from vov_app.domain.brussels import brussels_day
from vov_app.domain.rights import Context, Decision, HeldRight, PastRequest, Right, Standing, decide
from vov_app.models import Grant, Office, RightRequest
from vov_app.services.organisations import deciders, names
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
    held = w.session.exec(
        select(Grant).where(Grant.person_id == w.actor.person_id, Grant.organisation_id == organisation.id)
    )
    return decide(True, map(_held, held), map(_past, _requests(w)), RIGHT, CONTEXT, w.today)


def require(w: Work) -> Decision:
    """The decision when it allows filing.

    Raises:
        Refused: it doesn't; the reason is the standing.
    """
    found = decision(w)
    if not found.allowed:
        raise Refused(found.standing.value)
    return found


def view(w: Work) -> RightView:
    """The decision for the tile, with the names of those who can change it (never their addresses)."""
    found = decision(w)
    if found.standing is Standing.NO_ORGANISATION:
        raise Refused("no_organisation")
    administrators = deciders(w, Office.LOCAL_ADMINISTRATOR)
    representatives = deciders(w, Office.LEGAL_REPRESENTATIVE)
    reachable = any(d.addressee for d in (*administrators, *representatives))
    return RightView(found, names(administrators), names(representatives), reachable)


def _requests(w: Work) -> list[RightRequest]:
    return list(
        w.session.exec(
            select(RightRequest)
            .where(
                RightRequest.person_id == w.actor.person_id,
                RightRequest.organisation_id == w.organisation.id,
                RightRequest.right == RIGHT,
                RightRequest.context == CONTEXT,
            )
            .order_by(col(RightRequest.asked_at))
        )
    )


def _held(g: Grant) -> HeldRight:
    return HeldRight(g.right, g.context, g.valid_from, g.valid_until, g.revoked_on)


def _past(r: RightRequest) -> PastRequest:
    decided = brussels_day(r.decided_at) if r.decided_at else None
    return PastRequest(r.status, brussels_day(r.asked_at), decided, r.reason)
