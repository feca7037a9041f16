"""Drive the app as many employers would, for a bounded time, and count afterwards what became of it."""

import argparse
import asyncio
import itertools
import json
import math
import random
import time
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import asdict, dataclass

from bench import steps
from bench.client import Tab
from bench.crowd import Employer, Kept, kept
from bench.hosts import Setup, served
from bench.steps import Notebook, Visit
from bench.way import Way
from tools.stop import obey

MOST_CLIENTS, MOST_SECONDS = 1000, 600
Journey = Callable[[Visit], Awaitable[None]]
# Of ten who come: six apply, two look how things stand, one asks for the right of whom another decides, one
# sends a file.
MIX: tuple[tuple[str, Journey], ...] = (
    *(("apply", steps.apply),) * 6,
    *(("look", steps.look),) * 2,
    ("decide", steps.decide),
    ("upload", steps.upload),
)


@dataclass(frozen=True)
class Quantiles:
    """Milliseconds that half, 95 and 99 of a hundred stay under, of so many."""

    count: int
    p50: float
    p95: float
    p99: float


@dataclass(frozen=True)
class Report:
    """What a run came to; lost is what was confirmed and the database lacks, doubled what it has twice."""

    setup: str
    clients: int
    seconds: float
    steps: dict[str, Quantiles]
    journeys: dict[str, int]
    errors: dict[str, int]
    confirmed: int
    dossiers: int
    receipts: int
    lost: int
    doubled: int


def quantiles(seconds: list[float]) -> Quantiles:
    """Of measurements in seconds."""
    ordered = sorted(1000 * one for one in seconds)
    at = (round(ordered[math.ceil(q * len(ordered)) - 1], 2) for q in (0.5, 0.95, 0.99))
    return Quantiles(len(ordered), *at)


@dataclass(frozen=True)
class Load:
    """So many clients at once, for so many seconds at most, who think so long between two steps at most.

    `mix` is what they do in turn, `kind` what their tabs are, `enough` whether they may end before.
    """

    clients: int
    seconds: float
    think: float
    mix: tuple[tuple[str, Journey], ...] = MIX
    kind: type[Tab] = Tab
    enough: Callable[[], bool] = lambda: False


async def drive(way: Way, employers: list[Employer], load: Load) -> Notebook:
    """Have clients do journeys, each at employers of its own, until the time is over or it is enough.

    Who is under way then ends their journey.

    Raises:
        Stop: the server isn't on this machine.
    """
    way.must_be_here()
    book, waiting = Notebook(), iter(employers)
    until = time.perf_counter() + min(load.seconds, MOST_SECONDS)
    many = range(min(load.clients, MOST_CLIENTS))

    def visits(number: int) -> Iterator[Visit]:
        chance = random.Random(number)
        for employer in waiting:
            if load.enough() or time.perf_counter() > until:
                return
            yield Visit(way, employer, book, load.think, chance, load.kind)

    await asyncio.gather(*(_client(load, number, visits(number)) for number in many))
    return book


async def _client(load: Load, number: int, visits: Iterator[Visit]) -> None:
    await asyncio.sleep(random.Random(number).uniform(0, load.think))
    turns = itertools.islice(itertools.cycle(load.mix), number % len(load.mix), None)
    for (kind, journey), visit in zip(turns, visits, strict=False):
        try:
            await journey(visit)
        except Exception as fault:
            visit.book.errors[f"{kind}: {type(fault).__name__}"] += 1
        else:
            visit.book.whole[kind] += 1
        await visit.leave()


def report(setup: Setup, clients: int, seconds: float, book: Notebook, found: Kept) -> Report:
    """The notebook beside the database."""
    seen = set(book.receipts)
    return Report(
        setup=setup.name,
        clients=clients,
        seconds=round(seconds, 1),
        steps={kind: quantiles(took) for kind, took in sorted(book.seconds.items())},
        journeys=dict(book.whole),
        errors=dict(book.errors),
        confirmed=len(book.receipts),
        dossiers=found.dossiers,
        receipts=found.receipts,
        lost=len(seen - found.references),
        doubled=found.dossiers - found.drafts_confirmed + len(book.receipts) - len(seen),
    )


def run(setup: Setup, clients: int, seconds: float, think: float) -> Report:
    """Serve it, drive it, count."""
    with served(setup, clients + math.ceil(clients * seconds / max(think * 5, 0.2))) as host:
        started = time.perf_counter()
        book = asyncio.run(drive(Way(host.origin), host.employers, Load(clients, seconds, think)))
        took = time.perf_counter() - started
        return report(setup, clients, took, book, kept(host.database_url))


def main() -> None:
    """One run as the command line says, told as JSON."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--clients", type=int, default=50)
    given.add_argument("--seconds", type=float, default=30)
    given.add_argument("--think", type=float, default=2, help="seconds between two steps, at most")
    given.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    given.add_argument("--workers", type=int, default=1)
    told = given.parse_args()
    setup = Setup(told.database, told.workers, redis=told.workers > 1)
    print(json.dumps(asdict(run(setup, told.clients, told.seconds, told.think)), indent=2))


if __name__ == "__main__":
    obey(main)
