"""A long list as a table that can be narrowed down, and gone through page by page."""

from collections.abc import Callable

import reflex as rx

from vov_app.ui.buttons import actions
from vov_app.ui.kinds import Child, Told, Words
from vov_app.ui.native import plain_id


def listing(
    caption: Words, columns: tuple[str, ...], rows: Told, row: Callable[[Told], Child]
) -> rx.Component:
    """A table with named columns; on a small screen each line is a card, and each cell says its column.

    The roles repeat what the elements are: some browsers forget it of a table that is no table to the eye.
    """
    heads = (
        rx.el.th(column, scope="col", role="columnheader", class_name="listing__head") for column in columns
    )
    table = rx.el.table(
        rx.el.caption(caption, class_name="hidden"),
        rx.el.thead(rx.el.tr(*heads, role="row"), role="rowgroup", class_name="listing__heads"),
        rx.el.tbody(rx.foreach(rows, lambda line: _told(row(line), columns)), role="rowgroup"),
        role="table",
        class_name="listing",
    )
    return rx.el.div(table, role="region", aria_label=caption, tab_index=0, class_name="listing-frame")


def listing_row(key: Told, first: Child, *cells: Child) -> rx.Component:
    """One line; the first cell names it."""
    return rx.el.tr(
        rx.el.th(first, scope="row", role="rowheader", class_name="listing__cell"),
        *(rx.el.td(cell, role="cell", class_name="listing__cell") for cell in cells),
        key=key,
        role="row",
        class_name="listing__line",
    )


def _told(line: Child, columns: tuple[str, ...]) -> Child:
    """The line with the name of its column on each cell."""
    cells = line.children if isinstance(line, rx.Component) else []
    for cell, column in zip(cells, columns, strict=False):
        if isinstance(cell, rx.Component):
            cell.custom_attrs["data-label"] = column
    return line


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
