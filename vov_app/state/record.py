"""The record of the organisation: go through it, narrow it down to a kind or to one user."""

from typing import Any

import reflex as rx

from vov_app import routes
from vov_app.domain.access import Access
from vov_app.services import records
from vov_app.services.records import RecordView
from vov_app.services.work import Work
from vov_app.state.page import page_state
from vov_app.state.policy import handler
from vov_app.state.present import look, perform


@page_state(routes.RECORD)
class RecordState(rx.State):
    """One page of the record, with how it was asked for; the address names the user, if one."""

    view: RecordView = RecordView()
    kind: str = ""
    after: str = ""

    @handler(Access.ADMINISTERING)
    async def load(self) -> None:
        """Show the newest entries, and note that somebody reads them."""
        await perform(records.looked)
        self.view = await look(self._page)

    @handler(Access.ADMINISTERING)
    async def narrow(self, data: dict[str, Any]) -> object:
        """Show the entries of one kind."""
        self.kind, self.after = str(data.get("kind", "")), ""
        self.view = await look(self._page)
        return rx.set_focus("list-title")

    @handler(Access.ADMINISTERING)
    async def go_on(self) -> object:
        """The next, older page."""
        self.after = self.view.after
        self.view = await look(self._page)
        return rx.set_focus("list-title")

    @handler(Access.ADMINISTERING)
    async def go_back(self) -> object:
        """The newest page."""
        self.after = ""
        self.view = await look(self._page)
        return rx.set_focus("list-title")

    def _page(self, w: Work) -> RecordView:
        person = str(self.router.url.query_parameters.get("gebruiker", ""))
        return records.page(w, self.kind, person, self.after)
