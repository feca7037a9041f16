"""HTML as the browser means it, where Reflex would step in between."""

from typing import Any

import reflex as rx
from reflex_components_core.el.element import Element
from reflex_components_core.el.elements.inline import A

from vov_app.ui.kinds import Child, Words


class NativeForm(Element):
    """A form that posts to the server; `rx.el.form` prevents that when it has no handler."""

    tag = "form"

    action: rx.Var[str]
    method: rx.Var[str]


def native_link(*children: Child, href: Words, **props: Any) -> rx.Component:
    """A plain anchor, for places on the page, mail and telephone; `rx.el.a` is the router's link."""
    return A.create(*children, href=href, **props)


def post_form(*children: Child, action: str) -> rx.Component:
    """A form whose button is a real navigation, so that the browser takes new cookies along."""
    return NativeForm.create(*children, action=action, method="post")


def hidden_value(name: str, value: Words | int) -> rx.Component:
    """What a form sends along of the page on which it stands, as it was when it was sent."""
    return rx.el.input(type="hidden", name=name, value=value)


def plain_id(name: str) -> rx.Var[str]:
    """An id without a ref of Reflex, whose value would go along with the form in place of what is chosen:
    the value of the first radio button, chosen or not."""
    return rx.Var.create(name)
