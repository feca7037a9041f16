"""One event is one actor, one transaction: `with work(world, actor) as w`."""

from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection
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
    `found` keeps what was looked up and stays as it is until the end (see `reading.once`).
    """

    connection: Connection
    actor: Actor
    now: datetime
    world: World
    changed: set[int] = field(default_factory=set)
    later: set[str] = field(default_factory=set)
    sessions: list[Session] = field(default_factory=list)
    found: dict[Hashable, Any] = field(default_factory=dict)

    @property
    def session(self) -> Session:
        """The transaction as objects; made when somebody wants them, for most events need rows alone."""
        if not self.sessions:
            self.sessions.append(Session(self.connection, expire_on_commit=False))
        return self.sessions[0]

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

    `writes=False` promises to change nothing; the database refuses what breaks the promise.
    """
    with (world.engine if writes else world.reading).connect() as connection:
        w = Work(connection, actor, world.clock.now(), world)
        try:
            yield w
            if writes:
                _commit(w)
        finally:
            for session in w.sessions:
                session.close()
    if w.changed:
        world.tell(frozenset(w.changed))
    if w.later:
        world.call()


def _commit(w: Work) -> None:
    for session in w.sessions:
        session.commit()
    w.connection.commit()
