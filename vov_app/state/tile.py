"""The tile on the screen `Aanvraag`: the server decides which button is there."""

import reflex as rx

from vov_app import routes
from vov_app.domain.access import Access
from vov_app.services import drafts, right_requests, tiles
from vov_app.services.tiles import TileView
from vov_app.state.page import page_state
from vov_app.state.policy import handler
from vov_app.state.present import PRESENT, look, perform


@page_state(routes.APPLICATION)
class TileState(rx.State):
    """One decision in words; the buttons ask the server, which decides again."""

    tile: TileView = TileView()

    @handler(Access.ACTING)
    async def load(self) -> None:
        """Look again at how things stand."""
        self.tile = await look(tiles.tile)

    @handler(Access.ACTING)
    async def ask(self) -> object:
        """`Gebruikersrecht aanvragen`: record the request and show that it is pending."""
        await perform(right_requests.ask)
        self.tile = await look(tiles.tile)
        return rx.set_focus("tile-status")

    @handler(Access.FILING)
    async def begin(self) -> object:
        """`Aanvragen`: open a draft at its first step."""
        key = await perform(drafts.start)
        return rx.redirect(routes.refund_step(routes.organisation_in(PRESENT.get().path), key, "begin"))
