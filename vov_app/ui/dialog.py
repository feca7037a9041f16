"""The warning before the end of the session: stay or sign out; Esc means stay, and nothing gets lost."""

import reflex as rx

from vov_app import routes
from vov_app.texts import t
from vov_app.ui.behaviour import ModalDialog, SessionTimer
from vov_app.ui.buttons import actions, button
from vov_app.ui.native import post_form
from vov_app.ui.session_vars import SessionVars

_NAMED = {"aria-labelledby": "timeout-title", "aria-describedby": "timeout-text", "role": "alertdialog"}


def timeout_dialog(session: SessionVars) -> rx.Component:
    """The dialog, and the timer that asks the server whether it's time."""
    leave = rx.el.button(t("ui.header.sign_out"), type="submit", class_name="button button--secondary")
    return rx.fragment(
        SessionTimer.create(due_ms=session.due_ms, on_due=session.on_due),
        ModalDialog.create(
            rx.el.h2(t("ui.timeout.title"), id="timeout-title"),
            rx.el.p(t("ui.timeout.text"), id="timeout-text"),
            actions(
                button(t("ui.timeout.stay"), session.on_extend),
                post_form(leave, action=routes.SIGN_OUT),
            ),
            open=session.ending,
            on_dismiss=session.on_extend,
            class_name="dialog",
            custom_attrs=_NAMED,
        ),
    )
