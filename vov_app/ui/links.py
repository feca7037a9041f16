"""Links: within the app, to the server, back, and to other programs."""

import reflex as rx

from vov_app.ui.kinds import Child, Told, Words
from vov_app.ui.native import native_link
from vov_app.ui.words import hidden


def link(text: Words, href: Words, more: Words = "") -> rx.Component:
    """A link to another screen; `more` is told to screen readers after the text."""
    return rx.el.a(*_told(text, more), href=href)


def server_link(text: Words, href: Words, more: Words = "") -> rx.Component:
    """A link to what the server answers itself; the browser loads it whole."""
    return rx.el.a(*_told(text, more), href=href, reload_document=True)


def button_link(text: Words, href: Words, *, secondary: bool = False, more: Words = "") -> rx.Component:
    """A link that is the main thing to do on its page."""
    looks = "button button--secondary" if secondary else "button"
    return rx.el.a(*_told(text, more), href=href, class_name=looks)


def server_button_link(text: Words, href: Words) -> rx.Component:
    """The same, to what the server answers itself, such as signing in."""
    return rx.el.a(text, href=href, reload_document=True, class_name="button")


def black_link(text: Words, href: Words) -> rx.Component:
    """The black button of the menu on the right."""
    return rx.el.a(text, href=href, class_name="button button--black")


def back_link(text: Words, href: Words) -> rx.Component:
    """The way back, on top of a page."""
    return rx.el.a(text, href=href, class_name="back")


def link_list(links: Told) -> rx.Component:
    """Links that the server knows, each with a `label` and an `address`."""
    return rx.el.ul(
        rx.foreach(links, lambda one: rx.el.li(link(one.label, one.address), key=one.address)),
        class_name="list",
    )


def mail_link(address: str, more: str) -> rx.Component:
    """A link that starts a mail; on narrow screens the address breaks at its domain."""
    name, _, domain = address.partition("@")
    broken = (f"{name}@", rx.el.wbr(), domain)
    return native_link(*broken, " ", hidden(more), href=f"mailto:{address}", class_name="help__link")


def phone_link(text: str, number: str) -> rx.Component:
    """A link that calls."""
    return native_link(text, href=f"tel:{number}", class_name="help__link")


def _told(text: Words, more: Words) -> tuple[Child, ...]:
    return (text,) if isinstance(more, str) and not more else (text, " ", hidden(more))
