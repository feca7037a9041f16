"""Add a user by a form or many by a file, with the invitations that wait for an answer."""

from typing import Final

import reflex as rx

from vov_app import routes
from vov_app.domain.access import Access
from vov_app.forms.user import ADD, MOST_BYTES, MOST_ROWS
from vov_app.pages.frame import frame, of_organisation
from vov_app.pages.registry import Page
from vov_app.state.session import SessionState
from vov_app.state.user_add import UserAddState, UserFileState
from vov_app.texts import t
from vov_app.ui.buttons import actions, submit
from vov_app.ui.card import cards
from vov_app.ui.error_summary import error_summary
from vov_app.ui.form_view import FormVars, step_fields, step_form
from vov_app.ui.kinds import Told
from vov_app.ui.links import back_link
from vov_app.ui.people import ask_first, told, upload
from vov_app.ui.words import bullets, heading, lead, section, when

COLUMNS: Final = ", ".join(t(f"users.file.column.{field.name}") for field in ADD.fields)
FORM: Final = FormVars(
    shown=UserAddState.form.shown,
    answers=UserAddState.form.answers,
    faults=UserAddState.form.faults,
    notes={},
    asked=[field.name for field in ADD.fields],
    on_note=None,
)


def add() -> rx.Component:
    """The form, and the invitations below it."""
    form = UserAddState.form
    filled = step_form(
        step_fields(ADD, FORM, words="users.field"),
        actions(submit(t("users.menu.add"))),
        on_submit=UserAddState.add,
    )
    return frame(
        error_summary(form.faults),
        _back(),
        heading(t("users.step.add.title")),
        lead(t("users.step.add.intro")),
        when(form.shown != "", told(UserAddState.done), filled, _waiting()),
    )


def file() -> rx.Component:
    """What may stand in the file, and the file itself."""
    needs = bullets(
        t("users.file.need_columns", columns=COLUMNS),
        t("users.file.need_rows", rows=MOST_ROWS),
        t("users.file.need_size", size=MOST_BYTES // 1024**2),
    )
    action = of_organisation("/gebruikersbeheer/opladen")
    return frame(
        _back(),
        heading(t("users.file.title")),
        lead(t("users.file.intro")),
        when(
            UserFileState.ready,
            section(t("users.file.need"), needs),
            upload(t("users.file.choose"), t("users.file.send"), action),
        ),
    )


def _back() -> rx.Component:
    to_users = back_link(t("users.back"), of_organisation("/gebruikersbeheer"))
    return rx.cond(SessionState.organisation.key, to_users)


def _waiting() -> rx.Component:
    shown = cards(rx.foreach(UserAddState.waiting, _invitation))
    return section(t("users.invited.title"), rx.cond(UserAddState.waiting, shown, t("users.invited.none")))


def _invitation(one: Told) -> rx.Component:
    take_back = ask_first(
        t("users.invited.revoke") + ": " + one.name,
        t("users.invited.revoke_text"),
        t("users.invited.revoke_sure"),
        UserAddState.revoke(one.key),
    )
    return rx.el.li(rx.el.h3(one.name), rx.el.p(one.email), rx.el.p(one.expires), take_back, key=one.key)


PAGES = (
    Page(routes.USER_ADD, t("users.step.add.title"), Access.ADMINISTERING, add, (UserAddState.load,)),
    Page(routes.USER_FILE, t("users.file.title"), Access.ADMINISTERING, file, (UserFileState.load,)),
)
