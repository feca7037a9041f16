"""Rows for tests: each function adds one thing with sound defaults and gives it back."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import count

from sqlmodel import Session

from vov_app.domain.rights import Context, Right
from vov_app.models import Appointment, Grant, Membership, Office, Organisation, Person, Source
from vov_app.services import member_lines

MONDAY = datetime(2025, 10, 13, 8, 0, tzinfo=UTC)
KORENBLOEM = "0001234571"
VAN_LOO = "0002345618"
INSZ = "85010199786"

_numbers: Iterator[int] = count(1)


def person(session: Session, name: str = "An Peeters", *, subject: str = "") -> Person:
    """A person, known by a subject of their own."""
    given, family = name.split(" ", 1)
    made = Person(subject=subject or f"sub-{next(_numbers)}", given_name=given, family_name=family)
    session.add(made)
    session.flush()
    return made


def organisation(
    session: Session, name: str = "Bakkerij De Korenbloem bv", kbo: str = KORENBLOEM, place: str = "Aalst"
) -> Organisation:
    """An organisation."""
    made = Organisation(name=name, kbo=kbo, place=place)
    session.add(made)
    session.flush()
    return made


def membership(session: Session, who: Person, where: Organisation) -> Membership:
    """Makes the person somebody who may act for the organisation."""
    made = Membership(person_id=who.id or 0, organisation_id=where.id or 0, source=Source.REGISTER)
    session.add(made)
    member_lines.refresh(session, who.id or 0)
    return made


def appointment(
    session: Session,
    who: Person,
    where: Organisation,
    office: Office = Office.LOCAL_ADMINISTRATOR,
    email: str | None = "carine@korenbloem.example",
) -> Appointment:
    """Gives the person an office in the organisation."""
    made = Appointment(person_id=who.id or 0, organisation_id=where.id or 0, office=office, email=email)
    session.add(made)
    session.flush()
    return made


def grant(
    session: Session,
    who: Person,
    where: Organisation,
    *,
    context: Context = Context.OPLEIDINGSVERLOF,
    valid_from: date = date(2025, 1, 1),
    valid_until: date | None = date(2026, 12, 31),
    revoked_on: date | None = None,
    source: Source = Source.REGISTER,
) -> Grant:
    """Gives the person the right in the organisation."""
    made = Grant(
        person_id=who.id or 0,
        organisation_id=where.id or 0,
        right=Right.RESPONSIBLE,
        context=context,
        valid_from=valid_from,
        valid_until=valid_until,
        revoked_on=revoked_on,
        source=source,
    )
    session.add(made)
    member_lines.refresh(session, who.id or 0)
    return made
