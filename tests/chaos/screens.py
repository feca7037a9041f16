"""Screens over the wire that stay open while what is behind them goes away and comes back."""

import asyncio

from bench.client import Tab
from bench.crowd import Employer
from bench.events import handler
from tests import answers
from vov_app import routes
from vov_app.state.check import CheckState
from vov_app.state.refund import RefundState
from vov_app.state.serving import ServingState
from vov_app.state.tile import TileState

PAUSE_SECONDS = 0.1


class Screen(Tab):
    """A tab of somebody who fills in a form."""

    address: str = ""

    async def at_step(self, org: str, step: str) -> "Screen":
        """Begin a form, and fill it in up to this step."""
        await self.open(routes.application(org))
        await self.call(handler(TileState, "begin"))
        self.address = await self.redirected()
        for name, given in answers.STEPS.items():
            await self.go(self.address)
            if name == step:
                return self
            await self.save(given)
        await self.go(self.address)
        return self

    async def save(self, given: dict[str, str]) -> None:
        """`Volgende`, up to the page after it."""
        await self.call(handler(RefundState, "save"), data=dict(given))
        self.address = await self.redirected()

    async def note(self, name: str, value: str) -> None:
        """Type something and leave the field."""
        shown = self.told(RefundState, "shown")
        await self.call(handler(RefundState, "note"), name=name, value=value, shown=shown)

    async def confirm(self) -> None:
        """`Bevestigen`, with what the page sends along of what it shows."""
        seen = str(self.told(CheckState, "view")["version"])
        await self.call(handler(CheckState, "confirm"), data={**answers.CHECK, "version": seen})

    async def filed(self) -> str:
        """`Bevestigen`, unless that led to the receipt already; its reference."""
        if not self.redirects:
            await self.confirm()
        return (await self.redirected()).rpartition("/ontvangstbevestiging/")[2]

    async def until_away(self) -> None:
        """Wait until it is told that nothing can be looked up or kept."""
        await self.until(lambda: self.told(ServingState, "away") is True)

    async def until_back(self) -> None:
        """Ask every now and then, as a browser does, and wait until all is there again."""
        while self.told(ServingState, "away"):
            await self.look_again()
            await asyncio.sleep(PAUSE_SECONDS)

    async def look_again(self) -> None:
        """What a browser asks by itself after an outage."""
        await self.call(handler(ServingState, "look_again"))


async def screen(origin: str, employer: Employer, step: str) -> Screen:
    """Somebody who files, at a step of a form."""
    return await Screen(origin, employer.filer).at_step(employer.org, step)
