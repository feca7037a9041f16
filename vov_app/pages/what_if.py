"""The calculator `Rekenhulp`, for anybody."""

from typing import Final

import reflex as rx

from vov_app import routes
from vov_app.domain.access import Access
from vov_app.forms.spec import Field
from vov_app.forms.what_if import OWN, STEP
from vov_app.pages.frame import frame
from vov_app.pages.registry import Page
from vov_app.state.what_if import WhatIfState
from vov_app.texts import t
from vov_app.ui.buttons import actions, print_button, submit
from vov_app.ui.error_summary import error_summary
from vov_app.ui.form_view import FormVars, asked_field, step_form
from vov_app.ui.kinds import Child
from vov_app.ui.links import server_link
from vov_app.ui.table import figures
from vov_app.ui.words import bullets_of, heading, hint, lead, section, when

VIEW: Final = WhatIfState.view
FORM: Final = FormVars(
    shown=VIEW.shown,
    answers=VIEW.answers,
    faults=VIEW.faults,
    notes={},
    asked=VIEW.asked,
    on_note=WhatIfState.note,
)


def what_if() -> rx.Component:
    """The questions, and below them what they come to."""
    return frame(
        error_summary(VIEW.faults),
        heading(t("what_if.title")),
        lead(t("what_if.intro")),
        hint(t("what_if.nothing_kept")),
        when(VIEW.shown != "", _form()),
        rx.cond(VIEW.figures, _result()),
    )


def _form() -> rx.Component:
    return step_form(
        rx.el.div(*(_field(field) for field in STEP.fields), class_name="fields"),
        actions(submit(t("what_if.submit"))),
        on_submit=WhatIfState.work_out,
    )


def _field(field: Field) -> Child:
    return asked_field(field, FORM, "what_if.field" if field in OWN else "refund.field")


def _result() -> rx.Component:
    return rx.el.div(
        rx.el.h2(t("what_if.result"), id="result", tab_index=-1),
        rx.el.p(t("refund.estimate.warning")),
        figures(t("refund.estimate.caption"), VIEW.figures),
        section(t("what_if.when"), rx.el.p(VIEW.standing), figures(t("what_if.dates"), VIEW.dates)),
        hint(t("what_if.employee_text")),
        hint(t("what_if.opening_text")),
        rx.cond(VIEW.remarks, section(t("what_if.remarks"), bullets_of(VIEW.remarks))),
        rx.cond(VIEW.sources, section(t("what_if.sources"), bullets_of(VIEW.sources))),
        section(t("what_if.share"), rx.el.p(server_link(t("what_if.share_link"), VIEW.share))),
        actions(print_button()),
        class_name="stack",
    )


PAGES = (Page(routes.WHAT_IF, t("what_if.title"), Access.PUBLIC, what_if, (WhatIfState.load,)),)
