"""What the guard found out about the event that runs now: the world, who acts, and how long still."""

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TypeVar

from vov_app.services.signing_in import Recognition
from vov_app.services.work import Work, work
from vov_app.services.worlds import World

Result = TypeVar("Result")


@dataclass(frozen=True)
class Present:
    """The circumstances of one event."""

    world: World
    recognition: Recognition
    path: str = "/"


PRESENT: ContextVar[Present] = ContextVar("present")


async def perform(verb: Callable[[Work], Result], *, writes: bool = True) -> Result:
    """Run one service verb as one transaction of the event that runs now.

    Raises:
        Refused: the service refuses the actor.
        LookupError: no guard came before, so nobody knows who acts.
    """
    here = PRESENT.get()

    def transaction() -> Result:
        with work(here.world, here.recognition.actor, writes=writes) as w:
            return verb(w)

    return await here.world.run(transaction)


async def look(verb: Callable[[Work], Result]) -> Result:
    """Run one service verb that only reads."""
    return await perform(verb, writes=False)
