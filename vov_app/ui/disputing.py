"""Two people gave different answers: both are shown, and the person picks one."""

import reflex as rx

from vov_app.forms.merging import MINE, PICK, THEIRS
from vov_app.ui.alert import alert
from vov_app.ui.kinds import Told, Tone
from vov_app.ui.native import plain_id


def dispute(name: str, disputes: Told) -> rx.Component:
    """The choice between two answers to a question; nothing as long as there is one answer."""
    picks = [_pick(name, MINE, disputes), _pick(name, THEIRS, disputes)]
    choice = rx.el.fieldset(
        rx.el.legend(disputes[f"{name}.legend"], class_name="field__label"),
        rx.el.div(*picks, class_name="choices"),
        custom_attrs={"role": "radiogroup"},  # as a plain prop, Reflex takes it for style on a fieldset
    )
    shown: rx.Component = rx.cond(disputes.contains(f"{name}.legend"), alert(Tone.WARNING, choice))
    return shown


def _pick(name: str, which: str, disputes: Told) -> rx.Component:
    at = f"{PICK}{name}-{which}"
    dot = rx.el.input(
        type="radio", id=plain_id(at), name=f"{PICK}{name}", value=which, class_name="choice__input"
    )
    return rx.el.label(dot, rx.el.span(disputes[f"{name}.{which}"]), html_for=at, class_name="choice")
