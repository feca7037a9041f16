"""What a page's State shows is forgotten as soon as the person is elsewhere."""

from collections.abc import Callable
from typing import Any, TypeVar

import reflex as rx

from vov_app import routes

S = TypeVar("S", bound=type[rx.State])

# What each page pattern loads; the pages tell it when they are added.
LOADS: dict[str, tuple[Any, ...]] = {}
PAGE_STATES: list[tuple[type[rx.State], tuple[str, ...]]] = []


def page_state(*places: str) -> Callable[[S], S]:
    """Register a State with the address patterns on which it may keep data; elsewhere it is emptied."""

    def register(cls: S) -> S:
        PAGE_STATES.append((cls, places))
        return cls

    return register


def elsewhere(fn: Any, path: str) -> bool:
    """Whether this is about a page that isn't open any more: the person went on before its turn came.

    That is so for what screens send by themselves: to load again, and what was typed a moment ago.
    """
    state, _, name = fn.__qualname__.rpartition(".")
    if name not in ("load", "note", "arrive", "tick"):
        return False
    here = routes.pattern_of(path)
    return any(cls.__name__ == state and places and here not in places for cls, places in PAGE_STATES)
