"""The worlds in which a file waits to be read or filed, without opening each of them again and again."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing

from vov_app.prototype.world_folder import WorldFolder
from vov_app.prototype.worlds import Worlds
from vov_app.services.batches import AT_WORK
from vov_app.services.worlds import World

_WAITS = f"SELECT 1 FROM batch WHERE status IN ({', '.join('?' * len(AT_WORK))}) LIMIT 1"  # noqa: S608


def left_behind(worlds: Worlds) -> Callable[[], Iterable[World]]:
    """Where to look for work: once in every world, for a server that was killed left some behind.

    From then on where somebody is: whoever leaves work in a world calls for the worker.
    """
    every = iter([True])

    def some() -> Iterator[World]:
        if next(every, False):
            yield from _waiting(worlds)
        yield from worlds.opened()

    return some


def _waiting(worlds: Worlds) -> Iterator[World]:
    for place in worlds.folders():
        world = worlds.at(place.path.name) if _waits(place) else None
        if world is not None:
            yield world


def _waits(place: WorldFolder) -> bool:
    """Asked of the file itself: a world that is opened counts as visited."""
    try:
        address = f"file:{place.database(place.state().generation)}?mode=ro"
        with closing(sqlite3.connect(address, uri=True)) as connection:
            return connection.execute(_WAITS, AT_WORK).fetchone() is not None
    except (OSError, ValueError, sqlite3.Error):
        return False  # it was removed meanwhile, or begins again
