"""Who acts in the service tests: people of De Korenbloem, ready as actors."""

from sqlmodel import Session, select

from tests import factories
from vov_app.models import Organisation, Person
from vov_app.services.work import Actor, OrganisationRef


def ref(where: Organisation) -> OrganisationRef:
    """The organisation as an actor carries it."""
    return OrganisationRef(where.id or 0, where.key, where.name, where.kbo, where.place)


def korenbloem(session: Session) -> Organisation:
    """De Korenbloem, made at the first call."""
    found = session.exec(select(Organisation).where(Organisation.kbo == factories.KORENBLOEM)).first()
    return found or factories.organisation(session)


def member(session: Session, name: str = "Bart Claes") -> Actor:
    """Somebody who may act for De Korenbloem, without any right."""
    where = korenbloem(session)
    who = factories.person(session, name)
    factories.membership(session, who, where)
    return Actor(sign_in_id=1, person_id=who.id or 0, name=who.name, organisation=ref(where))


def filer(session: Session, name: str = "An Peeters") -> Actor:
    """Somebody who may act for De Korenbloem and holds the right there."""
    actor = member(session, name)
    who = session.exec(select(Person).where(Person.id == actor.person_id)).one()
    factories.grant(session, who, korenbloem(session))
    return actor


def administrator(session: Session, email: str | None = "carine@korenbloem.example") -> Person:
    """Carine De Smet, local administrator of De Korenbloem."""
    who = factories.person(session, "Carine De Smet")
    factories.appointment(session, who, korenbloem(session), email=email)
    return who
