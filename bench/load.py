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
from bench.crowd import Employer, Kept, kept
from bench.hosts import Setup, must_be_here, served
from bench.steps import Notebook, Visit
from tools.stop import obey

MOST_CLIENTS, MOST_SECONDS = 1000, 600
# Of ten who come: six apply, two look how things stand, one asks for the right of whom another decides, one
# sends a file.
MIX: tuple[tuple[str, Callable[[Visit], Awaitable[None]]], ...] = (
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


async def drive(
    origin: str, employers: list[Employer], clients: int, seconds: float, think: float
) -> Notebook:
    """So many clients at once do journeys, each at employers of its own, until the time is over.

    Who is under way then ends their journey.

    Raises:
        Stop: the origin isn't on this machine.
    """
    must_be_here(origin)
    book, until = Notebook(), time.perf_counter() + min(seconds, MOST_SECONDS)
    waiting = iter(employers)
    many = range(min(clients, MOST_CLIENTS))
    await asyncio.gather(*(_client(origin, waiting, book, until, think, n) for n in many))
    return book


async def _client(
    origin: str, waiting: Iterator[Employer], book: Notebook, until: float, think: float, number: int
) -> None:
    chance = random.Random(number)
    await asyncio.sleep(chance.uniform(0, think))
    for kind, journey in itertools.islice(itertools.cycle(MIX), number % len(MIX), None):
        employer = next(waiting, None)
        if employer is None or time.perf_counter() > until:
            return
        try:
            await journey(Visit(origin, employer, book, think, chance))
        except Exception as fault:
            book.errors[f"{kind}: {type(fault).__name__}"] += 1
        else:
            book.whole[kind] += 1


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
        book = asyncio.run(drive(host.origin, host.employers, clients, seconds, think))
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
