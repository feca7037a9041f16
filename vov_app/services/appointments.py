"""Local administrators: a legal representative appoints and dismisses them; they may step down themselves."""

from sqlmodel import col, select

from vov_app import routes
from vov_app.domain.requests import Desk
from vov_app.models import Appointment, LetterKind, Office, Person, Source
from vov_app.services import audit, desks, offices, user_queries
from vov_app.services.letters import Addressee, write
from vov_app.services.work import Refused, Work

NONE = offices.told(None)
ADMINISTRATOR = offices.told(Office.LOCAL_ADMINISTRATOR)


def appoint(w: Work, key: str) -> None:
    """Make a user local administrator; doing it again changes nothing.

    Raises:
        Refused: the actor is no legal representative, or there is no such user.
    """
    role = _representative(w)
    person = user_queries.user(w, key)
    held = _find(w, person)
    if held is not None and held.ended_at is None:
        return
    if held is None:
        held = Appointment(
            person_id=person.id or 0, organisation_id=w.organisation.id, office=Office.LOCAL_ADMINISTRATOR
        )
    held.ended_at, held.source, held.email = None, Source.REGISTER, person.email
    w.session.add(held)
    audit.record(
        w, "office:appoint", subject_id=person.id, about=key, before=NONE, after=ADMINISTRATOR, role=role
    )
    w.changed.add(person.id or 0)
    _tell(w, person, LetterKind.OFFICE_APPOINTED, LetterKind.OFFICE_APPOINTED_TOLD)


def dismiss(w: Work, key: str) -> None:
    """End that a user is local administrator; doing it again changes nothing.

    Raises:
        Refused: the actor holds no office, it is somebody else and the actor is no legal representative, it
            is the actor and there is no other local administrator, or there is no such user.
    """
    role = offices.require(w)
    person = user_queries.user(w, key)
    own = person.id == w.actor.person_id
    if not own:
        _representative(w)
    held = _find(w, person)
    if held is None or held.ended_at is not None:
        return
    if own and _count(w) == 1:
        raise Refused("last_administrator")
    held.ended_at = w.now
    audit.record(
        w, "office:dismiss", subject_id=person.id, about=key, before=ADMINISTRATOR, after=NONE, role=role
    )
    w.changed.add(person.id or 0)
    _tell(w, person, LetterKind.OFFICE_DISMISSED, LetterKind.OFFICE_DISMISSED_TOLD)


def _tell(w: Work, person: Person, own: LetterKind, others: LetterKind) -> None:
    """Write to the person, and to the other local administrators: nobody's office changes unseen."""
    told = {
        "person": person.name,
        "organisation": w.organisation.name,
        "by": w.actor.name,
        "address": w.world.address(routes.users(w.organisation.key)),
    }
    cause = f"{person.key}:{audit.newest(w)}"
    if person.email:
        write(w, own, cause, Addressee(person.name, person.email), **told)
    for administrator in desks.addressees(w, Desk.ADMINISTRATORS, person.id or 0):
        write(w, others, cause, administrator, **told)


def _representative(w: Work) -> Office:
    found = offices.require(w)
    if found is not Office.LEGAL_REPRESENTATIVE:
        raise Refused("no_representative")
    return found


def _find(w: Work, person: Person) -> Appointment | None:
    return w.session.exec(
        select(Appointment)
        .where(
            Appointment.person_id == person.id,
            Appointment.organisation_id == w.organisation.id,
            Appointment.office == Office.LOCAL_ADMINISTRATOR,
        )
        .with_for_update()
    ).first()


def _count(w: Work) -> int:
    """How many local administrators there are; counted while all of them are locked, so that two who step
    down at once don't leave nobody."""
    rows = w.session.exec(
        select(Appointment.id)
        .where(
            Appointment.organisation_id == w.organisation.id,
            Appointment.office == Office.LOCAL_ADMINISTRATOR,
            col(Appointment.ended_at).is_(None),
        )
        .with_for_update()
    )
    return len(rows.all())
