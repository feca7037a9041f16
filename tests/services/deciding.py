"""A request that waits, and those who may decide about it."""

from collections.abc import Callable
from typing import Any

from sqlmodel import Session, select

from tests import factories
from tests.services import people
from vov_app.models import Letter, LetterKind, Office, Person, RightRequest
from vov_app.services import right_requests
from vov_app.services.work import Actor, work
from vov_app.services.worlds import World

Seed = Callable[[Callable[[Session], Any]], Any]
REASON = "Ik volg de opleidingen op."


def holder(name: str, office: Office, email: str | None) -> Callable[[Session], Actor]:
    """Makes somebody who works at De Korenbloem and holds an office there."""

    def make(session: Session) -> Actor:
        actor = people.member(session, name)
        who = session.exec(select(Person).where(Person.id == actor.person_id)).one()
        factories.appointment(session, who, people.korenbloem(session), office, email)
        return actor

    return make


def carine(session: Session) -> Actor:
    """Carine De Smet, local administrator."""
    return holder("Carine De Smet", Office.LOCAL_ADMINISTRATOR, "carine@korenbloem.example")(session)


def geert(session: Session) -> Actor:
    """Geert Jacobs, legal representative."""
    return holder("Geert Jacobs", Office.LEGAL_REPRESENTATIVE, "geert@korenbloem.example")(session)


def mailed(session: Session, actor: Actor, address: str = "bart@korenbloem.example") -> None:
    """Gives somebody an address of their own."""
    session.exec(select(Person).where(Person.id == actor.person_id)).one().email = address


def asked(world: World, actor: Actor) -> str:
    """The key of a request that was made now."""
    with work(world, actor) as w:
        return right_requests.ask(w, {"reason": REASON}).key


def request(world: World) -> RightRequest:
    """The only request there is."""
    with Session(world.engine, expire_on_commit=False) as session:
        return session.exec(select(RightRequest)).one()


def letters(world: World) -> list[tuple[LetterKind, str]]:
    """Each letter's kind and where it goes, in the order of writing."""
    with Session(world.engine) as session:
        return [(one.kind, one.recipient) for one in session.exec(select(Letter).order_by(Letter.id))]  # type: ignore[arg-type]
