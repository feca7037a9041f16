"""Withdraw a dossier: a whole page for one question."""

from typing import Final

import reflex as rx

from vov_app import routes
from vov_app.domain.access import Access
from vov_app.forms.dossier import WITHDRAW
from vov_app.pages.frame import frame, of_organisation
from vov_app.pages.registry import Page
from vov_app.state.dossier import WithdrawState
from vov_app.texts import t
from vov_app.ui.alert import alert
from vov_app.ui.buttons import actions, submit
from vov_app.ui.error_summary import error_summary
from vov_app.ui.form_view import FormVars, step_fields, step_form
from vov_app.ui.kinds import Told, Tone
from vov_app.ui.links import back_link, link
from vov_app.ui.words import bullets, heading, hint, lead, when

VIEW: Final = WithdrawState.view
FORM: Final = FormVars(
    shown=VIEW.reference, answers=VIEW.answers, faults=VIEW.faults, notes={}, asked=["reason"], on_note=None
)
CONSEQUENCES: Final = ("consequence_1", "consequence_2", "consequence_3")


def withdraw() -> rx.Component:
    """The question, or why it isn't asked."""
    return frame(
        error_summary(VIEW.faults),
        rx.cond(VIEW.reference, back_link(t("dossier.back_here"), _dossier())),
        heading(t("dossier.withdraw.title")),
        when(
            VIEW.reference != "",
            lead(VIEW.reference + ": " + VIEW.about),
            rx.cond(VIEW.closed, alert(Tone.INFO, VIEW.closed), _form()),
        ),
    )


def _form() -> rx.Component:
    told = bullets(*[t(f"dossier.withdraw.{name}") for name in CONSEQUENCES])
    return rx.fragment(
        alert(Tone.WARNING, told),
        step_form(
            step_fields(WITHDRAW, FORM, words="dossier.field"),
            actions(submit(t("dossier.withdraw.yes")), link(t("dossier.withdraw.no"), _dossier())),
            on_submit=WithdrawState.withdraw,
        ),
        hint(t("dossier.withdraw.unsure")),
    )


def _dossier() -> Told:
    return of_organisation("/dossier/") + VIEW.reference


PAGES = (
    Page(routes.DOSSIER_WITHDRAW, t("dossier.withdraw.name"), Access.FILING, withdraw, (WithdrawState.load,)),
)
