"""An invitation, for the one person that it names."""

import reflex as rx

from vov_app import routes
from vov_app.domain.access import Access
from vov_app.services import invitations
from vov_app.services.invitations import InvitationView
from vov_app.state.page import page_state
from vov_app.state.policy import handler
from vov_app.state.present import PRESENT, look, perform


@page_state(routes.INVITATION)
class InvitationState(rx.State):
    """What somebody is invited to; opening it accepts nothing."""

    view: InvitationView = InvitationView()

    @handler(Access.SIGNED_IN)
    async def load(self) -> None:
        """Show for which organisation it is."""
        self.view = await look(lambda w: invitations.show(w, _key()))

    @handler(Access.SIGNED_IN)
    async def accept(self) -> object:
        """`Uitnodiging aanvaarden`: act for the organisation from now on."""
        organisation = await perform(lambda w: invitations.accept(w, _key()))
        return rx.redirect(routes.application(organisation))


def _key() -> str:
    return routes.last_in(PRESENT.get().path, routes.INVITATION)
