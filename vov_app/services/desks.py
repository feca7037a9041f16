"""Who decides about a request: the administrators, else the representatives, else the operator."""

from collections.abc import Iterable

from sqlmodel import col, select

from vov_app.domain.requests import Desk
from vov_app.models import Appointment, Office, Person
from vov_app.services.letters import Addressee
from vov_app.services.work import Work

OFFICES = {
    Desk.ADMINISTRATORS: Office.LOCAL_ADMINISTRATOR,
    Desk.REPRESENTATIVES: Office.LEGAL_REPRESENTATIVE,
}


def addressees(w: Work, desk: Desk, but: int = 0) -> list[Addressee]:
    """Who is written to at this desk, by name; nobody decides about what they ask themselves (`but`)."""
    if desk is Desk.OPERATOR:
        manners = w.world.manners
        return [Addressee(manners.operator_name, manners.operator_email)] if manners.operator_email else []
    rows = w.session.exec(
        select(Person, Appointment)
        .join(Appointment, col(Appointment.person_id) == col(Person.id))
        .where(
            Appointment.organisation_id == w.organisation.id,
            Appointment.office == OFFICES[desk],
            col(Appointment.ended_at).is_(None),
            col(Person.id) != but,
        )
        .order_by(col(Person.family_name), col(Person.given_name))
    )
    return [Addressee(person.name, held.email) for person, held in rows if held.email]


def at_the_office(w: Work, person: Person) -> Addressee | None:
    """Where a letter reaches somebody by an office that they hold, if anywhere."""
    wanted = select(Appointment.email).where(
        Appointment.person_id == person.id,
        Appointment.organisation_id == w.organisation.id,
        col(Appointment.ended_at).is_(None),
        col(Appointment.email).is_not(None),
    )
    email = w.session.exec(wanted.order_by(col(Appointment.id))).first()
    return Addressee(person.name, email) if email else None


def reachable(w: Work, but: int = 0) -> frozenset[Desk]:
    """The desks where a letter reaches somebody."""
    return frozenset(desk for desk in OFFICES if addressees(w, desk, but))


def names(people: Iterable[Addressee]) -> list[str]:
    """Their names, which may be shown; their addresses may not."""
    return [person.name for person in people]
