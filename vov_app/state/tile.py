"""The tile on the screen `Aanvraag`: the server decides which button is there."""

import reflex as rx

from vov_app import routes
from vov_app.domain.access import Access
from vov_app.services import drafts, explanations, tiles
from vov_app.services.tiles import TileView
from vov_app.services.wording import Row
from vov_app.state.page import page_state
from vov_app.state.policy import handler
from vov_app.state.present import PRESENT, look, perform


@page_state(routes.APPLICATION)
class TileState(rx.State):
    """One decision in words; the buttons ask the server, which decides again."""

    tile: TileView = TileView()
    why: list[Row] = []

    @handler(Access.ACTING)
    async def load(self) -> None:
        """Look again at how things stand."""
        self.tile = await look(tiles.tile)
        if self.why:
            self.why = await look(explanations.why)

    @handler(Access.ACTING)
    async def explain(self) -> None:
        """Somebody wants to know why they see this."""
        self.why = await look(explanations.why)

    @handler(Access.ACTING)
    async def ask(self) -> object:
        """`Gebruikersrecht aanvragen`: lead to the page that says what is asked, of whom, and by when."""
        return rx.redirect(routes.ask(routes.organisation_in(PRESENT.get().path)))

    @handler(Access.FILING)
    async def begin(self) -> object:
        """`Aanvragen`: open a draft at its first step."""
        key = await perform(drafts.start)
        return rx.redirect(routes.refund_step(routes.organisation_in(PRESENT.get().path), key, "begin"))
