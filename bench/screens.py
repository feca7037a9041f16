"""Many open screens: what each holds in memory, how long a click takes, how many a second go through."""

import asyncio
import random
import time
from dataclasses import dataclass

from bench.client import Tab
from bench.events import BARE_ADD, handler
from bench.hosts import Host
from bench.load import Quantiles, quantiles
from bench.way import Way
from vov_app import routes
from vov_app.state.tile import TileState

AT_ONCE = 20
EVERY = 5.0


@dataclass(frozen=True)
class Rate:
    """So many clients that click without a pause."""

    setup: str
    clients: int
    per_second: float
    per_core_second: float
    took: Quantiles
    errors: int


@dataclass(frozen=True)
class Held:
    """What the workers hold with so many screens open, in MB, and Redis in bytes."""

    setup: str
    screens: int
    memory_mb: float
    redis_bytes: int


@dataclass(frozen=True)
class Clicks:
    """So many open screens with a click every few seconds each."""

    setup: str
    screens: int
    per_second: float
    took: Quantiles
    errors: int


async def opened(host: Host, first: int, last: int) -> list[Tab]:
    """Open these screens: the tile of as many people, or the page of the bare app."""
    tabs: list[Tab] = []
    for start in range(first, last, AT_ONCE):
        some = range(start, min(start + AT_ONCE, last))
        tabs += await asyncio.gather(*(_open(host, number) for number in some))
    return tabs


async def _open(host: Host, number: int) -> Tab:
    Way(host.origin).must_be_here()
    if not host.employers:
        return await Tab(host.origin).open("/")
    employer = host.employers[number]
    return await Tab(host.origin, employer.filer).open(routes.application(employer.org))


def click_of(host: Host) -> str:
    """What is clicked: the tile that decides afresh, or the bare count."""
    return handler(TileState, "load") if host.employers else BARE_ADD


async def close(tabs: list[Tab]) -> None:
    """Hang up, all of them."""
    await asyncio.gather(*(tab.close() for tab in tabs))


async def memory(host: Host, stops: tuple[int, ...]) -> tuple[list[Held], list[Tab]]:
    """What is held at each number of open screens; the screens stay open."""
    await close(await opened(host, 0, AT_ONCE))
    tabs: list[Tab] = []
    found = []
    for stop in (0, *stops):
        tabs += await opened(host, len(tabs), stop)
        await asyncio.sleep(1)
        found.append(Held(host.setup.name, stop, round(host.memory_mb(), 1), host.redis_bytes()))
    return found, tabs


async def clicks(host: Host, tabs: list[Tab], seconds: float) -> Clicks:
    """A click every five seconds on each of these screens, not all at the same moment."""
    times: list[float] = []
    errors = [0]
    until = time.perf_counter() + seconds

    async def person(tab: Tab, number: int) -> None:
        await asyncio.sleep(random.Random(number).uniform(0, EVERY))
        while time.perf_counter() < until:
            await _timed(tab, click_of(host), times, errors)
            await asyncio.sleep(EVERY)

    await asyncio.gather(*(person(tab, number) for number, tab in enumerate(tabs)))
    return Clicks(host.setup.name, len(tabs), round(len(times) / seconds, 1), quantiles(times), errors[0])


async def rate(host: Host, clients: int, seconds: float) -> Rate:
    """How many clicks go through in a second when so many click without a pause."""
    tabs = await opened(host, 0, clients)
    times: list[float] = []
    errors = [0]
    cpu, started = host.cpu_seconds(), time.perf_counter()

    async def hasty(tab: Tab) -> None:
        while time.perf_counter() < started + seconds:
            await _timed(tab, click_of(host), times, errors)

    await asyncio.gather(*(hasty(tab) for tab in tabs))
    took, worked = time.perf_counter() - started, host.cpu_seconds() - cpu
    await close(tabs)
    per_core = len(times) / worked if worked else 0
    return Rate(
        host.setup.name, clients, round(len(times) / took, 1), round(per_core, 1), quantiles(times), errors[0]
    )


async def _timed(tab: Tab, click: str, times: list[float], errors: list[int]) -> None:
    try:
        times.append(await tab.call(click))
    except Exception:
        errors[0] += 1
        await asyncio.sleep(0.1)
