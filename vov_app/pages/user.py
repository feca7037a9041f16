"""One user of an organisation: their right with its last day, their office, their place."""

from typing import Final

import reflex as rx

from vov_app import routes
from vov_app.domain.access import Access
from vov_app.forms.user import END
from vov_app.pages.frame import frame, of_organisation
from vov_app.pages.registry import Page
from vov_app.state.session import SessionState
from vov_app.state.user import UserState
from vov_app.texts import t
from vov_app.ui.buttons import actions, submit
from vov_app.ui.disclosure import disclosure
from vov_app.ui.error_summary import error_summary
from vov_app.ui.form_view import FormVars, step_fields, step_form
from vov_app.ui.kinds import Told, either
from vov_app.ui.links import back_link, link
from vov_app.ui.people import ask_first, facts, told
from vov_app.ui.summary import answer_list
from vov_app.ui.words import heading, lead, section, when

FORM: Final = FormVars(
    shown=UserState.form.shown,
    answers=UserState.form.answers,
    faults=UserState.form.faults,
    notes={},
    asked=["until"],
    on_note=None,
)


def user() -> rx.Component:
    """What the user may do, and what can be changed about it."""
    view = UserState.view
    to_users = back_link(t("users.back"), of_organisation("/gebruikersbeheer"))
    return frame(
        error_summary(UserState.form.faults),
        rx.cond(SessionState.organisation.key, to_users),
        heading(t("users.one.title")),
        when(
            view.key != "",
            lead(view.name),
            told(UserState.done),
            section(
                t("users.one.right"), _stand(), _why(), rx.el.p(link(t("users.one.record"), view.record))
            ),
            section(t("users.one.extend"), _end()),
            section(t("users.one.acts"), *_acts()),
        ),
    )


def _stand() -> rx.Component:
    view = UserState.view
    return facts(
        (t("users.one.standing"), view.standing),
        (t("users.one.office"), either(view.office, view.office, t("users.one.no_office"))),
    )


def _why() -> rx.Component:
    return disclosure(t("users.one.why"), answer_list(UserState.why), on_open=UserState.explain)


def _end() -> rx.Component:
    return step_form(
        step_fields(END, FORM, words="users.field"),
        actions(submit(t("users.one.save"))),
        on_submit=UserState.give,
    )


def _acts() -> tuple[rx.Component, ...]:
    view = UserState.view
    return (
        rx.cond(view.revocable, _act("revoke", UserState.revoke)),
        rx.cond(view.may_appoint, _act("appoint", UserState.appoint)),
        rx.cond(view.may_dismiss, _act("dismiss", UserState.dismiss)),
        rx.cond(view.may_remove, _act("remove", UserState.remove)),
    )


def _act(name: str, on_sure: Told) -> rx.Component:
    words = "users.one"
    title, text, sure = t(f"{words}.{name}"), t(f"{words}.{name}_text"), t(f"{words}.{name}_sure")
    return ask_first(title, text, sure, on_sure)


PAGES = (Page(routes.USER, t("users.one.title"), Access.ADMINISTERING, user, (UserState.load,)),)
