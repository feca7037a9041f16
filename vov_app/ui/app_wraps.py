"""What stands around all pages, in place of Reflex's own overlay, toaster and error page."""

from collections.abc import Callable
from typing import Final

import reflex as rx

from vov_app.ui.behaviour import InPageLinks, LeaveFields, RouteFocus
from vov_app.ui.connection import connection_line
from vov_app.ui.error_boundary import error_boundary


@rx.memo
def page_manners() -> rx.Component:
    """How focus moves between and on pages."""
    return rx.fragment(RouteFocus.create(), LeaveFields.create(), InPageLinks.create())


APP_WRAPS: Final[dict[tuple[int, str], Callable[[bool], rx.Component | None]]] = {
    (55, "ErrorBoundary"): lambda _stateful: error_boundary(),
    (5, "PageManners"): lambda _stateful: rx.fragment(page_manners()),
    (4, "Connection"): lambda stateful: rx.fragment(connection_line()) if stateful else None,
}
