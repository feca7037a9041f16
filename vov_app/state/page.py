"""What a page's State shows is forgotten as soon as the person is elsewhere."""

from collections.abc import Callable
from typing import Any, TypeVar

import reflex as rx

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
