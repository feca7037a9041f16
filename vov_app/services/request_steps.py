"""One step in the life of a request, with its event, its entry in the record and its letters."""

from datetime import date

from sqlmodel import col, select

from vov_app import routes
from vov_app.domain.brussels import brussels_day
from vov_app.domain.requests import OPEN, RequestAction, move
from vov_app.domain.working_days import add_working_days
from vov_app.models import Grant, LetterKind, Person, RightRequest, RightRequestEvent
from vov_app.services import audit, desks
from vov_app.services.letters import Addressee, write
from vov_app.services.work import Work


def step(w: Work, request: RightRequest, action: RequestAction, *, role: str) -> None:
    """Take one step of the transition table, with its event, its entry and, at the end, its moment; screens
    look again.

    Raises:
        Impossible: the table has no such step.
    """
    before = request.status
    request.status = move(before, action)
    request.decided_at = None if request.status in OPEN else w.now
    w.session.add(event(w, request, action))
    audit.record(
        w,
        f"request:{action}",
        subject_id=request.person_id,
        about=request.key,
        before={"status": str(before)},
        after={"status": str(request.status), "desk": str(request.desk)},
        role=role,
    )
    w.changed.add(request.person_id)


def answer(w: Work, grant: Grant, *, role: str) -> None:
    """A right that is given answers the open request for it, whether it was given for that or not."""
    wanted = select(RightRequest).where(
        RightRequest.person_id == grant.person_id,
        RightRequest.organisation_id == grant.organisation_id,
        RightRequest.right == grant.right,
        RightRequest.context == grant.context,
        col(RightRequest.status).in_(OPEN),
    )
    for request in w.session.exec(wanted.with_for_update()):
        step(w, request, RequestAction.GRANT, role=role)


def write_to_desk(w: Work, kind: LetterKind, request: RightRequest, name: str) -> None:
    """Write to everybody who can decide now; the letter leads to the page where they do."""
    for addressee in desks.addressees(w, request.desk, request.person_id):
        _write(w, kind, request, addressee, name, routes.decision(w.organisation.key, request.key))


def write_to_requester(w: Work, kind: LetterKind, request: RightRequest, to: Addressee) -> None:
    """Write to who asked; the letter leads to the page that tells how it stands."""
    _write(w, kind, request, to, to.name, routes.right_request(w.organisation.key, request.key))


def _write(
    w: Work, kind: LetterKind, request: RightRequest, to: Addressee, person: str, address: str
) -> None:
    write(
        w,
        kind,
        f"{request.key}:{request.desk}:{request.promised_on}",
        to,
        person=person,
        organisation=w.organisation.name,
        right=str(request.right),
        context=str(request.context),
        motive=request.motive or "-",
        reason=request.reason or "-",
        asked_on=brussels_day(request.asked_at),
        promised_on=request.promised_on,
        address=w.world.address(address),
    )


def address_of(w: Work, person_id: int) -> Addressee | None:
    """Where a letter reaches this person, if anywhere."""
    person = w.session.get(Person, person_id)
    return Addressee(person.name, person.email) if person and person.email else None


def promised_day(w: Work) -> date:
    """The day by which a decision that is asked today is promised."""
    return add_working_days(w.today, w.world.manners.promised_working_days)


def event(w: Work, request: RightRequest, action: RequestAction | None) -> RightRequestEvent:
    """The event of this step; without an action it is the request itself."""
    return RightRequestEvent(
        request_id=request.id or 0,
        action=action,
        status=request.status,
        person_id=w.actor.person_id or None,
        at=w.now,
    )
