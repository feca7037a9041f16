"""Ask for the right with a reason, and follow one's own request."""

from typing import Any

import reflex as rx

from vov_app import routes
from vov_app.domain.access import Access
from vov_app.domain.limits import Kind
from vov_app.services import request_views, right_requests
from vov_app.services.request_views import AskView, RequestView
from vov_app.services.right_requests import Unsound
from vov_app.state.page import page_state
from vov_app.state.policy import handler
from vov_app.state.present import PRESENT, look, perform
from vov_app.texts import t


@page_state(routes.ASK)
class AskState(rx.State):
    """What is asked, who decides and by when; the reason stays as it was typed."""

    view: AskView = AskView()
    answers: dict[str, str] = {}
    faults: dict[str, str] = {}

    @handler(Access.ACTING)
    async def load(self) -> object:
        """Show what asking comes to; a request that is open already is shown instead."""
        open_request = await look(right_requests.current)
        if open_request is not None:
            return rx.redirect(_page(open_request.key))
        self.view = await look(request_views.to_ask)
        return None

    @handler(Access.ACTING, limit=Kind.REQUEST)
    async def send(self, data: dict[str, Any]) -> object:
        """Record the request once, however often it is pressed, and show how it stands."""
        try:
            made = await perform(lambda w: right_requests.ask(w, data))
        except Unsound as unsound:
            self.answers = {"reason": str(data.get("reason", ""))}
            self.faults = {
                f.field: t(f"right_request.field.{f.field}.fault.{f.key}", **f.values) for f in unsound.faults
            }
            return rx.set_focus("error-summary")
        return rx.redirect(_page(made.key))


@page_state(routes.REQUEST)
class RequestState(rx.State):
    """One request of the person, with what happened to it."""

    view: RequestView = RequestView()

    @handler(Access.ACTING)
    async def load(self) -> None:
        """Look at how it stands."""
        self.view = await look(lambda w: request_views.show(w, _key()))

    @handler(Access.ACTING)
    async def withdraw(self) -> object:
        """Take it back."""
        await perform(lambda w: right_requests.withdraw(w, _key()))
        self.view = await look(lambda w: request_views.show(w, _key()))
        return rx.set_focus("request-status")


def _key() -> str:
    return routes.last_in(PRESENT.get().path, routes.REQUEST)


def _page(key: str) -> str:
    return routes.right_request(routes.organisation_in(PRESENT.get().path), key)
