"""Plots as SVG: lines told apart by colour, mark and dash, so that no one of them has to be seen alone."""

from pathlib import Path
from typing import Any

import matplotlib as mpl

mpl.use("svg")
from matplotlib import pyplot as plt

# Okabe and Ito's colours, which people who see few colours tell apart too.
LOOKS = {
    "bare": ("#000000", "o"),
    "SQLite": ("#0072B2", "s"),
    "PostgreSQL": ("#D55E00", "^"),
}
DASHES = {"1 worker": "-", "1 worker, Redis": "--", "2 workers, Redis": ":"}
AXES = {
    "load-rate": ("clients", "events per second", "rates", "clients"),
    "load-p95": ("clients", "p95 of an event, ms", "rates", "clients"),
    "load-memory": ("open screens", "memory of the workers, MB", "held", "screens"),
}


def draw(name: str, found: dict[str, Any], file: Path, fingerprint: str) -> None:
    """Draw one plot; the file tells from which figures."""
    across, up, series, x = AXES[name]
    mpl.rcParams["svg.hashsalt"] = name
    figure, axes = plt.subplots(figsize=(8, 4.5), layout="constrained")
    for setup, one in found["setups"].items():
        kind, _, rest = setup.partition(", ")
        colour, mark = LOOKS[kind]
        points = [(point[x], _height(name, point)) for point in one[series]]
        axes.plot(*zip(*points, strict=True), color=colour, marker=mark, linestyle=DASHES[rest], label=setup)
    if name == "load-p95":
        axes.set_yscale("log")
    axes.set(xlabel=across, ylabel=up, ylim=None if name == "load-p95" else (0, None))
    axes.grid(visible=True, alpha=0.3)
    axes.legend(fontsize="small", loc="center left", bbox_to_anchor=(1, 0.5))
    figure.savefig(file, metadata={"Date": None, "Description": fingerprint})
    plt.close(figure)


def _height(name: str, point: dict[str, Any]) -> float:
    if name == "load-memory":
        return float(point["memory_mb"])
    return float(point["per_second"] if name == "load-rate" else point["took"]["p95"])
