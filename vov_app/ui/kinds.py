"""What furniture is made with: words, children, what the server tells, and the tone of a message."""

from enum import StrEnum
from typing import Any, TypeAlias

import reflex as rx

Words: TypeAlias = str | rx.Var[Any]
Told: TypeAlias = Any
"""A Var of a State; type checkers see the Python type that its class declares."""

Child: TypeAlias = str | rx.Var[Any] | rx.Component


class Tone(StrEnum):
    """What a message feels like; its icon and colour repeat what its words say."""

    INFO = "info"
    ONGOING = "ongoing"
    SUCCESS = "success"
    WARNING = "warning"
    ERROR = "error"


def either(test: Any, yes: Any, no: Any) -> Any:
    """One of two values that are no components, as the server finds the test."""
    pick: Any = rx.cond
    return pick(test, yes, no)


def tone_class(block: str, tone: Words) -> Words:
    """The class names of a block in this tone, which may be known to the server only."""
    return f"{block} is-{tone}"
