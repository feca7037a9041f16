"""Add a user or a file of them, and the invitations that wait for an answer."""

from typing import Any

import reflex as rx

from vov_app import routes
from vov_app.domain.access import Access
from vov_app.domain.limits import Kind
from vov_app.services import invitations, newcomers
from vov_app.services.invitations import OpenInvitation
from vov_app.services.newcomers import AddView
from vov_app.state.page import page_state
from vov_app.state.policy import handler
from vov_app.state.present import look, perform
from vov_app.texts import t


@page_state(routes.USER_ADD)
class UserAddState(rx.State):
    """The form for one user; it is empty again once they are added."""

    form: AddView = AddView()
    waiting: list[OpenInvitation] = []
    done: str = ""

    @handler(Access.ADMINISTERING)
    async def load(self) -> None:
        """Show the invitations; what is being filled in stays."""
        self.waiting = await look(invitations.waiting)
        if not self.form.shown:
            self.form = await look(newcomers.blank)

    @handler(Access.ADMINISTERING, limit=Kind.LETTER)
    async def add(self, data: dict[str, Any]) -> object:
        """Add who is described, or say what to mend."""
        self.form = await perform(lambda w: newcomers.add(w, data))
        self.waiting, self.done = await look(invitations.waiting), self.form.done
        return rx.set_focus("error-summary" if self.form.faults else "done")

    @handler(Access.ADMINISTERING)
    async def revoke(self, key: str) -> object:
        """Take an invitation back."""
        await perform(lambda w: invitations.revoke(w, key))
        self.waiting, self.done = await look(invitations.waiting), t("users.invited.revoked")
        return rx.set_focus("done")


@page_state(routes.USER_FILE)
class UserFileState(rx.State):
    """The page on which a file is sent; what comes of it is told by the answer to the file."""

    ready: bool = False

    @handler(Access.ADMINISTERING)
    async def load(self) -> None:
        """Show the page to who may send a file."""
        self.ready = True
