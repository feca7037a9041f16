"""`Berekeningen`, and the note of one dossier."""

import reflex as rx

from vov_app import routes
from vov_app.domain.access import Access
from vov_app.services import calculation_lists, notes
from vov_app.services.calculation_lists import CalculationsView
from vov_app.services.notes import NoteView
from vov_app.state.page import page_state
from vov_app.state.policy import handler
from vov_app.state.present import PRESENT, look


@page_state(routes.CALCULATIONS)
class CalculationsState(rx.State):
    """Both overviews of the organisation."""

    view: CalculationsView = CalculationsView()

    @handler(Access.FILING)
    async def load(self) -> None:
        """Show the newest of each."""
        self.view = await look(calculation_lists.view)


@page_state(routes.DOSSIER_NOTE)
class NoteState(rx.State):
    """What was calculated for the dossier that the address names."""

    view: NoteView = NoteView()

    @handler(Access.ACTING)
    async def load(self) -> None:
        """Show it."""
        reference, _ = routes.dossier_in(PRESENT.get().path)
        self.view = await look(lambda w: notes.show(w, reference))
