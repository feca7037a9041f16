"""What one thing costs at a time, ours beside the bare app: nothing here passes or fails."""

import asyncio
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench import events, live, pages, receipts, record, users
from bench.serving import both

SCREENS = ((1, 20), (100, 10), (500, 5))
LOADS = ((1, 10), (50, 100), (200, 200))


@dataclass(frozen=True)
class Row:
    """A figure of ours next to the bare app's; `aim` is what it should stay under, where there is one."""

    what: str
    unit: str
    ours: float
    bare: float | None = None
    aim: str = ""
    met: bool | None = None

    def cells(self) -> list[str]:
        """The row in words."""
        ratio = f"{self.ours / self.bare:.2f}x" if self.bare else ""
        bare = f"{self.bare:.1f}" if self.bare else ""
        verdict = "" if self.met is None else ("yes" if self.met else "NO")
        return [self.what, self.unit, f"{self.ours:.1f}", bare, ratio, self.aim, verdict]


def seen(found: dict[str, Any]) -> list[Row]:
    """What a browser showed."""
    bare, start, step = found["bare"], found["start"], found["step"]
    floor = found["bare_click"]
    rows = [
        Row("start page, transferred", "KiB", start.kib, bare.kib, "<= 230", start.kib <= 230),
        Row("form step, transferred", "KiB", step.kib, bare.kib),
        Row("start page, first paint", "ms", start.paint_ms, bare.paint_ms),
        Row("form step, first paint", "ms", step.paint_ms, bare.paint_ms),
    ]
    for what, name in (("tile refresh", "tile_click"), ("form step", "step_click")):
        got = found[name]
        rows.append(Row(f"{what}, click to paint p50", "ms", got.p50, floor.p50, "<= 25", got.p50 <= 25))
        rows.append(Row(f"{what}, click to paint p95", "ms", got.p95, floor.p95))
    return rows


async def wired(ours: str, bare: str) -> list[Row]:
    """What the websocket showed."""
    floor = await events.bare_event(bare)
    rows = []
    for what, got in (await events.guarded_events(ours)).items():
        met = got.p50 <= 2.5 * floor.p50
        rows.append(Row(f"event {what}, p50", "ms", got.p50, floor.p50, "<= 2.5x", met))
        rows.append(Row(f"event {what}, p95", "ms", got.p95, floor.p95))
    for clients, total in LOADS:
        rate, took = await events.journeys(ours, clients, total)
        rows.append(Row(f"journeys, {clients} clients", "per s", rate))
        rows.append(Row(f"journeys, {clients} clients, p95", "ms", took.p95))
    for open_now, turns in SCREENS:
        got = await live.flips(ours, 1, open_now - 1, turns)
        rows.append(
            Row(
                f"grant to tile, {open_now} screens open, p50",
                "ms",
                got.p50,
                None,
                "<= 1000",
                got.p50 <= 1000,
            )
        )
        rows.append(
            Row(
                f"grant to tile, {open_now} screens open, p95",
                "ms",
                got.p95,
                None,
                "<= 1000",
                got.p95 <= 1000,
            )
        )
    for open_now in (100, 500):
        got = await live.flips(ours, open_now, 0, 1)
        what = f"grant to tile, {open_now} screens of one person, p95"
        rows.append(Row(what, "ms", got.p95, None, "<= 1000", got.p95 <= 1000))
    return rows


def table(rows: list[Row]) -> str:
    """The rows under each other, as Markdown that lines up."""
    head = ["what", "unit", "ours", "bare", "ratio", "aim", "met"]
    cells = [head, *(row.cells() for row in rows)]
    widths = [max(len(line[at]) for line in cells) for at in range(len(head))]
    lines = [
        "| " + " | ".join(c.ljust(w) for c, w in zip(line, widths, strict=True)) + " |" for line in cells
    ]
    rule = "|" + "|".join("-" * (w + 2) for w in widths) + "|"
    return "\n".join([lines[0], rule, *lines[1:]])


def measure() -> list[Row]:
    """Serve both, measure, and give the figures."""
    with tempfile.TemporaryDirectory() as data, both(Path(data)) as (ours, bare):
        rows = [*seen(pages.measure(ours, bare)), *asyncio.run(wired(ours, bare))]
        rows += [Row(f"{what}, p95", "ms", got.p95) for what, got in users.measure()]
        paper = receipts.measure()
        rows.append(Row("receipt as PDF, p50", "ms", paper.p50, None, "<= 50", paper.p50 <= 50))
        rows.append(Row("receipt as PDF, p95", "ms", paper.p95))
        rows += [Row(what, "per s", rate) for what, rate in record.appended()]
    return rows
