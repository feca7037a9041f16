"""The ontvangstbevestiging of one application."""

import reflex as rx

from vov_app import routes
from vov_app.domain.access import Access
from vov_app.services import receipts
from vov_app.services.receipts import ReceiptView
from vov_app.state.page import page_state
from vov_app.state.policy import handler
from vov_app.state.present import PRESENT, look


@page_state(routes.RECEIPT)
class ReceiptState(rx.State):
    """What was confirmed, made from stored facts whenever it is asked for."""

    receipt: ReceiptView = ReceiptView()

    @handler(Access.ACTING)
    async def load(self) -> None:
        """Show the receipt that the address names."""
        reference = routes.reference_in(PRESENT.get().path)
        self.receipt = await look(lambda w: receipts.receipt(w, reference))
