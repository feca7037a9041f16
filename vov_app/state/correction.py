"""What a correction changes, beside the overview of its draft."""

import reflex as rx

from vov_app import routes
from vov_app.domain.access import Access
from vov_app.services import corrections
from vov_app.services.corrections import CorrectionView
from vov_app.state.page import page_state
from vov_app.state.policy import handler
from vov_app.state.present import PRESENT, look


@page_state(routes.step_pattern("check"))
class CorrectionState(rx.State):
    """The differences with the newest version; empty for a draft that corrects no dossier."""

    view: CorrectionView = CorrectionView()

    @handler(Access.FILING)
    async def load(self) -> None:
        """Compare again."""
        draft, _ = routes.draft_in(PRESENT.get().path)
        self.view = await look(lambda w: corrections.show(w, draft))
