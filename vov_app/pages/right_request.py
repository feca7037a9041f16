"""Ask for the right: what, who decides, by when, why; and how one's own request stands."""

from typing import Final

import reflex as rx

from vov_app import routes
from vov_app.domain.access import Access
from vov_app.forms.right_request import RIGHT_REQUEST
from vov_app.pages.frame import frame, of_organisation
from vov_app.pages.registry import Page
from vov_app.state.right_request import AskState, RequestState
from vov_app.state.session import SessionState
from vov_app.texts import t
from vov_app.ui.alert import pill
from vov_app.ui.buttons import actions, button, submit
from vov_app.ui.error_summary import error_summary
from vov_app.ui.form_view import FormVars, step_fields, step_form
from vov_app.ui.kinds import either
from vov_app.ui.links import back_link, button_link
from vov_app.ui.people import facts
from vov_app.ui.words import bullets_of, heading, lead, numbered, section, when

FORM: Final = FormVars(
    shown="ask",
    answers=AskState.answers,
    faults=AskState.faults,
    notes={},
    asked=["reason"],
    on_note=None,
)


def ask() -> rx.Component:
    """The page that comes before a request is sent."""
    view = AskState.view
    return frame(
        error_summary(AskState.faults),
        rx.cond(SessionState.organisation.key, back_link(t("request.back"), of_organisation("/aanvraag"))),
        heading(t("right_request.step.reason.title")),
        when(
            view.what != "",
            section(t("request.what_title"), rx.el.p(view.what)),
            section(t("request.who_title"), rx.el.p(view.who)),
            section(t("request.when_title"), rx.el.p(view.when)),
            section(
                t("request.next_title"), numbered(*[t(f"request.next_{number}") for number in (1, 2, 3)])
            ),
            step_form(
                step_fields(RIGHT_REQUEST.steps[0], FORM, words="right_request.field"),
                actions(submit(t("request.submit"))),
                on_submit=AskState.send,
            ),
        ),
    )


def request() -> rx.Component:
    """How the request stands, read out when it changes."""
    view = RequestState.view
    return frame(
        rx.cond(SessionState.organisation.key, back_link(t("request.back"), of_organisation("/aanvraag"))),
        heading(either(view.title, view.title, t("request.status_label"))),
        when(
            view.key != "",
            pill(view.tone, view.title, id="request-status"),
            lead(view.text),
            rx.cond(view.reason, rx.el.p(view.reason)),
            rx.cond(view.again, rx.el.p(view.again)),
            actions(
                rx.cond(
                    view.open,
                    button(t("request.withdraw"), RequestState.withdraw, secondary=True),
                    button_link(t("request.to_tile"), of_organisation("/aanvraag")),
                )
            ),
            section(
                t("request.yours"),
                facts(
                    (t("request.what_title"), view.what),
                    (t("request.asked_title"), view.asked),
                    (t("request.motive"), either(view.motive, view.motive, t("request.no_motive"))),
                ),
            ),
            rx.cond(
                view.open,
                section(
                    t("request.next_title"),
                    numbered(*[t(f"request.next_{step}") for step in ("mailed", 2, "told", 3)]),
                ),
            ),
            section(t("request.history"), bullets_of(view.history)),
        ),
    )


PAGES = (
    Page(routes.ASK, t("right_request.step.reason.title"), Access.ACTING, ask, (AskState.load,)),
    Page(routes.REQUEST, t("request.status_label"), Access.ACTING, request, (RequestState.load,)),
)
