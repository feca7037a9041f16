"""A world is everything that differs between one running copy of the system and another."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeVar

from sqlalchemy import Engine

from vov_app.domain.trainings import Training

Result = TypeVar("Result")


class Clock(Protocol):
    """Tells the time of one world."""

    def now(self) -> datetime:
        """The present moment, aware and in UTC."""
        ...


class TrainingRegister(Protocol):
    """The opleidingsdatabank, or its stand-in."""

    def training(self, odb: str) -> Training | None:
        """The training with this compact ODB number, or None when it isn't registered."""
        ...


@dataclass(frozen=True)
class Lifetimes:
    """How long a sign-in lasts, in minutes, and how many seconds ahead its end is announced."""

    idle_minutes: int
    absolute_minutes: int
    warning_seconds: int


@dataclass(frozen=True)
class Manners:
    """What the rights service promises: working days for a decision, days of pause after a refusal.

    Who asked is reminded for after so many working days; a request lapses, a right is warned of, a draft and
    what was read of a file are deleted so many days on. Without an address the operator finds requests in the
    queue alone.
    """

    promised_working_days: int
    refusal_pause_days: int
    open_requests_per_person: int
    remind_after_working_days: int = 3
    request_expiry_days: int = 60
    warn_days: int = 30
    draft_days: int = 90
    operator_name: str = ""
    operator_email: str = ""
    batch_days: int = 30


@dataclass(frozen=True)
class Keeping:
    """How long each kind is kept, in days after it ended, or years for the record of what happened."""

    sign_in_days: int = 30
    draft_days: int = 30
    letter_days: int = 365
    invitation_days: int = 30
    request_days: int = 365
    feed_days: int = 30
    record_years: int = 10


@dataclass(frozen=True)
class World:
    """One running copy: its database, its clock, its register and its house rules.

    `reading` is the engine for work that changes nothing, on the same database.
    """

    key: str
    engine: Engine
    reading: Engine
    clock: Clock
    register: TrainingRegister
    lifetimes: Lifetimes
    manners: Manners
    secret: bytes
    session_cookie: str
    public_url: str
    demo: bool = False
    keeping: Keeping = Keeping()

    def tell(self, people: frozenset[int]) -> None:
        """Have the open screens of these people look again; they hear nothing but that."""
        for listener in _listeners:
            listener(self.key, people)

    def call(self) -> None:
        """Call the caretaker of this process: there is work to take up."""
        for caretaker in _caretakers:
            caretaker(self.key)

    def address(self, path: str) -> str:
        """The whole address of a path on this site, for letters."""
        return f"{self.public_url.rstrip('/')}{path}"

    async def run(self, verb: Callable[[], Result]) -> Result:
        """Call `verb`: inline on SQLite (fractions of a millisecond), else in a thread, so that a slow
        database server never holds up the other people on the event loop."""
        if self.engine.dialect.name == "sqlite":
            return verb()
        return await asyncio.to_thread(verb)


class Entrance(Protocol):
    """Finds the world that a browser is in, from the cookies it sends."""

    def world(self, cookies: str) -> World | None:
        """The world named by this Cookie header; None when it names none that exists."""
        ...


class NoWorld(LookupError):
    """The browser's cookies name no world: the page has to be loaded again."""


_entrance: list[Entrance] = []
_listeners: list[Callable[[str, frozenset[int]], None]] = []
_caretakers: list[Callable[[str], None]] = []


def listen(listener: Callable[[str, frozenset[int]], None]) -> None:
    """Hear, after each commit, in which world the rights or requests of which people changed.

    Called in the thread of the work; must return at once and raise nothing.
    """
    _listeners[:] = [listener]


def on_call(caretaker: Callable[[str], None]) -> None:
    """Hear, after each commit that leaves work for later, in which world that is.

    Called in the thread of the work; must return at once and raise nothing.
    """
    _caretakers[:] = [caretaker]


def open_entrance(entrance: Entrance) -> None:
    """Choose, once per process, how browsers find their world."""
    _entrance[:] = [entrance]


def world_for(cookies: str) -> World:
    """The world of the browser that sends this Cookie header.

    Raises:
        NoWorld: there is none.
    """
    world = _entrance[0].world(cookies) if _entrance else None
    if world is None:
        raise NoWorld
    return world
