"""What is said, and kept, when the connection is gone or the server can't reach what it needs."""

from typing import Final

import reflex as rx
from reflex_components_core.core.banner import has_too_many_connection_errors

from vov_app.texts import t
from vov_app.ui.behaviour import KeepTyped, MoveElsewhere, SessionTimer
from vov_app.ui.kinds import Told, either

AGAIN_MS: Final = 3000


@rx.memo
def connection_line() -> rx.Component:
    """Stays mounted, so that a change is read out."""
    lost = rx.el.p(t("ui.connection.lost"), class_name="connection__text")
    return rx.el.div(rx.cond(has_too_many_connection_errors, lost), role="status", class_name="connection")


def busy_line(told: Told) -> rx.Component:
    """How long to wait; stands where the line about the connection does, and is read out at once."""
    words = rx.el.p(told, class_name="connection__text")
    return rx.el.div(rx.cond(told, words), role="alert", class_name="connection")


def away_line(away: Told, on_again: Told) -> rx.Component:
    """Says that the server is there but can't do anything, and asks it every few seconds whether it can."""
    said = rx.el.p(t("ui.connection.away"), class_name="connection__text")
    return rx.fragment(
        rx.el.div(rx.cond(away, said), role="status", id="away", class_name="connection"),
        SessionTimer.create(due_ms=either(away, AGAIN_MS, 0), on_due=on_again),
    )


def keeping(born: Told, away: Told, moving: Told) -> rx.Component:
    """Keeps what was typed through all of that."""
    return rx.fragment(KeepTyped.create(born=born, away=away), MoveElsewhere.create(now=moving))
