"""A table of names and figures."""

import reflex as rx

from vov_app.ui.kinds import Told, Words


def figures(caption: Words, lines: Told) -> rx.Component:
    """One row per line, each with a `label` and a `value`."""
    return rx.el.table(
        rx.el.caption(caption, class_name="table__caption"),
        rx.el.tbody(rx.foreach(lines, _row)),
        class_name="table",
    )


def _row(line: Told) -> rx.Component:
    return rx.el.tr(
        rx.el.th(line.label, scope="row", class_name="table__name"),
        rx.el.td(line.value, class_name="table__value"),
        class_name="table__row",
    )
