"""Messages in a box, and the status in a word: icon and colour only repeat what the words say."""

import reflex as rx

from vov_app.ui.kinds import Child, Tone, Words, tone_class


def alert(tone: Tone, *children: Child, title: Words = "") -> rx.Component:
    """A message; texts become paragraphs."""
    named = [] if isinstance(title, str) and not title else [rx.el.p(title, class_name="alert__title")]
    body = rx.el.div(*named, *map(_block, children), class_name="alert__body")
    return rx.el.div(body, class_name=tone_class("alert", tone))


def pill(tone: Words, words: Words, id: str = "pill") -> rx.Component:  # noqa: A002 - the name that HTML gives it
    """A status in a few words; the server may move the focus to it."""
    return rx.el.p(words, id=id, tab_index=-1, class_name=tone_class("pill", tone))


def _block(child: Child) -> Child:
    return child if isinstance(child, rx.Component) else rx.el.p(child)
