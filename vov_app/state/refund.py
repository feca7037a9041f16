"""One step of the refund form: shows what the draft holds, and says when it is saved."""

from dataclasses import replace
from typing import Any

import reflex as rx

from vov_app import routes
from vov_app.domain.access import Access
from vov_app.services import journey
from vov_app.services.journey import StepLink, StepView
from vov_app.state.page import page_state
from vov_app.state.policy import handler
from vov_app.state.present import PRESENT, look, perform

ASKED_STEPS = tuple(routes.step_pattern(step) for step in routes.STEP_SLUGS if step != "check")


@page_state(*ASKED_STEPS)
class RefundState(rx.State):
    """A window on one step of one draft; `shown` says which, so that no page shows another's answers."""

    shown: str = ""
    answers: dict[str, str] = {}
    faults: dict[str, str] = {}
    asked: list[str] = []
    notes: dict[str, str] = {}
    steps: list[StepLink] = []
    saved: str = ""

    @handler(Access.FILING)
    async def load(self) -> object:
        """Show the step that the address names, or lead to the one that comes first."""
        draft, step = routes.draft_in(PRESENT.get().path)
        view = await look(lambda w: journey.show(w, draft, step))
        # After a lost connection the same page loads again: what was to be mended still is.
        faults = self.faults if view.shown == self.shown else {}
        return self._show(replace(view, faults=faults), focus=False)

    @handler(Access.FILING)
    async def note(self, name: str, value: str | bool) -> None:
        """Keep one answer as soon as the person leaves its field; it may be unsound still."""
        draft, step = routes.draft_in(PRESENT.get().path)
        view = await perform(lambda w: journey.note(w, draft, step, {name: value}))
        self.asked, self.notes, self.saved = view.asked, view.notes, view.saved
        self.answers = view.answers

    @handler(Access.FILING)
    async def save(self, data: dict[str, Any]) -> object:
        """`Volgende`: keep all answers of the step, then go on or say what to mend."""
        draft, step = routes.draft_in(PRESENT.get().path)
        back = "terug" in self.router.url.query_parameters
        return self._show(await perform(lambda w: journey.save(w, draft, step, data, back_to_check=back)))

    def _show(self, view: StepView, *, focus: bool = True) -> object:
        if view.elsewhere:
            return rx.redirect(view.elsewhere)
        self.answers, self.faults, self.asked, self.notes = view.answers, view.faults, view.asked, view.notes
        self.steps, self.saved, self.shown = view.steps, view.saved, view.shown
        return rx.set_focus("error-summary") if view.faults and focus else None
