"""The calculator: asks, answers on the same page, and keeps nothing."""

from typing import Any

import reflex as rx

from vov_app import routes
from vov_app.domain.access import Access
from vov_app.services import what_if
from vov_app.services.what_if import WhatIfView
from vov_app.state.noting import noted
from vov_app.state.page import page_state
from vov_app.state.policy import handler
from vov_app.state.present import look


@page_state(routes.WHAT_IF)
class WhatIfState(rx.State):
    """What was filled in and what it comes to."""

    view: WhatIfView = WhatIfView()

    @handler(Access.PUBLIC)
    async def load(self) -> None:
        """Show the answers that the address holds, if any."""
        query = dict(self.router.url.query_parameters)
        self.view = await look(lambda w: what_if.from_address(w, query))

    @handler(Access.PUBLIC)
    async def note(self, name: str, value: str | bool) -> None:
        """Ask the questions that follow from an answer."""
        view = await look(lambda w: what_if.note(w, self.view, {name: value}))
        self.view = noted(self.view, view, same_questions=view.asked == self.view.asked)

    @handler(Access.PUBLIC)
    async def work_out(self, data: dict[str, Any]) -> object:
        """`Berekenen`: tell what it comes to, or what to mend."""
        self.view = await look(lambda w: what_if.answer(w, data, shown=self.view.shown))
        return rx.set_focus("error-summary" if self.view.faults else "result")
