"""What happened, one thing under the other."""

import reflex as rx

from vov_app.ui.kinds import Told
from vov_app.ui.words import hint


def timeline(events: Told) -> rx.Component:
    """Events with `number`, `title`, `at`, `by`, `text` and `deadline`; the last two may be empty."""
    return rx.el.ol(rx.foreach(events, _event), class_name="timeline")


def quote(text: Told) -> rx.Component:
    """What somebody wrote, with its lines."""
    return rx.el.p(text, class_name="quote")


def _event(event: Told) -> rx.Component:
    return rx.el.li(
        rx.el.p(event.title, class_name="timeline__title"),
        hint(event.at + " - " + event.by),
        rx.cond(event.text, rx.el.p(event.text, class_name="timeline__text")),
        rx.cond(event.deadline, rx.el.p(event.deadline)),
        key=event.number,
        class_name="timeline__item",
    )
