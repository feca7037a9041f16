"""An explanation that one opens."""

import reflex as rx

from vov_app.ui.kinds import Child, Words


def disclosure(question: Words, *children: Child) -> rx.Component:
    """The question, and the answer under it; native, so it works by keyboard without a script."""
    return rx.el.details(
        rx.el.summary(question, class_name="more__summary"),
        rx.el.div(*children, class_name="more__body"),
        class_name="more",
    )
