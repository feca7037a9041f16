"""A long list as a table that can be narrowed down, and gone through page by page."""

from collections.abc import Callable

import reflex as rx

from vov_app.ui.buttons import actions
from vov_app.ui.kinds import Child, Told, Words
from vov_app.ui.native import plain_id


def listing(
    caption: Words, columns: tuple[str, ...], rows: Told, row: Callable[[Told], Child]
) -> rx.Component:
    """A table with named columns; on a small screen it is scrolled in its own frame, by keyboard too."""
    heads = (rx.el.th(column, scope="col", class_name="listing__head") for column in columns)
    table = rx.el.table(
        rx.el.caption(caption, class_name="hidden"),
        rx.el.thead(rx.el.tr(*heads)),
        rx.el.tbody(rx.foreach(rows, row)),
        class_name="listing",
    )
    return rx.el.div(table, role="region", aria_label=caption, tab_index=0, class_name="listing-frame")


def listing_row(key: Told, first: Child, *cells: Child) -> rx.Component:
    """One line; the first cell names it."""
    return rx.el.tr(
        rx.el.th(first, scope="row", class_name="listing__cell"),
        *(rx.el.td(cell, class_name="listing__cell") for cell in cells),
        key=key,
    )


def pick(name: str, label: Words, choices: Told, value: Told) -> rx.Component:
    """One of several values, each with a `value` and a `label`; what was picked before is kept."""
    options = rx.foreach(choices, lambda choice: rx.el.option(choice.label, value=choice.value))
    return rx.el.div(
        rx.el.label(label, html_for=name, class_name="field__label"),
        rx.el.select(
            options, id=plain_id(name), name=name, default_value=value, class_name="input input--wide"
        ),
        class_name="field",
    )


def narrow_form(label: Words, send: Words, *picks: Child, on_submit: Told) -> rx.Component:
    """The choices that narrow a list down, sent together."""
    return rx.el.form(
        rx.el.div(*picks, class_name="narrow__fields"),
        actions(rx.el.button(send, type="submit", class_name="button button--secondary")),
        on_submit=on_submit,
        aria_label=label,
        class_name="narrow",
    )
