"""How a question looks: the kind of its field picks the control; words come from texts, values from Vars."""

from dataclasses import dataclass
from typing import Any, Final

import reflex as rx

from vov_app.forms.spec import Field, Kind, Step, always
from vov_app.texts import keys, t
from vov_app.ui.alert import alert
from vov_app.ui.controls import area_control, choice_control, text_control, tick_control
from vov_app.ui.disputing import dispute
from vov_app.ui.kinds import Child, Told, Tone, either
from vov_app.ui.native import plain_id
from vov_app.ui.question import Question

WORDS: Final = "refund.field"


@dataclass(frozen=True)
class FormVars:
    """The Vars of the State behind a form; each dict goes by field name.

    `shown` tells which draft and step the values are of: controls are made anew when it changes.
    `on_note` is the handler that keeps one answer, called with the name of the field and its value; None on a
    page that keeps nothing before it is sent. `disputes` tells of fields that two people answered
    differently, under `name.legend`, `name.mine` and `name.theirs`; None on a page where that can't be.
    `while_typing`: text is noted as soon as one pauses, not only when its field is left.
    """

    shown: Told
    answers: Told
    faults: Told
    notes: Told
    asked: Told
    on_note: Told
    disputes: Told = None
    while_typing: bool = False


def step_form(*children: Child, on_submit: Told, **more: Any) -> rx.Component:
    """A form whose answers the server judges; the browser keeps its own bubbles to itself."""
    return rx.el.form(*children, on_submit=on_submit, no_validate=True, class_name="form", **more)


def step_fields(step: Step, form: FormVars, words: str = WORDS) -> rx.Component:
    """All questions of a step, in order; the server says which of the dependent ones are asked."""
    return rx.el.div(*(asked_field(field, form, words) for field in step.fields), class_name="fields")


def lockable(questions: rx.Component, *, locked: Told) -> rx.Component:
    """Questions that can be read but not answered while they are locked; what was typed stays in them."""
    return rx.el.fieldset(
        questions, disabled=locked, class_name="plain", custom_attrs={"role": "presentation"}
    )


def field_view(field: Field, form: FormVars, words: str = WORDS) -> rx.Component:
    """One question: its words, its fault, its control, and the note that the server makes on it."""
    question = _question(field, form, words)
    match field.kind:
        case Kind.CHOICE:
            shown = choice_control(question, _choices(field, words))
        case Kind.TICK:
            shown = tick_control(question)
        case Kind.PROSE:
            shown = area_control(question, field.longest)
        case _:
            shown = text_control(question, field.kind, field.longest)
    looks = either(question.fault, "field field--fault", "field")
    two = dispute(field.name, form.disputes) if form.disputes is not None else rx.fragment()
    return rx.el.div(shown, two, _note(field, form), class_name=looks, key=f"{form.shown}/{field.name}")


def asked_field(field: Field, form: FormVars, words: str = WORDS) -> Child:
    """One question, shown as long as the server says that it is asked."""
    view = field_view(field, form, words)
    if field.asked is always:
        return view
    shown: Child = rx.cond(form.asked.contains(field.name), view)
    return shown


def _question(field: Field, form: FormVars, words: str) -> Question:
    hint = f"{words}.{field.name}.hint"
    return Question(
        name=field.name,
        label=t(f"{words}.{field.name}.label"),
        hint=t(hint) if hint in keys() else "",
        required=field.required,
        value=form.answers.get(field.name, ""),
        fault=form.faults.get(field.name, ""),
        while_typing=form.while_typing,
        on_note=form.on_note and (lambda value: form.on_note(field.name, value)),
    )


def _choices(field: Field, words: str) -> dict[str, str]:
    return {choice: t(f"{words}.{field.name}.choice.{choice}") for choice in field.choices}


def _note(field: Field, form: FormVars) -> rx.Component:
    """What the server found out about the answer; mounted before it says so, so that it is read out."""
    said = form.notes.get(field.name, "")
    told = rx.cond(said, alert(Tone.INFO, said))
    return rx.el.div(told, id=plain_id(f"{field.name}-note"), role="status", class_name="field__note")
