"""One step of the refund form: shows what the draft holds, and says when it is saved."""

from typing import Any

import reflex as rx

from vov_app import routes
from vov_app.domain.access import Access
from vov_app.services import journey
from vov_app.state.page import page_state
from vov_app.state.policy import handler
from vov_app.state.present import PRESENT, look, perform
from vov_app.state.step_window import StepWindow

ASKED_STEPS = tuple(routes.step_pattern(step) for step in routes.STEP_SLUGS if step != "check")


@page_state(*ASKED_STEPS)
class RefundState(StepWindow, rx.State):
    """What a person does at a step of the refund form."""

    @handler(Access.FILING)
    async def load(self) -> object:
        """Show the step that the address names, or lead to the one that comes first."""
        draft, step = routes.draft_in(PRESENT.get().path)
        view = await look(lambda w: journey.show(w, draft, step))
        if view.free and not view.elsewhere:
            view = await perform(lambda w: journey.enter(w, draft, step))
        if view.elsewhere:
            return rx.redirect(view.elsewhere)
        if not self._is_shown(view) or self.busy:
            return self._anew(view)
        # After a lost connection, or when somebody took over, the same page loads again: what was typed
        # stays in its controls.
        return self._told(view)

    @handler(Access.FILING, passive=True)
    async def arrive(self) -> object:
        """The form came on the screen; when it is the same one again, the page was reloaded: show it anew."""
        draft, step = routes.draft_in(PRESENT.get().path)
        again, self._kept.arrived = self._kept.arrived, f"{draft}/{step}"
        if again != self._kept.arrived:
            return None
        view = await look(lambda w: journey.show(w, draft, step))
        return None if view.elsewhere or view.given == self.answers else self._anew(view)

    @handler(Access.FILING)
    async def note(self, name: str, value: str | bool, shown: str) -> object:
        """Keep one answer soon after it was typed; it may be unsound still.

        `shown` is the draft and the step on which it was typed: the person may be elsewhere by now.
        """
        draft, _, step = shown.rpartition(":")[2].partition("/")
        if not step:  # typed while a State that was lost is drawn anew: the page puts it back then
            return None
        view = await perform(lambda w: journey.note(w, draft, step, {name: value}, self._given()))
        if name not in view.answers or not self._is_shown(view):
            return None
        self._kept.note(name, view)
        others = {key: words for key, words in self.disputes.items() if not key.startswith(f"{name}.")}
        self.disputes = others | view.disputes
        self.answers[name] = view.answers[name]
        return self._told(view)

    @handler(Access.FILING)
    async def save(self, data: dict[str, Any]) -> object:
        """`Volgende`: keep all answers of the step, then go on or say what to mend."""
        draft, step = routes.draft_in(PRESENT.get().path)
        back = "terug" in self.router.url.query_parameters
        view = await perform(
            lambda w: journey.save(
                w, draft, step, data, given=self._given(), disputed=self._disputed(), back_to_check=back
            )
        )
        if view.elsewhere:
            return rx.redirect(view.elsewhere)
        if view.busy:
            self._kept.unkept = {name: view.answers[name] for name in view.answers if name in data}
            return self._told(view)
        self._anew(view)
        return rx.set_focus("error-summary") if view.faults else None

    @handler(Access.FILING)
    async def take_over(self) -> object:
        """`Overnemen`: edit instead of who does now; what couldn't be kept meanwhile isn't lost."""
        draft, step = routes.draft_in(PRESENT.get().path)
        unkept, given = dict(self._kept.unkept), self._given()
        view = await perform(lambda w: journey.take_over(w, draft, step, unkept, given))
        if view.elsewhere:
            return rx.redirect(view.elsewhere)
        self._anew(view)
        return rx.set_focus("page-title")
