"""One step of the refund form: shows what the draft holds, and says when it is saved."""

from typing import Any

import reflex as rx

from vov_app import routes
from vov_app.domain.access import Access
from vov_app.services import journey
from vov_app.services.journey import StepLink, StepView
from vov_app.state.page import page_state
from vov_app.state.policy import handler
from vov_app.state.present import PRESENT, look, perform
from vov_app.texts import t

ASKED_STEPS = tuple(routes.step_pattern(step) for step in routes.STEP_SLUGS if step != "check")


@page_state(*ASKED_STEPS)
class RefundState(rx.State):
    """A window on one step of one draft.

    `shown` says which, so that no page shows another's answers, and how often its controls were made anew:
    they hold what a person typed for as long as it stays the same. `_given` is what they were made with or
    stored since; `_unkept` what was typed while somebody else was editing.
    """

    shown: str = ""
    answers: dict[str, str] = {}
    faults: dict[str, str] = {}
    disputes: dict[str, str] = {}
    asked: list[str] = []
    notes: dict[str, str] = {}
    steps: list[StepLink] = []
    saved: str = ""
    busy: str = ""
    _given: dict[str, str] = {}
    _unkept: dict[str, str] = {}
    _turn: int = 0
    _arrived: str = ""

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
        again, self._arrived = self._arrived, f"{draft}/{step}"
        if again != self._arrived:
            return None
        view = await look(lambda w: journey.show(w, draft, step))
        return None if view.elsewhere or view.given == self.answers else self._anew(view)

    @handler(Access.FILING)
    async def note(self, name: str, value: str | bool, shown: str) -> object:
        """Keep one answer soon after it was typed; it may be unsound still.

        `shown` is the draft and the step on which it was typed: the person may be elsewhere by now.
        """
        draft, _, step = shown.rpartition(":")[2].partition("/")
        view = await perform(lambda w: journey.note(w, draft, step, {name: value}, self._given))
        if name not in view.answers or not self._is_shown(view):
            return None
        if view.busy:
            self._unkept[name] = view.answers[name]
        elif f"{name}.legend" in view.disputes or view.answers[name] == view.given[name]:
            self._given[name] = view.given[name]
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
                w, draft, step, data, given=self._given, disputed=self._disputed(), back_to_check=back
            )
        )
        if view.elsewhere:
            return rx.redirect(view.elsewhere)
        if view.busy:
            self._unkept = {name: view.answers[name] for name in view.answers if name in data}
            return self._told(view)
        self._anew(view)
        return rx.set_focus("error-summary") if view.faults else None

    @handler(Access.FILING)
    async def take_over(self) -> object:
        """`Overnemen`: edit instead of who does now; what couldn't be kept meanwhile isn't lost."""
        draft, step = routes.draft_in(PRESENT.get().path)
        unkept, given = dict(self._unkept), dict(self._given)
        view = await perform(lambda w: journey.take_over(w, draft, step, unkept, given))
        if view.elsewhere:
            return rx.redirect(view.elsewhere)
        self._anew(view)
        return rx.set_focus("page-title")

    def _disputed(self) -> set[str]:
        return {key.rpartition(".")[0] for key in self.disputes}

    def _is_shown(self, view: StepView) -> bool:
        return bool(view.shown) and self.shown.endswith(view.shown)

    def _anew(self, view: StepView) -> object:
        """Make the controls anew, with what is stored now."""
        self._turn += 1
        self.shown = f"{self._turn}:{view.shown}"
        self.answers, self.faults, self.disputes = view.answers, view.faults, view.disputes
        self._given, self._unkept, self.busy = view.given, {}, ""
        return self._told(view, fresh=True)

    def _told(self, view: StepView, *, fresh: bool = False) -> object:
        """Tell all that stands around the controls; and when somebody took over from here, that first."""
        self.asked, self.notes, self.steps = view.asked, view.notes, view.steps
        self.saved = "" if view.busy else view.saved
        lost = bool(view.busy) and not self.busy and not fresh
        told = t("refund.busy.lost" if lost else "refund.busy.other", person=view.busy)
        self.busy = (self.busy or told) if view.busy else ""
        return rx.set_focus("busy") if lost else None
