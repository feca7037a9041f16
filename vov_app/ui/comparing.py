"""What differs between two versions, and the figures that one was judged by."""

import reflex as rx

from vov_app.texts import t
from vov_app.ui.kinds import Told
from vov_app.ui.native import native_link


def differences(lines: Told) -> rx.Component:
    """Lines with a `label`, and what was answered `before` and `after`; empty answers are told as such."""
    return rx.el.dl(rx.foreach(lines, _difference), class_name="answers")


def rules(lines: Told) -> rx.Component:
    """Figures with a `label`, a `value`, whether they are `unsure`, and `sources` with label and address."""
    return rx.el.dl(rx.foreach(lines, _rule), class_name="answers")


def source_links(sources: Told) -> rx.Component:
    """Pages elsewhere that something comes from."""
    return rx.el.ul(rx.foreach(sources, _source), class_name="list")


def _difference(line: Told) -> rx.Component:
    return rx.el.div(
        rx.el.dt(line.label, class_name="answers__question"),
        rx.el.dd(
            rx.el.p(t("dossier.difference_from"), " ", rx.el.del_(_answer(line.before))),
            rx.el.p(t("dossier.difference_to"), " ", rx.el.ins(_answer(line.after))),
            class_name="answers__answer",
        ),
        class_name="answers__row",
    )


def _answer(answer: Told) -> rx.Component:
    return rx.cond(
        answer, rx.el.span(answer), rx.el.span(t("common.not_filled"), class_name="answers__blank")
    )


def _rule(line: Told) -> rx.Component:
    return rx.el.div(
        rx.el.dt(line.label, class_name="answers__question"),
        rx.el.dd(
            rx.cond(line.value, rx.el.p(line.value)),
            rx.cond(line.unsure, rx.el.p(line.unsure, class_name="answers__blank")),
            source_links(line.sources),
            class_name="answers__answer",
        ),
        class_name="answers__row",
    )


def _source(source: Told) -> rx.Component:
    return rx.el.li(native_link(source.label, href=source.address))
