"""What a receipt as PDF costs, in this process and warm."""

import time
from dataclasses import replace

from bench.events import Spread, spread
from tests.adapters.papers import PAPER
from vov_app.adapters.pdf import Paper, PaperSection, pdf

TIMES = 500


def measure() -> Spread:
    """How long one receipt takes; each is another one, with as many questions as the form has."""
    section = replace(PAPER.sections[0], rows=PAPER.sections[0].rows * 12)
    pdf(PAPER)
    return spread([_time(replace(PAPER, reference=f"VOV-2025-{n:06d}-A"), section) for n in range(TIMES)])


def _time(paper: Paper, section: PaperSection) -> float:
    made = replace(paper, sections=(section, *PAPER.sections[1:]))
    started = time.perf_counter()
    pdf(made)
    return time.perf_counter() - started


if __name__ == "__main__":
    got = measure()
    print(f"receipt as PDF: p50 {got.p50:.1f} ms, p95 {got.p95:.1f} ms")
