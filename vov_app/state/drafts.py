"""The drafts of the organisation: go on with one, delete it, put it back."""

import reflex as rx

from vov_app import routes
from vov_app.domain.access import Access
from vov_app.services import draft_lists
from vov_app.services.draft_lists import DraftsView
from vov_app.state.page import page_state
from vov_app.state.policy import handler
from vov_app.state.present import look, perform
from vov_app.texts import t


@page_state(routes.DRAFTS)
class DraftsState(rx.State):
    """What can be gone on with, and what was done about it last."""

    view: DraftsView = DraftsView()
    done: str = ""

    @handler(Access.FILING)
    async def load(self) -> None:
        """Show the drafts."""
        self.view = await look(draft_lists.view)

    @handler(Access.FILING)
    async def delete(self, key: str) -> object:
        """Put a draft away, for a day."""
        await perform(lambda w: draft_lists.delete(w, key))
        return await self._told(t("drafts.deleted_done"))

    @handler(Access.FILING)
    async def restore(self, key: str) -> object:
        """Put it back."""
        await perform(lambda w: draft_lists.restore(w, key))
        return await self._told(t("drafts.restored_done"))

    async def _told(self, done: str) -> object:
        self.done, self.view = done, await look(draft_lists.view)
        return rx.set_focus("done")
