"""Lists of people that one can tick, buttons that stay pressed, and a file to send."""

from typing import Any

import reflex as rx

from vov_app.forms.spec import TICKED
from vov_app.texts import t
from vov_app.ui.buttons import actions, button, submit
from vov_app.ui.controls import tick_control
from vov_app.ui.disclosure import disclosure
from vov_app.ui.kinds import Told, Words, either
from vov_app.ui.links import link
from vov_app.ui.listing import listing, listing_row
from vov_app.ui.native import NativeForm, plain_id
from vov_app.ui.question import Question


class UploadForm(NativeForm):
    """A form that sends a file to the server; the browser leaves the page for the answer."""

    enc_type: rx.Var[str]


def tick_list(people: Told, shown: Told, prefix: str) -> rx.Component:
    """People with `key`, `name`, `address`, `standing` and `office`; `shown` changes when ticks are to go."""
    columns = tuple(t(f"users.column.{name}") for name in ("name", "standing", "office", "manage"))
    return listing(t("users.list"), columns, people, lambda person: _person(person, shown, prefix))


def tick_all(name: str, words: str, form: Told) -> rx.Component:
    """One box for everybody on the page, with what is wrong when nobody is ticked."""
    fault = form.faults.get(name, "")
    question = Question(name, words, "", required=True, value="", fault=fault, on_note=None)
    looks = either(fault, "field field--fault", "field")
    return rx.el.div(tick_control(question), class_name=looks, key=f"{form.shown}/{name}")


def toggle(text: Words, pressed: Told, on_click: Told) -> rx.Component:
    """A button that shows that it is in force."""
    told: dict[str, Any] = {"aria-pressed": either(pressed, "true", "false")}
    looks = either(pressed, "button", "button button--secondary")
    return rx.el.button(text, type="button", on_click=on_click, class_name=looks, custom_attrs=told)


def ask_first(title: Words, text: str, sure: str, on_sure: Told) -> rx.Component:
    """Something that can't be undone at once: it is opened, explained, and only then done."""
    return disclosure(title, rx.el.p(text), actions(button(sure, on_sure, secondary=True)))


def facts(*pairs: tuple[Words, Words]) -> rx.Component:
    """Names with what they are."""
    rows = (
        rx.el.div(
            rx.el.dt(name, class_name="answers__question"),
            rx.el.dd(value, class_name="answers__answer"),
            class_name="answers__row",
        )
        for name, value in pairs
    )
    return rx.el.dl(*rows, class_name="answers")


def told(done: Words) -> rx.Component:
    """What was done, read out and ready to take the focus; mounted before there is anything to tell."""
    looks = either(done, "alert is-success", "hidden")
    return rx.el.p(done, id="done", tab_index=-1, role="status", class_name=looks)


def upload(label: str, send: str, action: Told) -> rx.Component:
    """Choose a file and send it."""
    return UploadForm.create(
        rx.el.div(
            rx.el.label(label, html_for="file", class_name="field__label"),
            rx.el.input(
                type="file",
                id=plain_id("file"),
                name="file",
                accept=".csv,text/csv",
                required=True,
                class_name="input input--wide",
            ),
            class_name="field",
        ),
        actions(submit(send)),
        action=action,
        method="post",
        enc_type="multipart/form-data",
        class_name="form",
    )


def _person(person: Told, shown: Told, prefix: str) -> rx.Component:
    box = rx.el.input(type="checkbox", name=f"{prefix}{person.key}", value=TICKED, class_name="choice__input")
    name = rx.el.label(box, rx.el.span(person.name), class_name="choice choice--bare")
    manage = link(t("users.manage"), person.address, person.name)
    return listing_row(f"{shown}/{person.key}", name, person.standing, person.office, manage)
