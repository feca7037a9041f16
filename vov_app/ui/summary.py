"""Check your answers: a section per step, each with its way back; also on the receipt."""

import reflex as rx

from vov_app.texts import t
from vov_app.ui.kinds import Told, Words
from vov_app.ui.words import hidden


def answers(sections: Told, *, changeable: bool = True) -> rx.Component:
    """Sections with `title`, `change` (an address) and `rows` of `label` and `answer`."""
    made = rx.foreach(sections, lambda section: _section(section, changeable=changeable))
    return rx.el.div(made, class_name="sections")


def answer_list(rows: Told) -> rx.Component:
    """Questions with their answers in words; an empty answer is told as such."""
    return rx.el.dl(rx.foreach(rows, _row))


def _section(section: Told, *, changeable: bool) -> rx.Component:
    change = [_change(section.title, section.change)] if changeable else []
    head = rx.el.div(rx.el.h2(section.title), *change, class_name="answers__head")
    return rx.el.div(head, answer_list(section.rows), class_name="answers")


def _change(title: Words, address: Words) -> rx.Component:
    return rx.el.a(t("common.change"), " ", hidden(title), href=address, class_name="answers__change")


def _row(row: Told) -> rx.Component:
    blank = rx.el.span(t("common.not_filled"), class_name="answers__blank")
    return rx.el.div(
        rx.el.dt(row.label, class_name="answers__question"),
        rx.el.dd(rx.cond(row.answer, row.answer, blank), class_name="answers__answer"),
        class_name="answers__row",
    )
