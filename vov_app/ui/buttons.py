"""Buttons: one main action a screen, and the row in which they stand."""

from typing import Any

import reflex as rx

from vov_app.texts import t
from vov_app.ui.kinds import Child, Told, Words


def button(text: Child, on_click: Told, *, secondary: bool = False) -> rx.Component:
    """A button that asks the server to do something."""
    looks = "button button--secondary" if secondary else "button"
    return rx.el.button(text, type="button", on_click=on_click, class_name=looks)


def submit(text: Words, *, quiet: bool = False) -> rx.Component:
    """The button that sends the form in which it stands; never disabled."""
    return rx.el.button(text, type="submit", class_name="button button--quiet" if quiet else "button")


def print_button() -> rx.Component:
    """Prints the page; the browser does it, no event is sent."""
    now: rx.Var[Any] = rx.Var("() => window.print()")
    looks = "button button--secondary"
    return rx.el.button(t("common.print"), type="button", class_name=looks, custom_attrs={"onClick": now})


def actions(*children: Child) -> rx.Component:
    """A row of buttons, the main one first."""
    return rx.el.div(*children, class_name="actions")
