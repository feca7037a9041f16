"""Ask for the right: one open request, a letter to everybody who can decide, a promised date."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ScalarResult, func
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select

from vov_app import routes
from vov_app.domain.brussels import brussels_day
from vov_app.domain.requests import OPEN
from vov_app.domain.rights import Decision, Standing
from vov_app.domain.working_days import add_working_days
from vov_app.models import LetterKind, Office, RightRequest, RightRequestEvent
from vov_app.services import rights
from vov_app.services.letters import Addressee, write
from vov_app.services.organisations import deciders
from vov_app.services.work import Refused, Work


@dataclass(frozen=True)
class OpenRequest:
    """A request that waits for a decision: when it was made and by when a decision is promised."""

    key: str
    asked_on: date
    promised_on: date


def ask(w: Work) -> OpenRequest:
    """Ask for the right to file; asking again gives the request that is already open.

    Raises:
        Refused: there is nothing to ask (the right is held, or starts later), a refusal is too recent,
            or the person has too many open requests.
    """
    decision = rights.decision(w)
    open_request = current(w)
    if open_request is not None and not decision.allowed:
        return open_request
    if not decision.may_ask:
        raise Refused(decision.standing.value)
    _within_manners(w, decision)
    return _record(w)


def current(w: Work) -> OpenRequest | None:
    """The actor's open request in this organisation, if there is one."""
    found = _waiting(w).first()
    return _open(found) if found else None


def asks_again_on(w: Work, decision: Decision) -> date | None:
    """The first day on which somebody who was refused may ask again; None when they may today."""
    refusal = decision.request if decision.standing is Standing.REFUSED else None
    if refusal is None or refusal.decided_on is None:
        return None
    again = refusal.decided_on + timedelta(days=w.world.manners.refusal_pause_days)
    return again if again > w.today else None


def _within_manners(w: Work, decision: Decision) -> None:
    if asks_again_on(w, decision) is not None:
        raise Refused("pause")
    count = w.session.exec(
        select(func.count()).where(
            RightRequest.person_id == w.actor.person_id, col(RightRequest.status).in_(OPEN)
        )
    ).one()
    if count >= w.world.manners.open_requests_per_person:
        raise Refused("too_many")


def _record(w: Work) -> OpenRequest:
    request = RightRequest(
        person_id=w.actor.person_id,
        organisation_id=w.organisation.id,
        right=rights.RIGHT,
        context=rights.CONTEXT,
        asked_at=w.now,
        promised_on=add_working_days(w.today, w.world.manners.promised_working_days),
    )
    try:
        with w.session.begin_nested():
            w.session.add(request)
    except IntegrityError:
        # Another tab was first: the unique index let one of the two in, and theirs is the request.
        return _open(_waiting(w).one())
    w.session.add(
        RightRequestEvent(
            request_id=request.id or 0, status=request.status, person_id=w.actor.person_id, at=w.now
        )
    )
    _tell(w, request)
    return _open(request)


def _tell(w: Work, request: RightRequest) -> None:
    for addressee in _reachable(w):
        write(
            w,
            LetterKind.RIGHT_REQUESTED,
            request.key,
            addressee,
            person=w.actor.name,
            organisation=w.organisation.name,
            right=str(request.right),
            context=str(request.context),
            promised_on=request.promised_on,
            address=w.world.address(routes.HELP_ADMINISTRATOR),
        )


def _reachable(w: Work) -> list[Addressee]:
    """The local administrators with an address; where there is none, the legal representatives."""
    for office in (Office.LOCAL_ADMINISTRATOR, Office.LEGAL_REPRESENTATIVE):
        found = [d.addressee for d in deciders(w, office) if d.addressee]
        if found:
            return found
    return []


def _waiting(w: Work) -> ScalarResult[RightRequest]:
    return w.session.exec(
        select(RightRequest).where(
            RightRequest.person_id == w.actor.person_id,
            RightRequest.organisation_id == w.organisation.id,
            RightRequest.right == rights.RIGHT,
            RightRequest.context == rights.CONTEXT,
            col(RightRequest.status).in_(OPEN),
        )
    )


def _open(request: RightRequest) -> OpenRequest:
    return OpenRequest(request.key, brussels_day(request.asked_at), request.promised_on)
