"""From the press of `Beslissing bevestigen` until the tile has turned, with many screens open."""

import asyncio
import time

from bench.client import Tab
from bench.events import Spread, handler, spread
from bench.visitor import sign_in
from vov_app import routes
from vov_app.prototype.worlds import WORLD_COOKIE
from vov_app.state.decision import DecisionState
from vov_app.state.right_request import AskState

GRANT = {"decision": "grant", "until": "1/9/2026"}
AT_ONCE = 20
PATIENCE = 60


async def flips(origin: str, screens: int, others: int, turns: int) -> Spread:
    """The spread over the screens of the person who asked, in so many worlds one after the other.

    `others` are open too, of somebody whose rights don't change.
    """
    times: list[float] = []
    for _ in range(turns):
        times.extend(await _flip(origin, screens, others))
    return spread(times)


async def _flip(origin: str, screens: int, others: int) -> list[float]:
    bart = await sign_in(origin, "bart")
    carine = await sign_in(origin, "carine", world=_world(bart))
    first = await Tab(origin, bart).open(routes.ORGANISATIONS)
    org = str(first.vars["shown"][0]["key"])
    await first.go(routes.ask(org))
    await first.call(handler(AskState, "send"), data={"reason": ""})
    request = (await first.redirected()).rsplit("/", 1)[1]
    tabs = await _open(origin, bart, routes.application(org), screens)
    idle = await _open(
        origin, await sign_in(origin, "an", world=_world(bart)), routes.application(org), others
    )
    decider = await Tab(origin, carine).open(routes.decision(org, request))
    started = time.perf_counter()
    turned = [asyncio.create_task(_turned(tab, started)) for tab in tabs]
    await decider.call(handler(DecisionState, "decide"), data=GRANT)
    times = await asyncio.gather(*turned)
    await asyncio.gather(*(tab.close() for tab in [first, decider, *tabs, *idle]))
    return times


async def _open(origin: str, cookie: str, path: str, screens: int) -> list[Tab]:
    tabs: list[Tab] = []
    while len(tabs) < screens:
        some = min(AT_ONCE, screens - len(tabs))
        tabs += await asyncio.gather(*(Tab(origin, cookie).open(path) for _ in range(some)))
    return tabs


async def _turned(tab: Tab, started: float) -> float:
    async with asyncio.timeout(PATIENCE):
        while tab.vars["tile"]["standing"] != "held":
            await tab.news()
    return time.perf_counter() - started


def _world(cookies: str) -> str:
    return next(pair for pair in cookies.split("; ") if pair.startswith(f"{WORLD_COOKIE}="))
