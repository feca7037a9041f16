"""The line that says that the connection is gone, and that what was filled in isn't."""

import reflex as rx
from reflex_components_core.core.banner import has_too_many_connection_errors

from vov_app.texts import t


@rx.memo
def connection_line() -> rx.Component:
    """Stays mounted, so that a change is read out."""
    lost = rx.el.p(t("ui.connection.lost"), class_name="connection__text")
    return rx.el.div(rx.cond(has_too_many_connection_errors, lost), role="status", class_name="connection")
