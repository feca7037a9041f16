"""Decide about a request, and renew a right: two pages that letters lead to."""

from typing import Final

import reflex as rx

from vov_app import routes
from vov_app.domain.access import Access
from vov_app.forms.decision import DECIDE
from vov_app.pages.frame import frame, of_organisation
from vov_app.pages.registry import Page
from vov_app.state.decision import DecisionState, RenewalState
from vov_app.state.session import SessionState
from vov_app.texts import t
from vov_app.ui.alert import alert, pill
from vov_app.ui.buttons import actions, button, submit
from vov_app.ui.error_summary import error_summary
from vov_app.ui.form_view import FormVars, step_fields, step_form
from vov_app.ui.kinds import Tone, either
from vov_app.ui.links import back_link
from vov_app.ui.words import heading, lead, section, when

FORM: Final = FormVars(
    shown=DecisionState.view.key,
    answers=DecisionState.view.answers,
    faults=DecisionState.view.faults,
    notes={},
    asked=DecisionState.view.asked_fields,
    on_note=DecisionState.note,
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
            lead(view.person),
            section(t("decision.what_label"), rx.el.p(view.about)),
            section(t("decision.when_label"), rx.el.p(view.asked), rx.el.p(view.promised)),
            section(t("decision.motive"), _motive()),
            rx.cond(view.decided, _done(), _form()),
        ),
    )


def renewal() -> rx.Component:
    """One press renews; opening the page doesn't."""
    view = RenewalState.view
    press = actions(button(t("decision.renewal.submit"), RenewalState.renew))
    offer = rx.fragment(rx.el.p(view.proposal), press)
    done = pill("success", t("decision.renewal.done"), id="renewed")
    return frame(
        _back(),
        heading(t("decision.renewal.title")),
        when(
            view.key != "",
            lead(view.now),
            rx.el.div(rx.cond(RenewalState.done, done), role="status"),
            rx.cond(RenewalState.done, rx.fragment(), rx.cond(view.proposal, offer)),
        ),
    )


def _back() -> rx.Component:
    return rx.cond(SessionState.organisation_key, back_link(t("decision.back"), of_organisation()))


def _motive() -> rx.Component:
    view = DecisionState.view
    return rx.el.p(either(view.motive, view.motive, t("decision.no_motive")))


def _form() -> rx.Component:
    return step_form(
        step_fields(DECIDE.steps[0], FORM, words="decision.field"),
        actions(submit(t("decision.submit"))),
        on_submit=DecisionState.decide,
    )


def _done() -> rx.Component:
    told = alert(Tone.INFO, DecisionState.view.decided, title=t("decision.done_title"))
    return rx.el.div(told, id="decided", tab_index=-1)


PAGES = (
    Page(routes.DECISION, t("decision.title"), Access.ADMINISTERING, decide, (DecisionState.load,)),
    Page(routes.RENEWAL, t("decision.renewal.title"), Access.ADMINISTERING, renewal, (RenewalState.load,)),
)
