"""The dates of the organisation, and the address under which a calendar reads them."""

import reflex as rx

from vov_app import routes
from vov_app.domain.access import Access
from vov_app.services import feeds, terms
from vov_app.services.terms import TermsView
from vov_app.state.page import page_state
from vov_app.state.policy import handler
from vov_app.state.present import look, perform


@page_state(routes.TERMS)
class TermsState(rx.State):
    """What lies ahead; `address` holds the secret as long as the page that made it is open."""

    view: TermsView = TermsView()
    feed: str = ""
    address: str = ""

    @handler(Access.FILING)
    async def load(self) -> None:
        """Show the dates."""
        self.view = await look(terms.view)
        self.feed = await look(feeds.standing)

    @handler(Access.FILING)
    async def make_feed(self) -> object:
        """Give a new secret address, which is shown once."""
        self.address = await perform(feeds.make)
        self.feed = await look(feeds.standing)
        return rx.set_focus("feed-address")

    @handler(Access.FILING)
    async def revoke_feed(self) -> object:
        """Stop the address."""
        await perform(feeds.revoke)
        self.address, self.feed = "", ""
        return rx.set_focus("feed-title")
