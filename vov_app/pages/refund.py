"""The steps of the refund form, one page each, made from the form's definition."""

from collections.abc import Callable
from typing import Final

import reflex as rx

from vov_app import routes
from vov_app.domain.access import Access
from vov_app.domain.rights import Context, Right
from vov_app.forms.refund import REFUND
from vov_app.forms.spec import Step
from vov_app.pages.frame import frame, of_organisation
from vov_app.pages.registry import Page
from vov_app.state.refund import RefundState
from vov_app.state.session import SessionState
from vov_app.texts import t
from vov_app.ui.busy import busy
from vov_app.ui.buttons import actions, submit
from vov_app.ui.error_summary import error_summary
from vov_app.ui.form_view import FormVars, lockable, step_fields, step_form
from vov_app.ui.kinds import Told
from vov_app.ui.links import back_link, link
from vov_app.ui.progress import progress
from vov_app.ui.words import bullets, heading, hint, lead, section, status, when

NUMBERED: Final = tuple(step.name for step in REFUND.steps)
NEEDS: Final = ("need_attest", "need_insz", "need_work", "need_iban")
FORM: Final = FormVars(
    shown=RefundState.shown,
    answers=RefundState.answers,
    faults=RefundState.faults,
    notes=RefundState.around.notes,
    asked=RefundState.around.asked,
    on_note=lambda name, value: RefundState.note(name, value, RefundState.shown),
    disputes=RefundState.disputes,
    while_typing=True,
)


def step_page(step: Step) -> Callable[[], rx.Component]:
    """The page of one step; it shows a draft's answers only once they are those of this step."""

    def view() -> rx.Component:
        return frame(
            error_summary(RefundState.faults),
            _back(step),
            step_line(step, RefundState.around.steps),
            heading(t(f"refund.step.{step.name}.title")),
            lead(t(f"refund.step.{step.name}.intro")),
            *(_before_you_begin() if step.name == "begin" else ()),
            busy(RefundState.busy, RefundState.take_over),
            when(RefundState.shown.endswith(f"/{step.name}"), _form(step)),
        )

    return view


def step_title(step: Step) -> str:
    """The title of a step, with its number."""
    title = t(f"refund.step.{step.name}.title")
    return t("refund.progress", number=NUMBERED.index(step.name) + 1, total=len(NUMBERED), step=title)


def step_line(step: Step, steps: Told) -> rx.Component:
    """Where one is in the form."""
    return progress(step_title(step), t("refund.progress_label"), steps)


def _form(step: Step) -> rx.Component:
    return step_form(
        lockable(step_fields(step, FORM), locked=RefundState.busy != ""),
        rx.cond(RefundState.busy, rx.fragment(), actions(submit(t("common.next")))),
        status(RefundState.around.saved),
        on_submit=RefundState.save,
        on_mount=RefundState.arrive,
    )


def _back(step: Step) -> rx.Component:
    place = REFUND.steps.index(step)
    if place == 0:
        to_tile = back_link(t("common.previous"), of_organisation("/aanvraag"))
        return rx.cond(SessionState.organisation.key, to_tile)
    before = back_link(t("common.previous"), RefundState.around.steps[place - 1].address)
    return rx.cond(RefundState.around.steps.length() > place, before)  # type: ignore[attr-defined]


def _before_you_begin() -> tuple[rx.Component, ...]:
    right = {"right": Right.RESPONSIBLE, "context": Context.OPLEIDINGSVERLOF}
    return (
        section(t("refund.begin.need"), bullets(*[t(f"refund.begin.{need}") for need in NEEDS])),
        section(t("refund.begin.who"), rx.el.p(t("refund.begin.who_text", **right))),
        section(
            t("refund.begin.when"),
            rx.el.p(t("refund.begin.when_text")),
            rx.el.p(link(t("refund.begin.what_if"), routes.WHAT_IF)),
            rx.cond(
                SessionState.organisation.key,
                rx.el.p(link(t("refund.begin.copy"), of_organisation("/dossiers"))),
            ),
        ),
        hint(t("refund.own_form")),
    )


PAGES = tuple(
    Page(
        routes.step_pattern(step.name),
        step_title(step),
        Access.FILING,
        step_page(step),
        (RefundState.load,),
    )
    for step in REFUND.steps
    if step.name != "check"
)
