"""Give, change and take away the right to file: by who holds an office, with a letter and an entry."""

from datetime import date

from sqlmodel import select

from vov_app import routes
from vov_app.forms.user import last_possible
from vov_app.models import Grant, LetterKind, Membership, Office, Person, Source
from vov_app.services import audit, member_lines, offices, rights
from vov_app.services.letters import Addressee, write
from vov_app.services.request_steps import answer
from vov_app.services.work import Refused, Work


class BadEnd(ValueError):
    """A right can't end on that day; the forms say so first, in words."""


def usual_end(today: date) -> date:
    """The last day that is proposed: a year from now."""
    return last_possible(today, years=1)


def check_end(w: Work, until: date) -> date:
    """The last day, if a right may end then.

    Raises:
        BadEnd: it is past, or more than five years ahead.
    """
    if not w.today <= until <= last_possible(w.today):
        raise BadEnd
    return until


def give(w: Work, person_id: int, until: date, *, role: str = "") -> Grant:
    """Give somebody who may act for the organisation the right, from today up to and including `until`.

    Who holds it already gets the new end instead. An open request for it is answered by that.

    Raises:
        BadEnd: the end can't be given.
        Refused: the person doesn't act for this organisation, or holds the office by which it is given:
            nobody decides about a right of their own.
    """
    check_end(w, until)
    if person_id == w.actor.person_id and role in set(Office):
        raise Refused("own_request")
    person = _colleague(w, person_id)
    held = _current(w, person_id)
    given = _change(w, held, person, until, role) if held else _make(w, person_id, until, role)
    answer(w, given, role=role)
    return given


def _make(w: Work, person_id: int, until: date, role: str) -> Grant:
    made = Grant(
        person_id=person_id,
        organisation_id=w.organisation.id,
        right=rights.RIGHT,
        context=rights.CONTEXT,
        valid_from=w.today,
        valid_until=until,
        source=Source.REGISTER,
    )
    w.session.add(made)
    w.session.flush()
    after = {"from": made.valid_from, "until": until}
    audit.record(w, "right:grant", subject_id=person_id, about=made.key, after=after, role=role)
    member_lines.refresh(w.session, person_id)
    w.changed.add(person_id)
    return made


def change(w: Work, key: str, until: date) -> Grant:
    """Give a right that is held another last day.

    Raises:
        BadEnd: the end can't be given.
        Refused: the actor holds no office, it is a right of their own, or nobody here holds it (any more).
    """
    role = offices.require(w)
    check_end(w, until)
    grant, person = _held(w, key)
    if grant.person_id == w.actor.person_id:
        raise Refused("own_request")
    if rights.ended(grant, w.today):
        raise Refused("no_user")
    _change(w, grant, person, until, role)
    _tell(w, LetterKind.RIGHT_CHANGED, grant, person, until=until)
    return grant


def revoke(w: Work, key: str) -> Grant:
    """Take a right away as of now; doing it again changes nothing.

    Raises:
        Refused: the actor holds no office, or nobody here ever held this right.
    """
    role = offices.require(w)
    grant, person = _held(w, key)
    if grant.revoked_on is not None:
        return grant
    before, after = {"until": grant.valid_until}, {"revoked": w.today}
    grant.revoked_on = w.today
    person_id = grant.person_id
    audit.record(w, "right:revoke", subject_id=person_id, about=key, before=before, after=after, role=role)
    member_lines.refresh(w.session, grant.person_id)
    _tell(w, LetterKind.RIGHT_REVOKED, grant, person)
    w.changed.add(grant.person_id)
    return grant


def tell_given(w: Work, grant: Grant, until: date) -> None:
    """Write to somebody who got the right without asking for it."""
    person = _colleague(w, grant.person_id)
    _tell(w, LetterKind.RIGHT_GRANTED, grant, person, until=until)


def _change(w: Work, grant: Grant, person: Person, until: date, role: str) -> Grant:
    before = {"until": grant.valid_until}
    # What was decided here isn't taken back by a sign-in whose claims say otherwise.
    grant.valid_until, grant.source = until, Source.REGISTER
    audit.record(
        w,
        "right:change",
        subject_id=person.id,
        about=grant.key,
        before=before,
        after={"until": until},
        role=role,
    )
    member_lines.refresh(w.session, grant.person_id)
    w.changed.add(grant.person_id)
    return grant


def _current(w: Work, person_id: int) -> Grant | None:
    """The grant of the right in its context that hasn't ended, today's or one to come."""
    rows = w.session.exec(
        select(Grant)
        .where(
            Grant.person_id == person_id,
            Grant.organisation_id == w.organisation.id,
            Grant.right == rights.RIGHT,
            Grant.context == rights.CONTEXT,
        )
        .with_for_update()
    )
    return next((g for g in rows if not rights.ended(g, w.today) and g.valid_from <= w.today), None)


def _held(w: Work, key: str) -> tuple[Grant, Person]:
    """The right with this key as it is now that it is locked, whatever was read of it before."""
    wanted = select(Grant).where(
        Grant.key == key,
        Grant.organisation_id == w.organisation.id,
        Grant.right == rights.RIGHT,
        Grant.context == rights.CONTEXT,
    )
    locked = wanted.with_for_update().execution_options(populate_existing=True)
    grant = w.session.exec(locked).first()
    person = w.session.get(Person, grant.person_id) if grant else None
    if grant is None or person is None:
        raise Refused("no_user")
    return grant, person


def _colleague(w: Work, person_id: int) -> Person:
    found = w.session.exec(
        select(Person)
        .join(Membership, Membership.person_id == Person.id)  # type: ignore[arg-type]
        .where(Person.id == person_id, Membership.organisation_id == w.organisation.id)
        .where(Membership.ended_at == None)  # noqa: E711 - SQL
    ).first()
    if found is None:
        raise Refused("no_user")
    return found


def _tell(w: Work, kind: LetterKind, grant: Grant, person: Person, until: date | None = None) -> None:
    if person.email:
        write(
            w,
            kind,
            f"{grant.key}:{audit.newest(w)}",
            Addressee(person.name, person.email),
            organisation=w.organisation.name,
            right=str(grant.right),
            context=str(grant.context),
            until=until,
            address=w.world.address(routes.application(w.organisation.key)),
        )
