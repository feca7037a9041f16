"""Where the person is in the form: a line of words and the list of steps."""

import reflex as rx

from vov_app.ui.kinds import Told, Words, either


def progress(line: Words, label: str, steps: Told) -> rx.Component:
    """Steps have `title`, `address` (empty when they can't be opened yet) and `current`."""
    return rx.el.nav(
        rx.el.p(line, class_name="steps__line"),
        rx.el.ol(rx.foreach(steps, _step), class_name="steps__list"),
        aria_label=label,
        class_name="steps",
    )


def _step(step: Told) -> rx.Component:
    name = rx.el.span(step.title, class_name="steps__name")
    current = either(step.current, "step", None)
    opened = rx.el.a(name, href=step.address, aria_current=current, class_name="steps__link")
    closed = rx.el.span(name, aria_current=current, class_name="steps__link")
    return rx.el.li(rx.cond(step.address, opened, closed), class_name="steps__item")
