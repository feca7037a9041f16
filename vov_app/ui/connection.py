"""The line that says that the connection is gone, or that somebody has to wait a little."""

import reflex as rx
from reflex_components_core.core.banner import has_too_many_connection_errors

from vov_app.texts import t
from vov_app.ui.kinds import Told


@rx.memo
def connection_line() -> rx.Component:
    """Stays mounted, so that a change is read out."""
    lost = rx.el.p(t("ui.connection.lost"), class_name="connection__text")
    return rx.el.div(rx.cond(has_too_many_connection_errors, lost), role="status", class_name="connection")


def busy_line(told: Told) -> rx.Component:
    """How long to wait; stands where the line about the connection does, and is read out at once."""
    words = rx.el.p(told, class_name="connection__text")
    return rx.el.div(rx.cond(told, words), role="alert", class_name="connection")
