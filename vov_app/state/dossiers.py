"""The dossiers of the organisation: find them, narrow the list down, go through it."""

from typing import Any

import reflex as rx

from vov_app import routes
from vov_app.domain.access import Access
from vov_app.services import dossier_lists
from vov_app.services.dossier_lists import DossiersView
from vov_app.services.work import Work
from vov_app.state.page import page_state
from vov_app.state.policy import handler
from vov_app.state.present import look


@page_state(routes.DOSSIERS)
class DossiersState(rx.State):
    """One page of the list, with how it was asked for."""

    view: DossiersView = DossiersView()
    asked: dict[str, str] = {}
    after: str = ""

    @handler(Access.FILING)
    async def load(self) -> None:
        """Show the list as it was asked for last."""
        self.view = await look(self._page)

    @handler(Access.FILING)
    async def find(self, wanted: str) -> None:
        """Show the dossiers that these words find."""
        await self._ask("search", wanted)

    @handler(Access.FILING)
    async def narrow(self, data: dict[str, Any]) -> object:
        """Show those with a status, of a school year, in an order; from the beginning."""
        for name in ("status", "school_year", "order"):
            self.asked[name] = str(data.get(name, ""))
        await self._ask("after", "")
        return rx.set_focus("list-title")

    @handler(Access.FILING)
    async def go_on(self) -> object:
        """The next page of the list."""
        self.after = self.view.after
        self.view = await look(self._page)
        return rx.set_focus("list-title")

    @handler(Access.FILING)
    async def go_back(self) -> object:
        """The beginning of the list."""
        self.after = ""
        self.view = await look(self._page)
        return rx.set_focus("list-title")

    async def _ask(self, name: str, value: str) -> None:
        self.asked[name], self.after = value, ""
        self.view = await look(self._page)

    def _page(self, w: Work) -> DossiersView:
        return dossier_lists.page(w, dict(self.asked), self.after)
