"""Fill an empty database with the demo people and organisations."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session

from vov_app.domain.requests import RequestStatus
from vov_app.domain.rights import Context, Right
from vov_app.domain.working_days import add_working_days
from vov_app.models import (
    Appointment,
    Grant,
    Membership,
    Office,
    Organisation,
    Person,
    RightRequest,
    RightRequestEvent,
    Source,
)
from vov_app.prototype.people import ORGANISATIONS, PEOPLE, DemoPerson
from vov_app.services import member_lines

STARTS_AT = datetime(2025, 10, 13, 10, 0, tzinfo=ZoneInfo("Europe/Brussels")).astimezone(UTC)
PROMISED_DAYS = 5

Places = Mapping[str, int]


def seed(session: Session) -> None:
    """Add every organisation and every person with what they hold."""
    rows = [Organisation(kbo=o.kbo, name=o.name, place=o.place) for o in ORGANISATIONS]
    session.add_all(rows)
    session.flush()
    places = {row.kbo: row.id or 0 for row in rows}
    for who in PEOPLE:
        _person(session, who, places)


def _person(session: Session, who: DemoPerson, places: Places) -> None:
    person = Person(
        subject=who.subject, given_name=who.given_name, family_name=who.family_name, email=who.email
    )
    session.add(person)
    session.flush()
    made = person.id or 0
    for kbo in who.works:
        session.add(Membership(person_id=made, organisation_id=places[kbo], source=Source.REGISTER))
    for office in who.facts.get("offices", ()):
        session.add(_appointment(made, places, office))
    for right in who.facts.get("rights", ()):
        session.add(_grant(made, places, right))
    member_lines.refresh(session, made)
    for asked in who.facts.get("requests", ()):
        _request(session, made, places, asked)


def _appointment(person: int, places: Places, row: Mapping[str, Any]) -> Appointment:
    return Appointment(
        person_id=person,
        organisation_id=places[row["kbo"]],
        office=Office(row["office"]),
        email=row.get("email"),
    )


def _grant(person: int, places: Places, row: Mapping[str, Any]) -> Grant:
    return Grant(
        person_id=person,
        organisation_id=places[row["kbo"]],
        right=Right.RESPONSIBLE,
        context=Context(row["context"]),
        valid_from=row["from"],
        valid_until=row.get("until"),
        source=Source.REGISTER,
    )


def _request(session: Session, person: int, places: Places, row: Mapping[str, Any]) -> None:
    made = RightRequest(
        person_id=person,
        organisation_id=places[row["kbo"]],
        right=Right.RESPONSIBLE,
        context=Context.OPLEIDINGSVERLOF,
        status=RequestStatus(row["status"]),
        asked_at=_morning(row["asked"]),
        promised_on=add_working_days(row["asked"], PROMISED_DAYS),
        decided_at=_morning(row["decided"]) if "decided" in row else None,
        reason=row.get("reason", ""),
    )
    session.add(made)
    session.flush()
    session.add(
        RightRequestEvent(
            request_id=made.id or 0, status=RequestStatus.REQUESTED, person_id=person, at=made.asked_at
        )
    )


def _morning(day: date) -> datetime:
    return datetime.combine(day, time(7, 30), UTC)
