"""Check the answers, declare, and `Bevestigen`."""

from typing import Any

import reflex as rx

from vov_app import routes
from vov_app.domain.access import Access
from vov_app.domain.limits import Kind
from vov_app.services import checking
from vov_app.services.checking import CheckView
from vov_app.state.correction import CorrectionState
from vov_app.state.page import page_state
from vov_app.state.policy import handler
from vov_app.state.present import PRESENT, look, perform
from vov_app.texts import t


@page_state(routes.step_pattern("check"))
class CheckState(rx.State):
    """The answers in words, what they may come to, and what the authority will look at."""

    view: CheckView = CheckView()
    busy: str = ""

    @handler(Access.FILING)
    async def load(self) -> object:
        """Show the answers, or lead to the first step that isn't sound yet."""
        draft = _draft()
        view = await look(lambda w: checking.show(w, draft))
        if view.free:
            view = await perform(lambda w: checking.enter(w, draft))
        return self._show(view)

    @handler(Access.FILING, limit=Kind.LETTER)
    async def confirm(self, data: dict[str, Any]) -> object:
        """`Bevestigen`: once, however often it is pressed, and nothing but what is on the screen."""
        draft, version = _draft(), self.view.version
        return self._show(await perform(lambda w: checking.confirm(w, draft, data, version)))

    @handler(Access.FILING)
    async def take_over(self) -> object:
        """`Overnemen`: go on with it instead of who does now."""
        draft = _draft()
        self._show(await perform(lambda w: checking.take_over(w, draft)))
        return rx.set_focus("page-title")

    def _show(self, view: CheckView) -> object:
        if view.elsewhere:
            return rx.redirect(view.elsewhere)
        self.view, self.busy = view, view.busy and t("refund.busy.other", person=view.busy)
        # What a correction is compared with may have changed: that is seen before it is confirmed.
        return [CorrectionState.load(), rx.set_focus("error-summary")] if view.faults else None


def _draft() -> str:
    return routes.draft_in(PRESENT.get().path)[0]
