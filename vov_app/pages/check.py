"""The last step: check the answers, see the estimate, declare, `Bevestigen`."""

from typing import Final

import reflex as rx

from vov_app import routes
from vov_app.domain.access import Access
from vov_app.forms.refund import CHECK, REFUND
from vov_app.pages.frame import frame
from vov_app.pages.refund import step_line, step_title
from vov_app.pages.registry import Page
from vov_app.state.check import CheckState
from vov_app.state.correction import CorrectionState
from vov_app.texts import t
from vov_app.ui.alert import alert
from vov_app.ui.busy import busy
from vov_app.ui.buttons import actions, submit
from vov_app.ui.comparing import differences
from vov_app.ui.disclosure import disclosure
from vov_app.ui.error_summary import error_summary
from vov_app.ui.form_view import FormVars, step_fields, step_form
from vov_app.ui.kinds import Told, Tone
from vov_app.ui.links import back_link, link
from vov_app.ui.native import hidden_value
from vov_app.ui.summary import answers
from vov_app.ui.table import figures
from vov_app.ui.words import bullets_of, heading, lead, section, when

NONE: Final = rx.Var.create({"declaration": ""})
VIEW: Final = CheckState.view
CORRECTION: Final = CorrectionState.view
FORM: Final = FormVars(
    # Another version to compare a correction with: what was declared of the one before is declared anew.
    shown=VIEW.shown + "/" + CORRECTION.seen,
    answers=NONE,
    faults=VIEW.faults,
    notes=NONE,
    asked=rx.Var.create(["declaration"]),
    on_note=None,
)


def check() -> rx.Component:
    """Everything that is about to be confirmed."""
    before = back_link(t("common.previous"), VIEW.steps[len(REFUND.steps) - 2].address)
    return frame(
        error_summary(VIEW.faults),
        rx.cond(VIEW.steps.length() > 1, before),  # type: ignore[attr-defined]
        step_line(CHECK, VIEW.steps),
        heading(t("refund.step.check.title")),
        lead(t("refund.step.check.intro")),
        busy(CheckState.busy, CheckState.take_over),
        when((VIEW.shown != "") & (CORRECTION.shown == VIEW.shown), *_content()),
    )


def _content() -> tuple[rx.Component, ...]:
    return (
        rx.cond(CORRECTION.reference, _correction()),
        rx.cond(VIEW.earlier, _earlier()),
        answers(VIEW.sections),
        section(
            t("refund.estimate.title"),
            alert(Tone.INFO, t("refund.estimate.warning")),
            figures(t("refund.estimate.caption"), VIEW.estimate),
            disclosure(t("refund.estimate.sources"), bullets_of(VIEW.sources)),
        ),
        rx.cond(
            VIEW.remarks,
            alert(Tone.WARNING, bullets_of(VIEW.remarks), title=t("refund.remarks.title")),
        ),
        rx.cond(CheckState.busy, rx.fragment(), _confirm()),
    )


def _confirm() -> rx.Component:
    return step_form(
        hidden_value("seen", CORRECTION.seen),
        hidden_value("version", VIEW.version),
        step_fields(CHECK, FORM),
        actions(submit(t("common.confirm"))),
        on_submit=CheckState.confirm,
    )


def _correction() -> rx.Component:
    """What changes, and what somebody else changed since."""
    here = CORRECTION
    none = rx.el.p(t("dossier.correct.none"))
    return rx.fragment(
        alert(
            Tone.INFO, t("dossier.correct.text"), link(t("dossier.back_here"), here.address), title=here.title
        ),
        rx.cond(here.moved, alert(Tone.WARNING, here.moved)),
        rx.cond(here.only, alert(Tone.WARNING, here.only)),
        rx.cond(here.closed, alert(Tone.ERROR, here.closed)),
        section(
            t("dossier.correct.differences"), rx.cond(here.differences, differences(here.differences), none)
        ),
    )


def _earlier() -> rx.Component:
    links = rx.el.ul(rx.foreach(VIEW.earlier, _earlier_one), class_name="list")
    return alert(Tone.WARNING, t("refund.earlier.text"), links, title=t("refund.earlier.title"))


def _earlier_one(line: Told) -> rx.Component:
    return rx.el.li(link(line.label, line.value))


PAGES = (
    Page(
        routes.step_pattern("check"),
        step_title(CHECK),
        Access.FILING,
        check,
        (CheckState.load, CorrectionState.load),
    ),
)
