"""Text on a page: headings, paragraphs, lists, and what stands there while we wait."""

from typing import Any

import reflex as rx

from vov_app.texts import t
from vov_app.ui.kinds import Child, Told, Words


def heading(text: Words, id: str = "page-title") -> rx.Component:  # noqa: A002 - the name that HTML gives it
    """The h1 of a page; it takes the focus after a navigation."""
    return rx.el.h1(text, id=id, tab_index=-1)


def subtitle(text: Words) -> rx.Component:
    """The h2 right under the h1 of the same screen."""
    return rx.el.h2(text, class_name="subtitle")


def lead(text: Words) -> rx.Component:
    """The first paragraph, larger than the rest."""
    return rx.el.p(text, class_name="lead")


def paragraph(*children: Child) -> rx.Component:
    """A paragraph no wider than one reads with ease."""
    return rx.el.p(*children, class_name="text")


def hint(text: Words) -> rx.Component:
    """A remark of less weight."""
    return rx.el.p(text, class_name="hint")


def code(text: Words) -> rx.Component:
    """A code for the help desk."""
    return rx.el.p(text, class_name="code")


def section(title: Words, *children: Child) -> rx.Component:
    """An h2 with what belongs to it."""
    return rx.el.div(rx.el.h2(title), *children, class_name="section")


def bullets(*items: Child) -> rx.Component:
    """A list without order."""
    return rx.el.ul(*map(_item, items), class_name="list")


def numbered(*items: Child) -> rx.Component:
    """A list of which the order counts."""
    return rx.el.ol(*map(_item, items), class_name="list")


def bullets_of(texts: Told) -> rx.Component:
    """A list of texts that the server knows."""
    return rx.el.ul(rx.foreach(texts, _row), class_name="list")


def letter(text: Words) -> rx.Component:
    """A text to copy, with its own line breaks."""
    return rx.el.pre(text, class_name="letter")


def hidden(text: Words) -> rx.Component:
    """Words that only screen readers tell."""
    return rx.el.span(text, class_name="hidden")


def status(text: Words, **props: Any) -> rx.Component:
    """A line that is read out when it changes; keep it mounted."""
    return rx.el.p(text, role="status", class_name="saved", **props)


def spoken(text: Words) -> rx.Component:
    """A line for screen readers alone, read out when it changes; keep it mounted."""
    return rx.el.p(text, role="status", id="spoken", class_name="hidden")


def loading() -> rx.Component:
    """What stands there until the server has told more."""
    return rx.el.p(t("common.loading"), class_name="loading")


def when(ready: Told, *children: Child) -> rx.Component:
    """The children as soon as the server has decided; never a guess before."""
    return rx.cond(ready, rx.fragment(*children), loading())


def _item(child: Child) -> rx.Component:
    return rx.el.li(child)


def _row(text: rx.Var[str]) -> rx.Component:
    return rx.el.li(text)
