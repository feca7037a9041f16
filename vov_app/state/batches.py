"""Send a file of applications, and the files that were sent."""

import reflex as rx

from vov_app import routes
from vov_app.domain.access import Access
from vov_app.services import batch_lists
from vov_app.services.batch_lists import BatchesView
from vov_app.state.page import page_state
from vov_app.state.policy import handler
from vov_app.state.present import look


@page_state(routes.BATCHES)
class BatchesState(rx.State):
    """The files of the organisation, and why the last one wasn't taken in if it wasn't."""

    view: BatchesView = BatchesView()

    @handler(Access.FILING)
    async def load(self) -> None:
        """Show the files; the address says it when one was just sent in vain."""
        fault = str(self.router.url.query_parameters.get("fout", ""))
        self.view = await look(lambda w: batch_lists.view(w, fault))

    @handler(Access.FILING, passive=True)
    async def arrive(self) -> object:
        """The form came on the screen: only now can the focus go to what was wrong with the file."""
        return rx.set_focus("error-summary") if self.view.faults else None
