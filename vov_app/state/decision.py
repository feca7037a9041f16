"""Decide about a request, and renew a right: for who holds an office in the organisation."""

from dataclasses import replace
from typing import Any

import reflex as rx

from vov_app import routes
from vov_app.domain.access import Access
from vov_app.domain.limits import Kind
from vov_app.services import decisions, looks, renewals
from vov_app.services.decisions import DecisionView
from vov_app.services.renewals import RenewalView
from vov_app.state.noting import noted
from vov_app.state.page import page_state
from vov_app.state.policy import handler
from vov_app.state.present import PRESENT, look, perform


@page_state(routes.DECISION)
class DecisionState(rx.State):
    """One request; once it is decided the view says by whom, and the questions are gone."""

    view: DecisionView = DecisionView()

    @handler(Access.ADMINISTERING)
    async def load(self) -> None:
        """Show it; who is asked about can see later who looked."""
        self.view = await look(lambda w: decisions.show(w, _request()))
        await perform(lambda w: looks.at_request(w, _request()))

    @handler(Access.ADMINISTERING)
    async def note(self, name: str, value: str | bool) -> None:
        """Ask the questions that follow from what is chosen; nothing is decided."""
        typed = {**self.view.answers, name: value}
        view = await look(lambda w: decisions.note(w, _request(), typed))
        self.view = noted(self.view, view, same_questions=view.asked_fields == self.view.asked_fields)

    @handler(Access.ADMINISTERING, limit=Kind.LETTER)
    async def decide(self, data: dict[str, Any]) -> object:
        """`Beslissing bevestigen`."""
        self.view = await perform(lambda w: decisions.decide(w, _request(), data))
        return rx.set_focus("error-summary" if self.view.faults else "decided")


@page_state(routes.RENEWAL)
class RenewalState(rx.State):
    """A right that ends soon."""

    view: RenewalView = RenewalView()

    @handler(Access.ADMINISTERING)
    async def load(self) -> None:
        """Show until when it holds; what was just done stays told."""
        done, before = self.view.done, self.view.key
        self.view = await look(lambda w: renewals.show(w, _grant()))
        if done and before == self.view.key:
            self.view = replace(self.view, done=done, proposal="")

    @handler(Access.ADMINISTERING, limit=Kind.LETTER)
    async def renew(self, data: dict[str, Any]) -> object:
        """`Recht verlengen`: until the day that was proposed or chosen, or say what to mend."""
        self.view = await perform(lambda w: renewals.renew(w, _grant(), data))
        return rx.set_focus("error-summary" if self.view.faults else "done")


def _request() -> str:
    return routes.last_in(PRESENT.get().path, routes.DECISION)


def _grant() -> str:
    return routes.last_in(PRESENT.get().path, routes.RENEWAL)
