"""One user of the organisation: their right, their office, their place."""

from collections.abc import Callable
from typing import Any

import reflex as rx

from vov_app import routes
from vov_app.domain.access import Access
from vov_app.domain.limits import Kind
from vov_app.services import appointments, explanations, looks, user_changes, users
from vov_app.services.user_changes import ChangeView
from vov_app.services.user_views import UserView
from vov_app.services.wording import Row
from vov_app.services.work import Work
from vov_app.state.page import page_state
from vov_app.state.policy import handler
from vov_app.state.present import PRESENT, look, perform
from vov_app.texts import t


@page_state(routes.USER)
class UserState(rx.State):
    """What the user may do, and what was done about it."""

    view: UserView = UserView()
    form: ChangeView = ChangeView()
    done: str = ""
    why: list[Row] = []

    @handler(Access.ADMINISTERING)
    async def load(self) -> None:
        """Show the user that the address names, who can see that; what is being filled in stays."""
        before = self.view.key
        self.view = await look(lambda w: users.show(w, _key()))
        if before != self.view.key:
            self.form, self.done, self.why = await look(user_changes.blank), "", []
            await perform(lambda w: looks.at_user(w, _key()))
        if self.why:
            self.why = await look(lambda w: explanations.of_user(w, _key()))

    @handler(Access.ADMINISTERING)
    async def explain(self) -> None:
        """Somebody wants to know why the user may, or may not."""
        self.why = await look(lambda w: explanations.of_user(w, _key()))

    @handler(Access.ADMINISTERING, limit=Kind.LETTER)
    async def give(self, data: dict[str, Any]) -> object:
        """Give the right until a day, or that last day to who holds it."""
        self.form = await perform(lambda w: user_changes.one(w, _key(), data))
        self.done = self.form.done
        self.view = await look(lambda w: users.show(w, _key()))
        self.why = await look(lambda w: explanations.of_user(w, _key())) if self.why else []
        return rx.set_focus("error-summary" if self.form.faults else "done")

    @handler(Access.ADMINISTERING, limit=Kind.LETTER)
    async def revoke(self) -> object:
        """Take the right away."""
        return await self._do(lambda w, key: users.revoke(w, [key]), t("users.one.revoked"))

    @handler(Access.ADMINISTERING, limit=Kind.LETTER)
    async def appoint(self) -> object:
        """Make the user local administrator."""
        return await self._do(appointments.appoint, t("users.one.appointed"))

    @handler(Access.ADMINISTERING, limit=Kind.LETTER)
    async def dismiss(self) -> object:
        """End that; who steps down themselves has no business here any more."""
        if not self.view.own:
            return await self._do(appointments.dismiss, t("users.one.dismissed"))
        await perform(lambda w: appointments.dismiss(w, _key()))
        return rx.redirect(routes.home(routes.organisation_in(PRESENT.get().path)))

    @handler(Access.ADMINISTERING, limit=Kind.LETTER)
    async def remove(self) -> object:
        """End that the user may act for the organisation."""
        await perform(lambda w: users.remove(w, _key()))
        here = routes.organisation_in(PRESENT.get().path)
        return rx.redirect(routes.ORGANISATIONS if self.view.own else routes.users(here))

    async def _do(self, verb: Callable[[Work, str], object], done: str) -> object:
        await perform(lambda w: verb(w, _key()))
        self.done, self.view = done, await look(lambda w: users.show(w, _key()))
        self.why = await look(lambda w: explanations.of_user(w, _key())) if self.why else []
        return rx.set_focus("done")


def _key() -> str:
    return routes.last_in(PRESENT.get().path, routes.USER)
