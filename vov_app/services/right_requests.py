"""Ask for the right: one open request, a letter to everybody who can decide, a promised date."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlalchemy import ScalarResult, func
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select

from vov_app.domain.brussels import brussels_day
from vov_app.domain.requests import OPEN, Desk, RequestAction, first_desk
from vov_app.domain.rights import Decision, Standing
from vov_app.forms.right_request import RIGHT_REQUEST
from vov_app.forms.spec import Fault
from vov_app.models import LetterKind, RightRequest
from vov_app.services import audit, desks, drafts, rights
from vov_app.services.request_steps import (
    address_of,
    event,
    promised_day,
    step,
    write_to_desk,
    write_to_requester,
)
from vov_app.services.work import Refused, Work

REQUESTER = "requester"


class Unsound(Exception):
    """What goes with the request can't be sent; `faults` say why."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("unsound request")
        self.faults = faults


@dataclass(frozen=True)
class OpenRequest:
    """A request that waits for a decision: when it was made and by when a decision is promised."""

    key: str
    asked_on: date
    promised_on: date


@dataclass(frozen=True)
class Prospect:
    """What asking would come to: who decides, by when, and where it goes when nobody there can be mailed."""

    decides: list[str] = field(default_factory=list)
    desk: Desk = Desk.ADMINISTRATORS
    promised_on: date | None = None


def prospect(w: Work) -> Prospect:
    """Who would decide about the actor's request, and by when.

    Raises:
        Refused: there is nothing to ask, or it is too soon or too much.
    """
    decision = rights.decision(w)
    if not decision.may_ask:
        raise Refused(decision.standing.value)
    _within_manners(w, decision)
    desk = first_desk(desks.reachable(w, w.actor.person_id))
    names = desks.names(desks.addressees(w, desk, w.actor.person_id))
    return Prospect(names, desk, promised_day(w))


def ask(w: Work, typed: Mapping[str, object] | None = None) -> OpenRequest:
    """Ask for the right to file; asking again gives the request that is already open.

    Raises:
        Refused: there is nothing to ask (the right is held, or starts later), a refusal is too recent,
            or the person has too many open requests.
        Unsound: the reason can't be sent as it is.
    """
    decision = rights.decision(w)
    open_request = current(w)
    if open_request is not None and not decision.allowed:
        return open_request
    if not decision.may_ask:
        raise Refused(decision.standing.value)
    _within_manners(w, decision)
    return _record(w, _motive(w, typed or {}))


def current(w: Work) -> OpenRequest | None:
    """The actor's open request in this organisation, if there is one."""
    found = _waiting(w).first()
    return _open(found) if found else None


def withdraw(w: Work, key: str) -> None:
    """Take an open request of one's own back; one that has ended stays as it is.

    Raises:
        Refused: the actor made no such request.
    """
    request = w.session.exec(
        select(RightRequest)
        .where(RightRequest.key == key, RightRequest.person_id == w.actor.person_id)
        .where(RightRequest.organisation_id == w.organisation.id)
        .with_for_update()
    ).first()
    if request is None:
        raise Refused("no_request")
    if request.status in OPEN:
        step(w, request, RequestAction.WITHDRAW, role=REQUESTER)


def asks_again_on(w: Work, decision: Decision) -> date | None:
    """The first day on which somebody who was refused may ask again; None when they may today."""
    refusal = decision.request if decision.standing is Standing.REFUSED else None
    if refusal is None or refusal.decided_on is None:
        return None
    again = refusal.decided_on + timedelta(days=w.world.manners.refusal_pause_days)
    return again if again > w.today else None


def _motive(w: Work, typed: Mapping[str, object]) -> str:
    [only] = RIGHT_REQUEST.steps
    answers = RIGHT_REQUEST.clean(only, typed)
    faults = RIGHT_REQUEST.faults(answers, drafts.facts(w))
    if faults:
        raise Unsound(faults)
    return answers.get("reason", "")


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


def _record(w: Work, motive: str) -> OpenRequest:
    request = RightRequest(
        person_id=w.actor.person_id,
        organisation_id=w.organisation.id,
        right=rights.RIGHT,
        context=rights.CONTEXT,
        desk=first_desk(desks.reachable(w, w.actor.person_id)),
        motive=motive,
        asked_at=w.now,
        promised_on=promised_day(w),
    )
    try:
        with w.session.begin_nested():
            w.session.add(request)
    except IntegrityError:
        # Another tab was first: the unique index let one of the two in, and theirs is the request.
        return _open(_waiting(w).one())
    w.session.add(event(w, request, None))
    after = {"status": str(request.status), "desk": str(request.desk), "promised": request.promised_on}
    audit.record(
        w, "request:ask", subject_id=request.person_id, about=request.key, after=after, role=REQUESTER
    )
    w.changed.add(request.person_id)
    _tell(w, request)
    return _open(request)


def _tell(w: Work, request: RightRequest) -> None:
    """The letters that go out at once; a request that nobody there can be told of goes to the operator."""
    if request.desk is Desk.OPERATOR:
        step(w, request, RequestAction.ESCALATE, role=audit.SYSTEM)
    write_to_desk(w, LetterKind.RIGHT_REQUESTED, request, w.actor.name)
    mine = address_of(w, w.actor.person_id)
    if mine:
        write_to_requester(w, LetterKind.REQUEST_RECEIVED, request, mine)


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
