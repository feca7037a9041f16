"""How far something is that goes on by itself: a bar, the same in words, and now and then read out."""

import reflex as rx

from vov_app.ui.behaviour import SessionTimer
from vov_app.ui.kinds import Told, Words, either
from vov_app.ui.words import hint

EVERY_MS = 900


def progress_bar(label: Words, shown: Told) -> rx.Component:
    """`shown` has `value`, `most` (0 as long as nobody knows), and words: `line`, `errors`, `left`."""
    known = rx.el.progress(value=shown.value, max=shown.most, aria_label=label, class_name="bar-of-progress")
    unknown = rx.el.progress(aria_label=label, class_name="bar-of-progress")
    return rx.el.div(
        rx.cond(shown.most > 0, known, unknown),
        rx.el.p(shown.line),
        rx.cond(shown.errors, rx.el.p(shown.errors)),
        hint(shown.left),
    )


def told_aloud(announced: Words) -> rx.Component:
    """How far it is, for who doesn't see the bar: read out when it changes; mounted before it does."""
    return rx.el.p(announced, role="status", id="progress-told", class_name="hidden")


def ticking(active: Told, on_tick: Told) -> rx.Component:
    """Asks the server again every second, for as long as the server says that there is something to come."""
    return SessionTimer.create(due_ms=either(active, EVERY_MS, 0), on_due=on_tick)
