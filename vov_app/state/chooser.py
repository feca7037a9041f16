"""The organisation chooser: the personal name and the organisations apart."""

import reflex as rx

from vov_app import routes
from vov_app.domain.access import Access
from vov_app.services import explanations, organisations
from vov_app.services.explanations import PlaceWhy
from vov_app.services.organisations import OrganisationView
from vov_app.state.page import page_state
from vov_app.state.policy import handler
from vov_app.state.present import look
from vov_app.texts import t


@page_state(routes.ORGANISATIONS)
class ChooserState(rx.State):
    """The organisations that the person may act for, narrowed down by what they search."""

    loaded: bool = False
    total: int = 0
    shown: list[OrganisationView] = []
    announced: str = ""
    wanted: str = ""
    why: list[PlaceWhy] = []

    @rx.var
    def searchable(self) -> bool:
        """Whether the list is long enough to search."""
        return self.total > organisations.SEARCH_ABOVE

    @handler(Access.SIGNED_IN)
    async def load(self) -> None:
        """Show all of them."""
        self.shown, self.wanted = await look(organisations.mine), ""
        self.total, self.announced, self.loaded = len(self.shown), "", True
        if self.why:
            self.why = await look(explanations.everywhere)

    @handler(Access.SIGNED_IN)
    async def search(self, wanted: str) -> None:
        """Show those that match, and say how many there are."""
        self.wanted = wanted
        self.shown = await look(lambda w: organisations.mine(w, wanted))
        if self.why:
            self.why = await look(lambda w: explanations.everywhere(w, wanted))
        self.announced = t("chooser.found", count=len(self.shown), total=self.total)

    @handler(Access.SIGNED_IN)
    async def explain(self) -> None:
        """Somebody wants to know why they see these."""
        self.why = await look(lambda w: explanations.everywhere(w, self.wanted))
