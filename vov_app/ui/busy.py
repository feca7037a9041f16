"""Somebody else is editing what this screen shows: who, and the button with which one takes it over."""

import reflex as rx

from vov_app.texts import t
from vov_app.ui.alert import alert
from vov_app.ui.buttons import actions, button
from vov_app.ui.kinds import Told, Tone


def busy(told: Told, on_take_over: Told) -> rx.Component:
    """Nothing as long as nobody else is; the server may move the focus to it."""
    take = actions(button(t("refund.busy.button"), on_take_over))
    box = rx.el.div(
        alert(Tone.WARNING, told, take, title=t("refund.busy.title")),
        id="busy",
        tab_index=-1,
        role="status",
        class_name="text",
    )
    shown: rx.Component = rx.cond(told, box)
    return shown
