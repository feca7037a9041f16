"""Decide about a request, and renew a right: two pages that letters lead to."""

from typing import Final

import reflex as rx

from vov_app import routes
from vov_app.domain.access import Access
from vov_app.forms.decision import DECIDE
from vov_app.forms.user import END
from vov_app.pages.frame import frame, of_organisation
from vov_app.pages.registry import Page
from vov_app.state.decision import DecisionState, RenewalState
from vov_app.state.session import SessionState
from vov_app.texts import t
from vov_app.ui.alert import alert
from vov_app.ui.buttons import actions, submit
from vov_app.ui.error_summary import error_summary
from vov_app.ui.form_view import FormVars, step_fields, step_form
from vov_app.ui.kinds import Tone, either
from vov_app.ui.links import back_link
from vov_app.ui.people import facts, told
from vov_app.ui.words import heading, lead, when

FORM: Final = FormVars(
    shown=DecisionState.view.key,
    answers=DecisionState.view.answers,
    faults=DecisionState.view.faults,
    notes={},
    asked=DecisionState.view.asked_fields,
    on_note=DecisionState.note,
)


RENEWED: Final = FormVars(
    shown=RenewalState.view.shown,
    answers=RenewalState.view.answers,
    faults=RenewalState.view.faults,
    notes={},
    asked=["until"],
    on_note=None,
)


def decide() -> rx.Component:
    """Who asks, what, until when; or by whom it was decided."""
    view = DecisionState.view
    return frame(
        error_summary(view.faults),
        _back(),
        heading(t("decision.title")),
        when(
            view.key != "",
            rx.cond(view.decided, _done()),
            facts(
                (t("decision.who_label"), view.person),
                (t("decision.what_label"), view.about),
                (t("decision.when_label"), view.asked),
                (t("decision.motive"), either(view.motive, view.motive, t("decision.no_motive"))),
            ),
            rx.cond(view.decided, rx.fragment(), _form()),
        ),
    )


def renewal() -> rx.Component:
    """One press renews until the day that is proposed, or another; opening the page doesn't."""
    view = RenewalState.view
    offer = step_form(
        step_fields(END, RENEWED, words="users.field"),
        actions(submit(t("decision.renewal.submit"))),
        on_submit=RenewalState.renew,
    )
    return frame(
        error_summary(view.faults),
        _back(),
        heading(t("decision.renewal.title")),
        when(
            view.key != "",
            told(view.done),
            lead(view.now),
            rx.cond(view.proposal, rx.fragment(rx.el.p(view.proposal), offer)),
        ),
    )


def _back() -> rx.Component:
    to_users = back_link(t("decision.back"), of_organisation("/gebruikersbeheer"))
    return rx.cond(SessionState.organisation.key, to_users)


def _form() -> rx.Component:
    return step_form(
        step_fields(DECIDE.steps[0], FORM, words="decision.field"),
        actions(submit(t("decision.submit"))),
        on_submit=DecisionState.decide,
    )


def _done() -> rx.Component:
    told = alert(Tone.INFO, DecisionState.view.decided, title=t("decision.done_title"))
    return rx.el.div(told, id="decided", tab_index=-1, class_name="text")


PAGES = (
    Page(routes.DECISION, t("decision.title"), Access.ADMINISTERING, decide, (DecisionState.load,)),
    Page(routes.RENEWAL, t("decision.renewal.title"), Access.ADMINISTERING, renewal, (RenewalState.load,)),
)
