"""One event is one actor, one transaction: `with work(world, actor) as w`."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlmodel import Session

from vov_app.domain.brussels import brussels_day
from vov_app.services.worlds import World


@dataclass(frozen=True)
class OrganisationRef:
    """The organisation that somebody acts for."""

    id: int
    key: str
    name: str
    kbo: str
    place: str = ""


@dataclass(frozen=True)
class Actor:
    """Who acts, and for which organisation; made afresh for each event from the database."""

    sign_in_id: int = 0
    person_id: int = 0
    name: str = ""
    organisation: OrganisationRef | None = None

    @property
    def signed_in(self) -> bool:
        """Whether this is anybody that we know."""
        return self.person_id > 0


STRANGER = Actor()


class Refused(Exception):
    """The actor may not do this. `reason` is a key in texts/nl/refused.toml."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Work:
    """What a service gets: an open transaction, who acts, and what time it is.

    `changed` takes the people whose rights or requests it changes: their screens look again after the commit.
    `later` takes the keys of files that a caretaker has to take up after the commit.
    """

    session: Session
    actor: Actor
    now: datetime
    world: World
    changed: set[int] = field(default_factory=set)
    later: set[str] = field(default_factory=set)

    @property
    def today(self) -> date:
        """The calendar day in Brussels."""
        return brussels_day(self.now)

    @property
    def organisation(self) -> OrganisationRef:
        """The organisation that the actor acts for.

        Raises:
            Refused: the actor acts for none.
        """
        if self.actor.organisation is None:
            raise Refused("no_organisation")
        return self.actor.organisation


@contextmanager
def work(world: World, actor: Actor = STRANGER, *, writes: bool = True) -> Iterator[Work]:
    """One transaction: committed at the end, rolled back when anything is raised.

    `writes=False` promises to change nothing: SQLite then takes no write lock, and whatever was
    changed all the same is rolled back.
    """
    with Session(world.engine if writes else world.reading, expire_on_commit=False) as session:
        w = Work(session, actor, world.clock.now(), world)
        yield w
        if writes:
            session.commit()
    if w.changed:
        world.tell(frozenset(w.changed))
    if w.later:
        world.call()
