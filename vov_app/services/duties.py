"""What the system does by itself, once a day: pass on, remind, let lapse, and warn of rights that end.

Each duty looks at how things stand, never at what ran before: a night that was missed is made up for.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select

from vov_app import routes
from vov_app.domain.brussels import brussels_day
from vov_app.domain.requests import OPEN, Desk, RequestAction, RequestStatus, next_desk
from vov_app.domain.working_days import add_working_days
from vov_app.models import Duty, Grant, LetterKind, Person, RightRequest
from vov_app.services import (
    audit,
    batch_duties,
    desks,
    dossier_duties,
    draft_duties,
    keeping,
    last_days,
    memberships,
    rights,
)  # fmt: skip
from vov_app.services.letters import Addressee, write
from vov_app.services.places import on_behalf
from vov_app.services.request_steps import address_of, promised_day, step, write_to_desk, write_to_requester
from vov_app.services.work import Work, work
from vov_app.services.worlds import World

NIGHTLY = "nightly"


def run(world: World) -> bool:
    """Do today's duties unless they were done; however many workers try, one does. Whether it was us."""
    with work(world) as w:
        duty = _mine(w)
        if duty is None or duty.ran_for == w.today:
            return False
        duty.ran_for = w.today
        for each in DUTIES:
            each(w)
        return True


def conclude(w: Work) -> None:
    """End what waits for nothing: who asked may not act for the organisation any more, or got the right
    another way, as by the claims of a sign-in."""
    for request in _open(w, *OPEN):
        here = on_behalf(w, request.organisation_id)
        theirs = replace(here, actor=replace(here.actor, person_id=request.person_id))
        if not memberships.acts(here, request.person_id):
            step(here, request, RequestAction.EXPIRE, role=audit.SYSTEM)
            _to_requester(here, LetterKind.REQUEST_LAPSED, request)
        elif rights.decision(theirs).allowed:
            step(here, request, RequestAction.GRANT, role=audit.SYSTEM)


def remind(w: Work) -> None:
    """Remind who has to decide, once, some working days before the promised date."""
    days = w.world.manners.remind_after_working_days
    for request in _open(w, RequestStatus.REQUESTED):
        due = add_working_days(brussels_day(request.asked_at), days)
        if due <= w.today <= request.promised_on:
            here = on_behalf(w, request.organisation_id)
            step(here, request, RequestAction.REMIND, role=audit.SYSTEM)
            write_to_desk(here, LetterKind.REQUEST_REMINDED, request, _name(w, request))


def escalate(w: Work) -> None:
    """Hand what wasn't decided in time to the next desk, with a new promised date; at once when nobody at its
    desk can be reached any more.

    After the last desk comes the same one again: the operator is told once more, and who asked as well.
    """
    for request in _open(w, *OPEN):
        here = on_behalf(w, request.organisation_id)
        reachable = desks.reachable(here, request.person_id) | {Desk.OPERATOR}
        if request.promised_on < w.today or request.desk not in reachable:
            hand_over(here, request, next_desk(request.desk, reachable) or request.desk)


def hand_over(w: Work, request: RightRequest, desk: Desk) -> None:
    """Give a request to another desk and tell both who decides there and who asked."""
    request.desk, request.promised_on = desk, promised_day(w)
    step(w, request, RequestAction.ESCALATE, role=audit.SYSTEM)
    write_to_desk(w, LetterKind.REQUEST_ESCALATED, request, _name(w, request))
    _to_requester(w, LetterKind.REQUEST_ESCALATED_TOLD, request)


def expire(w: Work) -> None:
    """Let a request lapse that nobody decided about for long; who asked hears it and may ask again."""
    for request in _open(w, *OPEN):
        lapses = brussels_day(request.asked_at) + timedelta(days=w.world.manners.request_expiry_days)
        if lapses <= w.today:
            here = on_behalf(w, request.organisation_id)
            step(here, request, RequestAction.EXPIRE, role=audit.SYSTEM)
            _to_requester(here, LetterKind.REQUEST_EXPIRED, request)


def warn(w: Work) -> None:
    """Tell who holds a right that it ends soon, and who may renew it, with the page on which they do."""
    last = w.today + timedelta(days=w.world.manners.warn_days)
    rows = w.session.exec(
        select(Grant).where(
            col(Grant.valid_until) >= w.today,
            col(Grant.valid_until) <= last,
            col(Grant.revoked_on).is_(None),
            Grant.right == rights.RIGHT,
            Grant.context == rights.CONTEXT,
        )
    )
    for grant in rows:
        if grant.warned_for != grant.valid_until:
            grant.warned_for = grant.valid_until
            _warn(on_behalf(w, grant.organisation_id), grant)


def stop(w: Work) -> None:
    """Have the screens look again of those whose right ended yesterday; the dates decide by themselves."""
    yesterday = w.today - timedelta(days=1)
    ended = w.session.exec(select(Grant.person_id).where(Grant.valid_until == yesterday))
    w.changed.update(ended)


# What ended is passed on to nobody, and nobody is reminded of what was passed on that night.
DUTIES: tuple[Callable[[Work], None], ...] = (
    conclude,
    expire,
    escalate,
    remind,
    warn,
    stop,
    last_days.remind,
    draft_duties.warn,
    draft_duties.expire,
    dossier_duties.remind,
    dossier_duties.lapse,
    batch_duties.expire,
    keeping.tidy,
)


def _mine(w: Work) -> Duty | None:
    """The row of the duty, locked; None when somebody else is making it at this moment."""
    wanted = select(Duty).where(Duty.name == NIGHTLY).with_for_update()
    found = w.session.exec(wanted).first()
    if found is not None:
        return found
    try:
        with w.session.begin_nested():
            w.session.add(Duty(name=NIGHTLY))
    except IntegrityError:
        return None
    return w.session.exec(wanted).one()


def _open(w: Work, *statuses: RequestStatus) -> Iterator[RightRequest]:
    rows = w.session.exec(
        select(RightRequest)
        .where(col(RightRequest.status).in_(statuses))
        .order_by(col(RightRequest.id))
        .with_for_update()
    ).all()
    return iter(rows)


def _name(w: Work, request: RightRequest) -> str:
    return w.session.get_one(Person, request.person_id).name


def _to_requester(w: Work, kind: LetterKind, request: RightRequest) -> None:
    to = address_of(w, request.person_id)
    if to:
        write_to_requester(w, kind, request, to)


def _warn(w: Work, grant: Grant) -> None:
    holder = w.session.get_one(Person, grant.person_id)
    cause = f"{grant.key}:{grant.valid_until}"
    told = {
        "person": holder.name,
        "organisation": w.organisation.name,
        "right": str(grant.right),
        "context": str(grant.context),
        "until": grant.valid_until,
        "address": w.world.address(routes.renewal(w.organisation.key, grant.key)),
    }
    mine = address_of(w, grant.person_id) or desks.at_the_office(w, holder)
    if mine:
        write(w, LetterKind.RIGHT_ENDING, cause, mine, **told)
    for other in _renewers(w, grant):
        write(w, LetterKind.RIGHT_ENDING_ADMINISTRATOR, cause, other, **told)


def _renewers(w: Work, grant: Grant) -> list[Addressee]:
    """Who may renew a right, for nobody does that for themselves: administrators, else representatives."""
    administrators = desks.addressees(w, Desk.ADMINISTRATORS, grant.person_id)
    return administrators or desks.addressees(w, Desk.REPRESENTATIVES, grant.person_id)
