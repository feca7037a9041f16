"""The operator's commands on the database of the real door: python -m vov_app.operating COMMAND."""

import sys
from collections.abc import Mapping, Sequence

from pydantic import ValidationError

from vov_app.doors import OneWorld
from vov_app.operating import letters, queue, record
from vov_app.operating.commands import Command, Unusable
from vov_app.services.worlds import World
from vov_app.settings import Settings, settings

COMMANDS: Mapping[str, Command] = {
    "letters": letters.show,
    "again": letters.again,
    "queue": queue.show,
    "grant": queue.grant,
    "refuse": queue.refuse,
    "audit": record.verify,
}


def run(world: World, words: Sequence[str]) -> list[str]:
    """The lines that the command answers.

    Raises:
        Unusable: there is no such command, or it can't use what it was told.
    """
    command = COMMANDS.get(words[0]) if words else None
    if command is None:
        raise Unusable(f"usage: python -m vov_app.operating {'|'.join(COMMANDS)}")
    return command(world, words[1:])


def chosen_settings() -> Settings:
    """The settings of the real door.

    Raises:
        Unusable: one is unsound, or they are those of the prototype door.
    """
    try:
        chosen = settings()
    except ValidationError as fault:
        # The messages alone: the values may be secrets.
        raise Unusable("; ".join(each["msg"] for each in fault.errors())) from None
    if chosen.is_prototype:
        raise Unusable("These commands are for the real door: give them its VOV_ variables.")
    return chosen


def main(words: Sequence[str]) -> None:
    """Run one command and print what it answers.

    Raises:
        SystemExit: it couldn't; the message says why.
    """
    try:
        lines = run(OneWorld(chosen_settings()).only, words)
    except Unusable as fault:
        sys.exit(str(fault))
    print("\n".join(lines))


if __name__ == "__main__":
    main(sys.argv[1:])
