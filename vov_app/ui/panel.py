"""The receipt's panel: what was confirmed, with the reference large enough to read aloud."""

import reflex as rx

from vov_app.ui.kinds import Words
from vov_app.ui.words import heading


def receipt_panel(title: Words, label: Words, reference: Words, *facts: Words) -> rx.Component:
    """The h1 of the page, the reference under its label, and facts such as date and hour."""
    return rx.el.div(
        heading(title),
        rx.el.p(label, class_name="panel__text"),
        rx.el.p(reference, class_name="panel__reference"),
        *(rx.el.p(fact, class_name="panel__text") for fact in facts),
        class_name="panel is-success",
    )
