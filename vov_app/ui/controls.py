"""The controls: a line of text or several, one of several, and a tick. None of them is driven by the server.

They are uncontrolled: what a person types stays when deltas arrive or the connection goes.
"""

from collections.abc import Mapping
from typing import Any, Final

import reflex as rx

from vov_app.forms.spec import TICKED, Kind
from vov_app.ui.kinds import either
from vov_app.ui.native import plain_id
from vov_app.ui.question import Question

_LOOKS: Final = {
    Kind.TEXT: "input input--wide",
    Kind.EMAIL: "input input--wide",
    Kind.DATE: "input input--date",
    Kind.DECIMAL: "input input--few",
    Kind.PERCENT: "input input--few",
}
_OTHER_LOOKS: Final = "input input--number"

_KEYBOARD: Final[Mapping[Kind, dict[str, Any]]] = {
    Kind.EMAIL: {"type": "email", "input_mode": "email"},
    Kind.PHONE: {"type": "tel", "input_mode": "tel"},
    Kind.INSZ: {"input_mode": "numeric"},
    Kind.ESTABLISHMENT: {"input_mode": "numeric"},
    Kind.DECIMAL: {"input_mode": "decimal"},
    Kind.PERCENT: {"input_mode": "decimal"},
    Kind.IBAN: {"auto_capitalize": "characters"},
    Kind.ODB: {"auto_capitalize": "characters"},
}

# Only what is about the person at the keyboard is worth filling in by the browser (WCAG 1.3.5).
_ABOUT_YOU: Final = {"contact_name": "name", "contact_email": "email", "contact_phone": "tel"}


def text_control(question: Question, kind: Kind, longest: int) -> rx.Component:
    """A line of text, with the keyboard and the width of its kind."""
    return rx.fragment(
        rx.el.label(*question.words(), html_for=question.name, class_name="field__label"),
        *question.explained(),
        rx.el.input(
            **{"type": "text"} | _KEYBOARD.get(kind, {}),
            id=plain_id(question.name),
            name=question.name,
            default_value=question.value,
            max_length=longest,
            auto_complete=_ABOUT_YOU.get(question.name, "off"),
            spell_check=False,
            class_name=_LOOKS.get(kind, _OTHER_LOOKS),
            **question.noted_soon(),
            **_state(question),
        ),
    )


def area_control(question: Question, longest: int) -> rx.Component:
    """Text of several lines."""
    return rx.fragment(
        rx.el.label(*question.words(), html_for=question.name, class_name="field__label"),
        *question.explained(),
        rx.el.textarea(
            id=plain_id(question.name),
            name=question.name,
            default_value=question.value,
            max_length=longest,
            rows=6,
            class_name="input input--area",
            **question.noted_soon(),
            **_state(question),
        ),
    )


def choice_control(question: Question, choices: Mapping[str, str]) -> rx.Component:
    """One of several; the first carries the name of the field as its id, so that links find it."""
    ids = [question.name, *(f"{question.name}-{choice}" for choice in list(choices)[1:])]
    rows = [
        _radio(question, at, choice, words) for at, (choice, words) in zip(ids, choices.items(), strict=True)
    ]
    return rx.el.fieldset(
        rx.el.legend(*question.words(), class_name="field__label"),
        *question.explained(),
        rx.el.div(*rows, class_name="choices"),
        custom_attrs={"role": "radiogroup"},  # as a plain prop, Reflex takes it for style on a fieldset
        **_state(question),
    )


def tick_control(question: Question) -> rx.Component:
    """A statement to agree with."""
    box = rx.el.input(
        type="checkbox",
        id=plain_id(question.name),
        name=question.name,
        value=TICKED,
        default_checked=question.value == TICKED,
        class_name="choice__input",
        **question.noted("on_change"),
        **_state(question),
    )
    label = rx.el.label(box, rx.el.span(*question.words()), html_for=question.name, class_name="choice")
    return rx.fragment(*question.explained(), rx.el.div(label, class_name="choices"))


def _radio(question: Question, at: str, choice: str, words: str) -> rx.Component:
    dot = rx.el.input(
        type="radio",
        id=plain_id(at),
        name=question.name,
        value=choice,
        default_checked=question.value == choice,
        class_name="choice__input",
        **question.noted("on_change"),
    )
    return rx.el.label(dot, rx.el.span(words), html_for=at, class_name="choice")


def _state(question: Question) -> dict[str, Any]:
    return {
        "aria_invalid": either(question.fault, True, False),
        "aria_required": question.required,
        "aria_describedby": question.described_by,
    }
