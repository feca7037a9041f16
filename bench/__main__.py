"""Measure everything, keep the figures in bench/results, and write the page and the plots that tell them."""

import asyncio
import json
import logging
import os
import platform
import sys
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from bench import costs, load, report, screens
from bench.hosts import Host, Setup, served
from tools.stop import ROOT, obey

RESULTS = ROOT / "bench" / "results"
SETUPS = (
    Setup(""), Setup("sqlite"), Setup("postgresql"),
    Setup("", 1, redis=True), Setup("sqlite", 1, redis=True), Setup("postgresql", 1, redis=True),
    Setup("", 2, redis=True), Setup("sqlite", 2, redis=True), Setup("postgresql", 2, redis=True),
)  # fmt: skip
MIXED = (Setup("sqlite"), Setup("postgresql"), Setup("postgresql", 2, redis=True))


@dataclass(frozen=True)
class Size:
    """How much: seconds for a rate, clients for rates, open screens, and clients that do whole journeys."""

    seconds: float
    clients: tuple[int, ...]
    screens: tuple[int, ...]
    journeys: int
    journey_seconds: float


FULL = Size(4, (1, 10, 50, 200), (100, 250, 500), 30, 20)
QUICK = Size(2, (1, 10), (50, 100), 10, 8)


def under(setup: Setup, size: Size) -> dict[str, Any]:
    """Everything about open screens under one setup."""
    print(f"{setup.name} ...", flush=True)
    with served(setup, max(*size.clients, *size.screens)) as host:
        return asyncio.run(_under(host, size))


async def _under(host: Host, size: Size) -> dict[str, Any]:
    held, tabs = await screens.memory(host, size.screens)
    clicked = await screens.clicks(host, tabs, 6 * screens.EVERY if size is FULL else screens.EVERY)
    await screens.close(tabs)
    rates = [await screens.rate(host, clients, size.seconds) for clients in size.clients]
    return {
        "held": [asdict(one) for one in held],
        "clicks": asdict(clicked),
        "rates": [asdict(one) for one in rates],
    }


def measured(size: Size) -> dict[str, Any]:
    """Open screens and whole journeys, under every setup; with the circumstances."""
    where = {
        "day": date.today().isoformat(),  # noqa: DTZ011 - the day on which somebody ran this
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        "load_before": round(os.getloadavg()[0], 1),
        "quick": size is QUICK,
    }
    found = {setup.name: under(setup, size) for setup in SETUPS}
    mixed = []
    for setup in MIXED:
        print(f"journeys, {setup.name} ...", flush=True)
        mixed.append(asdict(load.run(setup, size.journeys, size.journey_seconds, 2)))
    return {"where": where, "setups": found, "journeys": mixed}


def keep(name: str, found: object, folder: Path = RESULTS) -> None:
    """Write figures where the page is made from."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.json").write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """`quick` leaves out what needs a browser and takes little of the rest; `page` only writes the page."""
    logging.disable(logging.INFO)
    asked = sys.argv[1:]
    if "page" not in asked:
        keep("load", measured(QUICK if "quick" in asked else FULL))
    if not asked:
        keep("costs", [row.cells() for row in costs.measure()])
    report.write(RESULTS)


if __name__ == "__main__":
    obey(main)
