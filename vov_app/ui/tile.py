"""The tile that says how things stand with the right, and carries the one thing to do."""

from typing import NamedTuple

import reflex as rx

from vov_app.ui.alert import pill
from vov_app.ui.kinds import Child, Words


class TileWords(NamedTuple):
    """What the tile tells; `who` may be empty."""

    tone: Words
    status: Words
    explanation: Words
    who: Words


def tile(title: Words, words: TileWords, *actions: Child) -> rx.Component:
    """The whole state in words, then the action."""
    who = rx.cond(words.who, rx.el.p(words.who))
    return rx.el.section(
        rx.el.h2(title, id="tile-title"),
        pill(words.tone, words.status, id="tile-status"),
        rx.el.p(words.explanation),
        who,
        rx.el.div(*actions, class_name="actions"),
        aria_labelledby="tile-title",
        class_name="tile",
    )
