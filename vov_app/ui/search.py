"""A field that narrows down a list, with the count told as it changes."""

import reflex as rx

from vov_app.ui.kinds import Told, Words
from vov_app.ui.words import status

PAUSE_MS = 300


def search(label: Words, hint: Words, on_search: Told, announced: Told) -> rx.Component:
    """Asks the server when the person pauses; the list stays where it is and the count is read out."""
    return rx.el.div(
        rx.el.label(label, html_for="search", class_name="field__label"),
        rx.el.p(hint, id="search-hint", class_name="field__hint"),
        rx.el.input(
            id="search",
            type="search",
            auto_complete="off",
            aria_describedby="search-hint",
            on_change=on_search.debounce(PAUSE_MS),
            class_name="input input--wide",
        ),
        status(announced),
        role="search",
        class_name="field",
    )
