"""One host after the other is stopped and started again while people do whole journeys; then we count."""

import argparse
import asyncio
import json
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from sqlmodel import Session, col, select

from bench.crowd import START, Kept, kept
from bench.fleet import Fleet, Server, running, until
from bench.load import MIX, Journey, Load, Quantiles, drive, quantiles
from bench.returning import Returning
from bench.steps import Notebook
from tests.chaos import whole
from tests.services.conftest import make_world
from tools.stop import obey
from vov_app.adapters.clock import StoppedClock
from vov_app.adapters.database import make_engine
from vov_app.models import Application

MOST_SECONDS, EACH = 540, 4
Mix = tuple[tuple[str, Journey], ...]


@dataclass(frozen=True)
class Rolled:
    """What became of it. `left` tells for each host how many seconds it took to go.

    `moves` are sockets that screens opened after their first, `again` what had to be pressed twice, `seen`
    what people saw go wrong, `errors` journeys that broke off. `lost`, `doubled` and `faults` are of the
    database, `ways` the number of different answers in dossiers of people who all gave the same.
    """

    clients: int
    seconds: float
    left: list[float]
    journeys: dict[str, int]
    steps: dict[str, Quantiles]
    moves: int
    again: int
    seen: dict[str, int]
    errors: dict[str, int]
    confirmed: int
    dossiers: int
    lost: int
    doubled: int
    ways: int
    faults: list[str]

    @property
    def is_clean(self) -> bool:
        """Whether nobody saw anything go wrong, and all is whole."""
        wrong = (self.seen, self.errors, self.lost, self.doubled, self.faults)
        return self.confirmed > 0 and self.ways == 1 and not any(wrong)


def while_working(
    fleet: Fleet, clients: int, think: float, happens: Callable[[], None], mix: Mix = MIX
) -> Notebook:
    """Have so many clients at work, and something happen when half of them are; who is under way then ends.

    There are employers for four journeys of each. The clients have a thread of their own, for a server that
    starts ends with the thread that started it.
    """
    over = threading.Event()
    load = Load(clients, MOST_SECONDS, think, mix, Returning, over.is_set)
    with ThreadPoolExecutor(1) as pool:
        driving = pool.submit(asyncio.run, drive(fleet.way, fleet.take(EACH * clients), load))
        try:
            until(lambda: 2 * fleet.screens() >= clients)
            happens()
        finally:
            over.set()
        return driving.result()


def roll(servers: list[Server], left: list[float]) -> None:
    """Stop each host in its turn and start it again; adds the seconds that it took to go.

    Raises:
        AssertionError: one didn't end well by itself.
    """
    for server in servers:
        began = time.perf_counter()
        assert server.leave() == 0
        left.append(round(time.perf_counter() - began, 1))
        server.start()


def counted(fleet: Fleet, clients: int, seconds: float, left: list[float], book: Notebook) -> Rolled:
    """The notebook beside the database."""
    found, seen = kept(fleet.database_url), set(book.receipts)
    engine = make_engine(fleet.database_url)
    theirs = select(Application.answers).where(col(Application.reference).in_(seen))
    with Session(engine) as session:
        told = {json.dumps(one, sort_keys=True) for one in session.exec(theirs)}
    faults = whole.faults(make_world(engine, StoppedClock(START)))
    engine.dispose()
    return Rolled(
        clients=clients,
        seconds=round(seconds, 1),
        left=left,
        journeys=dict(book.whole),
        steps={kind: quantiles(took) for kind, took in sorted(book.seconds.items())},
        moves=book.moves,
        again=book.again,
        seen=dict(Counter(book.troubles)),
        errors=dict(book.errors),
        confirmed=len(seen),
        dossiers=found.dossiers,
        lost=len(seen - found.references),
        doubled=_doubled(found, book),
        ways=len(told),
        faults=faults,
    )


def _doubled(found: Kept, book: Notebook) -> int:
    return found.dossiers - found.drafts_confirmed + len(book.receipts) - len(set(book.receipts))


def run(clients: int, think: float) -> Rolled:
    """All of it, once."""
    with tempfile.TemporaryDirectory() as folder, running(Path(folder), EACH * clients) as fleet:
        left: list[float] = []
        began = time.perf_counter()
        book = while_working(fleet, clients, think, lambda: roll(fleet.servers, left))
        return counted(fleet, clients, time.perf_counter() - began, left, book)


def main() -> None:
    """Roll as the command line says; told as JSON, and it fails when anything is lost, double or seen."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--clients", type=int, default=200)
    given.add_argument("--think", type=float, default=4, help="seconds between two steps, at most")
    told: Any = given.parse_args()
    rolled = run(told.clients, told.think)
    print(json.dumps(asdict(rolled), indent=2))
    raise SystemExit(0 if rolled.is_clean else 1)


if __name__ == "__main__":
    obey(main)
