"""What a command of the operator is."""

from collections.abc import Callable, Sequence

from vov_app.services.worlds import World

# Takes the world and the words after its name; gives the lines to print.
Command = Callable[[World, Sequence[str]], list[str]]


class Unusable(Exception):
    """A command was told something that it can't use; the message says what it takes."""
