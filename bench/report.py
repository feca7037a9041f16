"""The page docs/load.md and its plots, made from bench/results/load.json and from nothing else."""

import hashlib
import json
from pathlib import Path
from typing import Any

from bench.words import AIMS, INTRO, NOTES
from tools.stop import ROOT

PAGE = ROOT / "docs" / "load.md"
IMAGES = ROOT / "docs" / "images"
SCREENS_MEANT = 500
PLOTS = {
    "load-rate": "Events per second against number of clients, one line per setup",
    "load-p95": "95th percentile of an event in milliseconds against number of clients, one line per setup",
    "load-memory": "Memory of the workers in MB against open screens, one line per setup",
}


def write(results: Path) -> None:
    """Make page and plots anew."""
    from bench.plots import draw

    found = json.loads((results / "load.json").read_text("utf-8"))
    PAGE.write_text(page(found), encoding="utf-8")
    for name in PLOTS:
        draw(name, found, IMAGES / f"{name}.svg", fingerprint(found))


def fingerprint(found: dict[str, Any]) -> str:
    """By which a plot tells the figures that it was drawn from."""
    return hashlib.sha256(json.dumps(found, sort_keys=True).encode()).hexdigest()


def page(found: dict[str, Any]) -> str:
    """The whole page as Markdown."""
    where = found["where"]
    told = INTRO.format(**where, extent="a quick" if where["quick"] else "a full")
    images = "\n\n".join(f"![{alt}](images/{name}.svg)" for name, alt in PLOTS.items())
    parts = [told, AIMS, _aims(found), images, "## Without a pause", _rates(found)]
    parts += ["## Open screens", _screens(found), "## Whole journeys", _journeys(found), NOTES]
    return "\n\n".join(parts) + "\n"


def _table(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _aims(found: dict[str, Any]) -> str:
    setups = found["setups"]
    ours, bare = setups["SQLite, 1 worker"], setups["bare, 1 worker"]
    clicked, most = ours["clicks"], [max(r["per_second"] for r in one["rates"]) for one in (ours, bare)]
    share, held = most[0] / most[1], per_screen_kb(ours) / max(per_screen_kb(bare), 0.1)
    gains = [gain(setups, name) for name in ("SQLite", "PostgreSQL", "bare")]
    rows = [
        [f"{clicked['screens']} screens, a click every 5 s each: p95", f"<= 150 ms with {SCREENS_MEANT}",
         f"{clicked['took']['p95']:.0f} ms", _met(clicked["took"]["p95"] <= 150, clicked["screens"])],
        ["the same: errors", "0", str(clicked["errors"]), _met(clicked["errors"] == 0, clicked["screens"])],
        ["events per second, of the bare app's", ">= 0.5x", f"{share:.2f}x", _met(share >= 0.5)],
        ["memory per open screen, of the bare app's", "<= 2x", f"{held:.1f}x", _met(held <= 2)],
        ["1 to 2 workers, SQLite / PostgreSQL / bare", "as the bare app",
         " / ".join(f"{one:.2f}x" for one in gains), ""],
    ]  # fmt: skip
    return _table(["what", "aim", "measured", "met"], rows)


def _met(is_met: bool, screens: int = SCREENS_MEANT) -> str:
    """Whether an aim was met; with fewer screens than it is for, nothing is known."""
    if screens < SCREENS_MEANT:
        return "not measured"
    return "yes" if is_met else "NO"


def per_screen_kb(one: dict[str, Any]) -> float:
    """What an open screen takes of the memory of the workers, in kB."""
    first, last = one["held"][0], one["held"][-1]
    return float(1000 * (last["memory_mb"] - first["memory_mb"]) / (last["screens"] - first["screens"]))


def gain(setups: dict[str, Any], name: str) -> float:
    """Events per second of two workers, of those of one; both keep State in Redis."""
    one, two = (setups[f"{name}, {n}, Redis"]["rates"] for n in ("1 worker", "2 workers"))
    return float(max(r["per_second"] for r in two) / max(r["per_second"] for r in one))


def _rates(found: dict[str, Any]) -> str:
    rows = [
        [name, str(r["clients"]), f"{r['per_second']:.0f}", f"{r['per_core_second']:.0f}",
         *(f"{r['took'][q]:.1f}" for q in ("p50", "p95", "p99")), str(r["errors"])]
        for name, one in found["setups"].items()
        for r in one["rates"]
    ]  # fmt: skip
    head = ["setup", "clients", "events/s", "per s of a core", "p50 ms", "p95 ms", "p99 ms", "errors"]
    return _table(head, rows)


def _screens(found: dict[str, Any]) -> str:
    rows = []
    for name, one in found["setups"].items():
        clicked, first, last = one["clicks"], one["held"][0], one["held"][-1]
        redis = (last["redis_bytes"] - first["redis_bytes"]) / 1000 / last["screens"]
        rows.append(
            [name, str(last["screens"]), f"{per_screen_kb(one):.0f}", f"{redis:.0f}",
             f"{clicked['per_second']:.0f}", f"{clicked['took']['p50']:.1f}",
             f"{clicked['took']['p95']:.1f}", str(clicked["errors"])]
        )  # fmt: skip
    head = ["setup", "screens", "kB each", "Redis kB each", "clicks/s", "p50 ms", "p95 ms", "errors"]
    return _table(head, rows)


def _journeys(found: dict[str, Any]) -> str:
    parts = []
    for run in found["journeys"]:
        rows = [
            [kind, str(got["count"]), *(f"{got[q]:.0f}" for q in ("p50", "p95", "p99"))]
            for kind, got in run["steps"].items()
        ]
        told = (
            f"{run['setup']}: {run['clients']} clients, {run['seconds']:.0f} s, "
            f"{sum(run['journeys'].values())} whole journeys; confirmed {run['confirmed']}, "
            f"dossiers {run['dossiers']}, receipts {run['receipts']}; lost {run['lost']}, "
            f"doubled {run['doubled']}, errors {sum(run['errors'].values())}."
        )
        parts += [told, _table(["step", "times", "p50 ms", "p95 ms", "p99 ms"], rows)]
    return "\n\n".join(parts)
