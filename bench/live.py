"""From the press of `Beslissing bevestigen` until the tile has turned, with many screens open."""

import asyncio
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass

import psutil

from bench.client import Tab
from bench.events import Spread, handler, spread
from bench.serving import NO_LIMITS, served
from bench.visitor import sign_in
from tools.build import build
from tools.stop import ROOT
from vov_app import routes
from vov_app.prototype.worlds import WORLD_COOKIE
from vov_app.state.decision import DecisionState
from vov_app.state.right_request import AskState

GRANT = {"decision": "grant", "until": "1/9/2026"}
AT_ONCE = 20
PATIENCE = 60
# Screens of who asked, screens of others, and in how many worlds one after the other.
CASES = ((1, 0, 20), (1, 99, 10), (1, 499, 5), (20, 0, 10), (100, 0, 5), (500, 0, 5))

Computed = Callable[[], float]


@dataclass(frozen=True)
class Flip:
    """One decision: the seconds until each screen turned, and what the server computed meanwhile."""

    times: list[float]
    computed: float


async def flips(origin: str, screens: int, others: int, turns: int) -> Spread:
    """The spread over the screens of the person who asked, in so many worlds one after the other.

    `others` are open too, of somebody whose rights don't change.
    """
    made = [await _flip(origin, screens, others, lambda: 0.0) for _ in range(turns)]
    return spread([took for flip in made for took in flip.times])


async def measure(origin: str, computed: Computed) -> None:
    """Print for each case how long the screens took, and the processor time of the server for it."""
    for screens, others, turns in CASES:
        made = [await _flip(origin, screens, others, computed) for _ in range(turns)]
        took = spread([one for flip in made for one in flip.times])
        last = spread([max(flip.times) for flip in made])
        worked = spread([flip.computed for flip in made])
        print(
            f"{screens:4} screens of who asked, {others:4} others: p50 {took.p50:6.0f} ms,"
            f" p95 {took.p95:6.0f} ms, last {last.p50:6.0f} ms, server computed {worked.p50:5.0f} ms"
        )


async def _flip(origin: str, screens: int, others: int, computed: Computed) -> Flip:
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
    before, started = computed(), time.perf_counter()
    turned = [asyncio.create_task(_turned(tab, started)) for tab in tabs]
    await decider.call(handler(DecisionState, "decide"), data=GRANT)
    times = await asyncio.gather(*turned)
    worked = computed() - before
    await asyncio.gather(*(tab.close() for tab in [first, decider, *tabs, *idle]))
    return Flip(times, worked)


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


def main() -> None:
    """Serve the app in the prototype door, on SQLite, and measure."""
    build()
    with (
        tempfile.TemporaryDirectory() as data,
        served(ROOT, "vov_app.vov_app:app", {**NO_LIMITS, "VOV_DATA_DIR": data}) as (origin, pid),
    ):
        workers = psutil.Process(pid).children(recursive=True)
        asyncio.run(measure(origin, lambda: sum(sum(one.cpu_times()[:2]) for one in workers)))


if __name__ == "__main__":
    print(f"load before: {psutil.getloadavg()[0]:.1f}")
    main()
    print(f"load after: {psutil.getloadavg()[0]:.1f}")
