"""What the operator's commands share: how they end, and the world that they work on."""

from enum import IntEnum

from pydantic import ValidationError

from vov_app.doors import OneWorld
from vov_app.services.worlds import World
from vov_app.settings import Settings, settings, told


class Exit(IntEnum):
    """How a command ends; 2 is what Typer gives for words that it doesn't know."""

    DONE = 0
    REFUSED = 1
    USAGE = 2
    SETTINGS = 3
    DATABASE = 4


class Unusable(Exception):
    """A command can't do what it was told; the message is one line that says why, `code` how it ends."""

    def __init__(self, message: str, code: Exit = Exit.REFUSED) -> None:
        super().__init__(message)
        self.code = code


def chosen_settings() -> Settings:
    """The settings of the real door.

    Raises:
        Unusable: one is unsound, or they are those of the prototype door.
    """
    try:
        chosen = settings()
    except ValidationError as fault:
        raise Unusable("\n".join(told(fault)), Exit.SETTINGS) from None
    if chosen.is_prototype:
        raise Unusable("These commands are for the real door: give them its VOV_ variables.", Exit.SETTINGS)
    return chosen


def real_world() -> World:
    """The one world of the real door.

    Raises:
        Unusable: the settings don't make one.
    """
    return OneWorld(chosen_settings()).only
