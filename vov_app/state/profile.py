"""Mijn profiel: what is kept about the person's own rights."""

import reflex as rx

from vov_app import routes
from vov_app.domain.access import Access
from vov_app.services import profiles
from vov_app.services.profiles import ProfileView
from vov_app.state.page import page_state
from vov_app.state.policy import handler
from vov_app.state.present import look


@page_state(routes.PROFILE)
class ProfileState(rx.State):
    """Only one's own."""

    view: ProfileView = ProfileView()

    @handler(Access.SIGNED_IN)
    async def load(self) -> None:
        """Look it up."""
        self.view = await look(profiles.mine)
