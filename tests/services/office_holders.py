"""Who holds an office at De Korenbloem, ready as actors."""

from sqlmodel import Session, select

from tests import factories
from tests.services import people
from vov_app.models import Membership, Office, Organisation, Person
from vov_app.services.work import Actor


def administrator(session: Session, name: str = "Carine De Smet") -> Actor:
    """Somebody who works there and is local administrator."""
    return _appointed(session, name, Office.LOCAL_ADMINISTRATOR)


def representative(session: Session, name: str = "Geert Jacobs") -> Actor:
    """Somebody who works there and represents it by law."""
    return _appointed(session, name, Office.LEGAL_REPRESENTATIVE)


def key_of(session: Session, name: str) -> str:
    """The key of the person with this name."""
    given, family = name.split(" ", 1)
    wanted = select(Person).where(Person.given_name == given, Person.family_name == family)
    return session.exec(wanted).one().key


def elsewhere(session: Session, name: str = "Els Wouters") -> str:
    """Somebody who works at Van Loo; their key."""
    where = session.exec(select(Organisation).where(Organisation.kbo == factories.VAN_LOO)).first()
    who = factories.person(session, name)
    factories.membership(session, who, where or factories.organisation(session, "Van Loo", factories.VAN_LOO))
    return who.key


def membership_of(session: Session, key: str) -> Membership:
    """The one membership of a person."""
    wanted = select(Membership).join(Person, Person.id == Membership.person_id)  # type: ignore[arg-type]
    return session.exec(wanted.where(Person.key == key)).one()


def _appointed(session: Session, name: str, office: Office) -> Actor:
    actor = people.member(session, name)
    who = session.exec(select(Person).where(Person.id == actor.person_id)).one()
    factories.appointment(session, who, people.korenbloem(session), office)
    return actor
