"""One dossier, its versions, and what the employer may do about it."""

from typing import Any

import reflex as rx

from vov_app import routes
from vov_app.domain.access import Access
from vov_app.domain.limits import Kind
from vov_app.services import copies, corrections, dossier_pages, information, version_pages, withdrawals
from vov_app.services.dossier_pages import DossierView
from vov_app.services.version_pages import VersionView
from vov_app.services.withdrawals import WithdrawView
from vov_app.state.page import page_state
from vov_app.state.policy import handler
from vov_app.state.present import PRESENT, look, perform


@page_state(routes.DOSSIER)
class DossierState(rx.State):
    """The dossier that the address names; it is shown anew whenever something happens to it."""

    view: DossierView = DossierView()
    answers: dict[str, str] = {}
    faults: dict[str, str] = {}
    done: str = ""

    @handler(Access.ACTING)
    async def load(self) -> None:
        """Show how it stands."""
        view = await look(lambda w: dossier_pages.show(w, _reference()))
        if view.reference != self.view.reference:
            self.answers, self.faults, self.done = {}, {}, ""
        self.view = view

    @handler(Access.FILING)
    async def correct(self) -> object:
        """`Verbeteren`: open the overview of a draft that holds its answers."""
        return rx.redirect(await perform(lambda w: corrections.start(w, _reference())))

    @handler(Access.FILING)
    async def copy_it(self) -> object:
        """`Kopiëren naar een nieuwe aanvraag`: begin one with the answers of this one."""
        return rx.redirect(await perform(lambda w: copies.start(w, _reference())))

    @handler(Access.FILING, limit=Kind.LETTER)
    async def inform(self, data: dict[str, Any]) -> object:
        """`Antwoord versturen`: once; or say what to mend."""
        told = await perform(lambda w: information.inform(w, _reference(), data))
        self.answers, self.faults, self.done = told.answers, told.faults, told.done
        self.view = await look(lambda w: dossier_pages.show(w, _reference()))
        return rx.set_focus("error-summary" if told.faults else "done")


@page_state(routes.DOSSIER_WITHDRAW)
class WithdrawState(rx.State):
    """The one question before a dossier is withdrawn."""

    view: WithdrawView = WithdrawView()

    @handler(Access.FILING)
    async def load(self) -> None:
        """Ask it, or say why not."""
        view = await look(lambda w: withdrawals.show(w, _reference()))
        if view.reference != self.view.reference or view.closed:
            self.view = view

    @handler(Access.FILING, limit=Kind.LETTER)
    async def withdraw(self, data: dict[str, Any]) -> object:
        """`Ja, aanvraag intrekken`: once, however often it is pressed."""
        view = await perform(lambda w: withdrawals.withdraw(w, _reference(), data))
        if view.elsewhere:
            return rx.redirect(view.elsewhere)
        self.view = view
        return rx.set_focus("error-summary") if view.faults else None


@page_state(routes.DOSSIER_VERSION)
class VersionState(rx.State):
    """One version of a dossier."""

    view: VersionView = VersionView()

    @handler(Access.ACTING)
    async def load(self) -> None:
        """Show it, with what it changed."""
        reference, number = routes.dossier_in(PRESENT.get().path)
        self.view = await look(lambda w: version_pages.show(w, reference, number))


def _reference() -> str:
    return routes.dossier_in(PRESENT.get().path)[0]
