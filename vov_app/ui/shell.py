"""The frame around every page: header, main, help and footer, always in the same order and place."""

import reflex as rx

from vov_app.ui.dialog import timeout_dialog
from vov_app.ui.footer import footer, help_block
from vov_app.ui.header import header, skip_link
from vov_app.ui.kinds import Child
from vov_app.ui.session_vars import SessionVars


def page_shell(*content: Child, session: SessionVars) -> rx.Component:
    """A whole page around its content, which starts with a back link or the h1."""
    inner = rx.el.div(stack(*content), class_name="container")
    return rx.fragment(
        skip_link(),
        header(session),
        rx.el.main(inner, id="main", tab_index=-1, class_name="page"),
        help_block(),
        footer(session.demo),
        timeout_dialog(session),
    )


def stack(*children: Child) -> rx.Component:
    """Things under each other with even space between them."""
    return rx.el.div(*children, class_name="stack")


def columns(top: rx.Component, aside: rx.Component, *rest: Child) -> rx.Component:
    """Content with a column on the right of it; on narrow screens that stands after the top."""
    beside = rx.el.div(aside, class_name="columns__aside")
    return rx.el.div(top, beside, stack(*rest), class_name="columns")
