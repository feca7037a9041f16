"""The page about load is what its figures make it, and the driver tells what is lost and doubled."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from bench import report
from bench.crowd import Kept
from bench.hosts import Setup
from bench.load import Load, drive, quantiles
from bench.load import report as told_by
from bench.steps import Notebook
from bench.way import Way
from tools.stop import ROOT, Stop

RESULTS = ROOT / "bench" / "results"


def figures() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((RESULTS / "load.json").read_text("utf-8"))
    return found


def test_the_page_says_what_the_figures_say() -> None:
    told = (ROOT / "docs" / "load.md").read_text("utf-8")
    assert told == report.page(figures()), (
        "Run `.venv/bin/python -m bench page`: the page isn't of these figures."
    )


@pytest.mark.parametrize("name", report.PLOTS)
def test_each_plot_is_of_these_figures(name: str) -> None:
    drawn = Path(report.IMAGES / f"{name}.svg").read_text("utf-8")
    assert report.fingerprint(figures()) in drawn


def test_every_setup_stands_beside_the_bare_app() -> None:
    names = set(figures()["setups"])
    assert {name.replace("SQLite", "bare").replace("PostgreSQL", "bare") for name in names} <= names


@pytest.mark.parametrize(
    "origin", ["http://example.org", "https://10.0.0.1:3000", "http://localhost.example"]
)
def test_no_other_machine_is_driven(origin: str) -> None:
    with pytest.raises(Stop, match="on this machine"):
        Way(origin).must_be_here()
    with pytest.raises(Stop, match="on this machine"):
        asyncio.run(drive(Way(origin), [], Load(1, 1, 0)))


def test_the_machine_itself_is() -> None:
    Way("http://localhost:3000").must_be_here()
    Way("http://127.0.0.1:3000").must_be_here()


def test_what_was_seen_is_compared_with_what_is_kept() -> None:
    book = Notebook(receipts=["A", "B", "B", "C"])
    kept = Kept(dossiers=3, receipts=3, drafts_confirmed=2, references=frozenset("ABD"))
    told = told_by(Setup("sqlite"), 1, 1, book, kept)
    assert (told.confirmed, told.lost, told.doubled) == (4, 1, 2)


def test_quantiles_are_of_the_ordered_milliseconds() -> None:
    got = quantiles([n / 1000 for n in range(100, 0, -1)])
    assert (got.count, got.p50, got.p95, got.p99) == (100, 50, 95, 99)
    assert quantiles([0.0015]).p99 == 1.5
