"""An explanation that one opens."""

import reflex as rx

from vov_app.ui.kinds import Child, Told


def disclosure(question: Child, *children: Child, on_open: Told = None) -> rx.Component:
    """The question, and the answer under it; native, so it works by keyboard without a script.

    `on_open` asks the server for an answer that nobody may want to see.
    """
    asked = {"on_click": on_open} if on_open else {}
    return rx.el.details(
        rx.el.summary(question, class_name="more__summary", **asked),
        rx.el.div(*children, class_name="more__body"),
        class_name="more",
    )
