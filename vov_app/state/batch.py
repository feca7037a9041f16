"""One file of applications: how far it is, its rows to mend, `Bevestigen`, and what came of it."""

from typing import Any

import reflex as rx

from vov_app import routes
from vov_app.domain.access import Access
from vov_app.services import batch_filing, batch_rows, batches
from vov_app.state.batch_window import BatchWindow, key_of_batch
from vov_app.state.page import page_state
from vov_app.state.policy import handler
from vov_app.state.present import perform


@page_state(routes.BATCH)
class BatchState(BatchWindow, rx.State):
    """What a person does with one batch."""

    @handler(Access.FILING)
    async def load(self) -> object:
        """Show how it stands, or lead to the file that this one mended."""
        return await self._look()

    @handler(Access.FILING, passive=True)
    async def tick(self) -> object:
        """The screen looks by itself, for as long as a worker is at it; what came of it is told once."""
        was_busy = self.view.busy
        leads = await self._look()
        if was_busy and not self.view.busy:
            self.done = self.view.outcome
        return leads

    @handler(Access.FILING)
    async def mend(self, data: dict[str, Any]) -> object:
        """`Rij bewaren`: keep what was typed in a row, and judge it again."""
        return await self._do(lambda w, key: batch_rows.mend(w, key, data))

    @handler(Access.FILING)
    async def skip(self, number: str) -> object:
        """`Rij overslaan`."""
        return await self._do(lambda w, key: batch_rows.skip(w, key, number))

    @handler(Access.FILING)
    async def restore(self, number: str) -> object:
        """`Rij terugzetten`."""
        return await self._do(lambda w, key: batch_rows.restore(w, key, number))

    @handler(Access.FILING)
    async def keep(self, number: str) -> object:
        """`Toch indienen`: file a row although it looks like something else."""
        return await self._do(lambda w, key: batch_rows.keep(w, key, number))

    @handler(Access.FILING)
    async def skip_doubles(self) -> object:
        """Leave out every row that looks like something else."""
        return await self._do(batch_rows.skip_doubles)

    @handler(Access.FILING)
    async def narrow(self, data: dict[str, Any]) -> object:
        """Show the rows of one kind, from the beginning."""
        self.kind, self.after, self.done = str(data.get("kind", "")), "", ""
        await self._look()
        return rx.set_focus("rows-title")

    @handler(Access.FILING)
    async def go_on(self) -> object:
        """The next rows, or dossiers."""
        return await self._from(self.view.after)

    @handler(Access.FILING)
    async def go_back(self) -> object:
        """The first rows, or dossiers."""
        return await self._from("")

    @handler(Access.FILING)
    async def confirm(self, data: dict[str, Any]) -> object:
        """`Bevestigen`: once, however often it is pressed, and no more rows than are on the screen."""
        key, seen = key_of_batch(), self.view.sound
        self.faults = await perform(lambda w: batch_filing.confirm(w, key, data, seen))
        self.done, self.after = "", ""
        await self._look()
        return rx.set_focus("error-summary" if self.faults else "page-title")

    @handler(Access.FILING)
    async def drop(self) -> object:
        """Stop with the file, and have its rows erased."""
        return await self._do(batches.drop)
