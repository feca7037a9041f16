"""Rows to mend: a table of which each row holds a small form, and on a narrow screen a list of them.

The roles are said aloud: a table that is laid out as something else is none any more to a screen reader.
"""

from typing import Any, NamedTuple

import reflex as rx

from vov_app.ui.alert import alert
from vov_app.ui.buttons import actions
from vov_app.ui.disclosure import disclosure
from vov_app.ui.kinds import Child, Told, Tone, Words, either
from vov_app.ui.native import hidden_value
from vov_app.ui.words import hidden


class RowWords(NamedTuple):
    """What stands in each row of the grid."""

    others: str
    save: str


def grid(caption: Words, heads: tuple[str, ...], rows: Told, row: Any) -> rx.Component:
    """A table of rows to mend, with what its columns are."""
    columns = (rx.el.th(head, scope="col", role="columnheader", class_name="grid__head") for head in heads)
    return rx.el.table(
        rx.el.caption(caption, class_name="hidden"),
        rx.el.thead(rx.el.tr(*columns, role="row"), role="rowgroup"),
        rx.el.tbody(rx.foreach(rows, row), role="rowgroup"),
        role="table",
        class_name="grid",
    )


def grid_row(row: Told, words: RowWords, *buttons: Child, on_save: Told) -> rx.Component:
    """One row: whose it is, what is wrong with it, its other answers, and what can be done with it."""
    name = rx.el.th(
        rx.el.span(row.title, class_name="grid__number"),
        rx.el.span(row.name),
        rx.el.span(row.training),
        scope="row",
        role="rowheader",
        class_name="grid__cell",
    )
    save = rx.el.button(
        words.save, " ", hidden(row.title), type="submit", class_name="button button--secondary"
    )
    form = rx.el.form(
        hidden_value("number", row.number),
        hidden_value("version", row.version),
        rx.cond(row.double, alert(Tone.WARNING, row.double)),
        rx.foreach(row.wrong, lambda cell: _cell(row, cell)),
        disclosure(
            rx.fragment(words.others, " ", hidden(row.title)),
            rx.foreach(row.others, lambda cell: _cell(row, cell)),
        ),
        actions(save, *buttons),
        on_submit=on_save,
        no_validate=True,
        class_name="grid__form",
    )
    return rx.el.tr(
        name,
        rx.el.td(form, role="cell", class_name="grid__cell"),
        role="row",
        key=row.key,
        class_name="grid__row",
    )


def _cell(row: Told, cell: Told) -> rx.Component:
    """One answer, labelled by its row and its column."""
    state: dict[str, Any] = {
        "id": cell.id,
        "name": cell.name,
        "aria_invalid": either(cell.fault, True, False),
        "aria_describedby": cell.id + "-fault",
    }
    options = rx.foreach(
        cell.choices, lambda choice: rx.el.option(choice.label, value=choice.value, key=choice.value)
    )
    pick = rx.el.select(options, default_value=cell.value, class_name="input", **state)
    line = rx.el.input(
        type="text",
        default_value=cell.value,
        auto_complete="off",
        spell_check=False,
        class_name="input",
        **state,
    )
    return rx.el.div(
        rx.el.label(hidden(row.title), " ", cell.label, html_for=cell.id, class_name="grid__label"),
        rx.el.p(cell.fault, id=cell.id + "-fault", class_name="field__fault"),
        rx.cond(cell.choices.length() > 0, pick, line),
        class_name=either(cell.fault, "field field--fault", "field"),
        key=cell.id,
    )
