"""Where the person is in the form: a line of words and the list of steps."""

from typing import Any

import reflex as rx

from vov_app.ui.kinds import Words


def progress(line: Words, label: str, steps: rx.Var[list[Any]]) -> rx.Component:
    """Steps have `title`, `address` (empty when they can't be opened yet) and `current`."""
    return rx.el.nav(
        rx.el.p(line, class_name="steps__line"),
        rx.el.ol(rx.foreach(steps, _step), class_name="steps__list"),
        aria_label=label,
        class_name="steps",
    )


def _step(step: Any) -> rx.Component:
    name = rx.el.span(step.title, class_name="steps__name")
    current = rx.cond(step.current, "step", None)
    opened = rx.el.a(name, href=step.address, aria_current=current, class_name="steps__link")
    closed = rx.el.span(name, aria_current=current, class_name="steps__link")
    return rx.el.li(rx.cond(step.address, opened, closed), class_name="steps__item")
