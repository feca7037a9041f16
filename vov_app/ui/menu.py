"""The menu on the right of the home page."""

import reflex as rx

from vov_app.ui.kinds import Child, Words


def menu(title: str, *items: Child) -> rx.Component:
    """Entries under each other; the first is the black button."""
    return rx.el.nav(
        rx.el.h2(title, id="menu-title", class_name="menu__title"),
        rx.el.ul(*(rx.el.li(item) for item in items), class_name="menu__list"),
        aria_labelledby="menu-title",
        class_name="menu",
    )


def menu_link(text: Words, href: Words) -> rx.Component:
    """A plain entry of the menu."""
    return rx.el.a(text, href=href, class_name="menu__link")
