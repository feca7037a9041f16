"""Mijn profiel: what is kept about the person's own rights, and where they are signed in."""

import reflex as rx

from vov_app import routes
from vov_app.domain.access import Access
from vov_app.services import own_sign_ins, profiles
from vov_app.services.profiles import ProfileView
from vov_app.state.page import page_state
from vov_app.state.policy import handler
from vov_app.state.present import look, perform
from vov_app.texts import t


@page_state(routes.PROFILE)
class ProfileState(rx.State):
    """Only one's own, and what was done about it last."""

    view: ProfileView = ProfileView()
    done: str = ""

    @handler(Access.SIGNED_IN)
    async def load(self) -> None:
        """Look it up."""
        self.view = await look(profiles.mine)

    @handler(Access.SIGNED_IN)
    async def end(self, key: str) -> object:
        """`Deze aanmelding beëindigen`: end one of the other sign-ins."""
        return await self._told(await perform(lambda w: own_sign_ins.end(w, key)))

    @handler(Access.SIGNED_IN)
    async def end_others(self) -> object:
        """`Alle andere aanmeldingen beëindigen`: end all sign-ins but this one."""
        return await self._told(await perform(own_sign_ins.end_others))

    async def _told(self, ended: int) -> object:
        self.done = t("profile.sign_in.ended", count=ended)
        self.view = await look(profiles.mine)
        return rx.set_focus("done")
