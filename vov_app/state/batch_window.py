"""What the screen of one file of applications shows."""

from collections.abc import Callable

import reflex as rx

from vov_app import routes
from vov_app.services import batch_pages
from vov_app.services.batch_pages import BatchView
from vov_app.services.work import Work
from vov_app.state.present import PRESENT, look, perform


class BatchWindow(rx.State, mixin=True):
    """A window on one batch: which kind of rows, after which one; `done` is what was done last."""

    view: BatchView = BatchView()
    kind: str = batch_pages.WRONG
    after: str = ""
    done: str = ""
    faults: dict[str, str] = {}

    async def _do(self, verb: Callable[[Work, str], str]) -> object:
        key = key_of_batch()
        self.done, self.faults = await perform(lambda w: verb(w, key)), {}
        await self._look()
        return rx.set_focus("done")

    async def _from(self, after: str) -> object:
        self.after, self.done = after, ""
        await self._look()
        return rx.set_focus("rows-title")

    async def _look(self) -> object:
        key, kind, after = key_of_batch(), self.kind, self.after
        self.view = await look(lambda w: batch_pages.view(w, key, kind, after))
        return rx.redirect(self.view.elsewhere) if self.view.elsewhere else None


def key_of_batch() -> str:
    """The key of the batch that the address names."""
    return routes.last_in(PRESENT.get().path, routes.BATCH)
