"""What an event over the websocket costs, and how many whole journeys go through in a second."""

import asyncio
import statistics
import time
from dataclasses import dataclass

from bench.client import Tab
from bench.visitor import sign_in
from tests import answers
from vov_app import routes
from vov_app.state.check import CheckState
from vov_app.state.refund import RefundState
from vov_app.state.tile import TileState

BARE_ADD = "reflex___state____state.bare___bare____count.add"
TIMES = 300


@dataclass(frozen=True)
class Spread:
    """Milliseconds: the median, and what nineteen of twenty stay under."""

    p50: float
    p95: float


def spread(seconds: list[float]) -> Spread:
    """The spread of measurements in seconds."""
    ordered = sorted(1000 * s for s in seconds)
    return Spread(statistics.median(ordered), ordered[int(0.95 * (len(ordered) - 1))])


def handler(state: type, name: str) -> str:
    """The name of a handler on the wire."""
    return f"{state.get_full_name()}.{name}"  # type: ignore[attr-defined]


async def bare_event(origin: str) -> Spread:
    """The floor: one handler that adds one."""
    tab = await Tab(origin).open("/")
    times = [await tab.call(BARE_ADD) for _ in range(TIMES)]
    await tab.close()
    return spread(times)


async def guarded_events(origin: str) -> dict[str, Spread]:
    """Our own: a tile that is looked at again, and an answer that is noted."""
    tab, org = await arrive(origin, "an")
    await tab.go(routes.application(org))
    looked = [await tab.call(handler(TileState, "load")) for _ in range(TIMES)]
    await tab.call(handler(TileState, "begin"))
    step = await tab.redirected()
    await tab.go(step)
    days = ["1/9/2025" if turn % 2 else "15/9/2025" for turn in range(TIMES)]
    shown = tab.vars["shown"]
    noted = [
        await tab.call(handler(RefundState, "note"), name="start_date", value=day, shown=shown)
        for day in days
    ]
    await tab.close()
    return {"tile": spread(looked), "note": spread(noted)}


async def arrive(origin: str, person: str) -> tuple[Tab, str]:
    """A tab of somebody who is signed in, in a new world, and the key of their first organisation."""
    tab = await Tab(origin, await sign_in(origin, person)).open(routes.ORGANISATIONS)
    return tab, str(tab.vars["shown"][0]["key"])


async def journey(origin: str) -> float:
    """From the start page to the receipt, over the wire; the seconds it took.

    Raises:
        RuntimeError: it ended elsewhere.
    """
    started = time.perf_counter()
    tab, org = await arrive(origin, "an")
    await tab.go(routes.home(org))
    await tab.go(routes.application(org))
    await tab.call(handler(TileState, "begin"))
    address = await tab.redirected()
    for given in answers.STEPS.values():
        await tab.go(address)
        await tab.call(handler(RefundState, "save"), data=dict(given))
        address = await tab.redirected()
    await tab.go(address)
    await tab.call(handler(CheckState, "confirm"), data={"declaration": "ja"})
    receipt = await tab.redirected()
    await tab.close()
    if "/ontvangstbevestiging/" not in receipt:
        raise RuntimeError("the journey ended before its receipt")
    return time.perf_counter() - started


async def journeys(origin: str, clients: int, total: int) -> tuple[float, Spread]:
    """So many journeys by so many clients at once: journeys per second, and how long one took."""
    waiting = iter(range(total))
    times: list[float] = []

    async def client() -> None:
        for _ in waiting:
            took = await journey(origin)
            times.append(took)

    started = time.perf_counter()
    await asyncio.gather(*(client() for _ in range(clients)))
    return total / (time.perf_counter() - started), spread(times)
