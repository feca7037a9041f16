"""A list of cards: each one link, or the facts about one thing and what can be done with it."""

from typing import Any

import reflex as rx

from vov_app.ui.kinds import Child, Told, Words


def cards(*items: Child, pairs: bool = False) -> rx.Component:
    """The list; its items are made by `card`, one by one or in a foreach."""
    return rx.el.ul(*items, class_name="cards cards--pairs" if pairs else "cards")


def card(
    title: Words, href: Words, *hints: Words, plain: bool = False, reload: bool = False, **props: Any
) -> rx.Component:
    """One choice; `plain` tells it apart from its kin, `reload` when the server answers it itself."""
    looks = "card card--plain" if plain else "card"
    return rx.el.li(
        rx.el.a(title, href=href, class_name="card__link", reload_document=reload),
        *(rx.el.span(text, class_name="card__hint") for text in hints),
        class_name=looks,
        **props,
    )


def open_card(title: Child, *children: Child, key: Told, plain: bool = False) -> rx.Component:
    """A card that holds more than a way onward: what it is about, facts, and what can be done with it."""
    looks = "card card--open card--plain" if plain else "card card--open"
    return rx.el.li(rx.el.h3(title), *children, key=key, class_name=looks)
