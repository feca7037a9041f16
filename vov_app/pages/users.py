"""Gebruikersbeheer: the list of the users of an organisation."""

from typing import Final

import reflex as rx

from vov_app import routes
from vov_app.domain.access import Access
from vov_app.forms.user import EVERYBODY, SEVERAL, TICKED
from vov_app.pages.frame import frame, of_organisation
from vov_app.pages.registry import Page
from vov_app.state.session import SessionState
from vov_app.state.users import UsersState
from vov_app.texts import t
from vov_app.ui.buttons import actions, button, submit
from vov_app.ui.error_summary import error_summary
from vov_app.ui.form_view import FormVars, step_fields, step_form
from vov_app.ui.links import back_link, button_link, link, server_link
from vov_app.ui.people import tick_all, tick_list, toggle, told
from vov_app.ui.search import search
from vov_app.ui.words import heading, lead, section, when

FORM: Final = FormVars(
    shown=UsersState.form.shown,
    answers=UsersState.form.answers,
    faults=UsersState.form.faults,
    notes={},
    asked=UsersState.form.asked,
    on_note=UsersState.note,
)


def users() -> rx.Component:
    """Who may act for the organisation, and what they may do."""
    return frame(
        error_summary(UsersState.form.faults),
        rx.cond(SessionState.organisation.key, back_link(t("pages.title.home"), of_organisation())),
        heading(t("users.title")),
        lead(t("users.intro")),
        when(UsersState.view.ready, told(UsersState.form.done), _ways(), _list()),
    )


def _ways() -> rx.Component:
    here = "/gebruikersbeheer"
    return actions(
        button_link(t("users.menu.add"), of_organisation(f"{here}/toevoegen")),
        button_link(t("users.menu.file"), of_organisation(f"{here}/bestand"), secondary=True),
        link(t("users.menu.record"), of_organisation(f"{here}/logboek")),
        server_link(t("users.menu.report"), of_organisation(f"{here}/gebruikers.csv")),
    )


def _list() -> rx.Component:
    found = rx.cond(UsersState.view.lines, _several(), rx.el.p(t("users.none")))
    return rx.fragment(
        rx.el.h2(t("users.list"), id="list-title", tab_index=-1),
        search(t("users.search"), t("users.search_hint"), UsersState.find, UsersState.view.announced),
        _narrow(),
        found,
    )


def _narrow() -> rx.Component:
    by_end = UsersState.order == "end"
    return rx.el.div(
        actions(
            toggle(t("users.by_name"), ~by_end, UsersState.sort("name")),
            toggle(t("users.by_end"), by_end, UsersState.sort("end")),
            toggle(t("users.soon"), UsersState.soon, UsersState.only_soon),
        ),
        role="group",
        aria_label=t("users.sort"),
    )


def _several() -> rx.Component:
    view, form = UsersState.view, UsersState.form
    return step_form(
        tick_all(EVERYBODY, t("users.everybody"), form),
        tick_list(view.lines, form.shown, TICKED),
        actions(
            rx.cond(view.after, button(t("users.next"), UsersState.go_on, secondary=True)),
            rx.cond(UsersState.after, button(t("users.first"), UsersState.go_back, secondary=True)),
        ),
        section(t("users.several.title"), step_fields(SEVERAL, FORM, words="users.field")),
        actions(submit(t("users.several.submit"))),
        on_submit=UsersState.change,
    )


PAGES = (Page(routes.USERS, t("users.title"), Access.ADMINISTERING, users, (UsersState.load,)),)
