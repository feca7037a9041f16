"""The users of the organisation: find them, go through the list, change the right of several."""

from typing import Any

import reflex as rx

from vov_app import routes
from vov_app.domain.access import Access
from vov_app.domain.limits import Kind
from vov_app.services import user_changes, users
from vov_app.services.user_changes import ChangeView
from vov_app.services.user_views import UsersView
from vov_app.services.work import Work
from vov_app.state.noting import noted
from vov_app.state.page import page_state
from vov_app.state.policy import handler
from vov_app.state.present import look, perform


@page_state(routes.USERS)
class UsersState(rx.State):
    """One page of the list with how it was asked for, and the form below it."""

    view: UsersView = UsersView()
    form: ChangeView = ChangeView()
    search: str = ""
    order: str = "name"
    soon: bool = False
    after: str = ""

    @handler(Access.ADMINISTERING)
    async def load(self) -> None:
        """Show the list as it was asked for last; what is being filled in stays."""
        self.view = await look(self._page)
        if not self.form.shown:
            self.form = await look(user_changes.blank)

    @handler(Access.ADMINISTERING)
    async def find(self, wanted: str) -> None:
        """Show the users whose name holds these words."""
        self.search, self.after = wanted, ""
        self.view = await look(self._page)

    @handler(Access.ADMINISTERING)
    async def sort(self, order: str) -> None:
        """Sort by name or by end date, from the beginning."""
        self.order, self.after = order, ""
        self.view = await look(self._page)

    @handler(Access.ADMINISTERING)
    async def only_soon(self) -> None:
        """Show only those whose right ends soon, or everybody again."""
        self.soon, self.after = not self.soon, ""
        self.view = await look(self._page)

    @handler(Access.ADMINISTERING)
    async def go_on(self) -> object:
        """The next page of the list."""
        self.after = self.view.after
        self.view = await look(self._page)
        return rx.set_focus("list-title")

    @handler(Access.ADMINISTERING)
    async def go_back(self) -> object:
        """The beginning of the list."""
        self.after = ""
        self.view = await look(self._page)
        return rx.set_focus("list-title")

    @handler(Access.ADMINISTERING)
    async def note(self, name: str, value: str | bool) -> None:
        """Ask the questions that follow from what is chosen; nothing changes."""
        form = await look(lambda w: user_changes.note(w, self.form, {name: value}))
        self.form = noted(self.form, form, same_questions=form.asked == self.form.asked)

    @handler(Access.ADMINISTERING, limit=Kind.LETTER)
    async def change(self, data: dict[str, Any]) -> object:
        """`Wijziging bevestigen`, for everybody who is ticked."""
        here = [line.key for line in self.view.lines]
        self.form = await perform(lambda w: user_changes.several(w, here, data))
        self.view = await look(self._page)
        return rx.set_focus("error-summary" if self.form.faults else "done")

    def _page(self, w: Work) -> UsersView:
        return users.page(w, self.search, self.order, self.after, soon=self.soon)
