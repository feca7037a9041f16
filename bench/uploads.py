"""What a file of applications costs to read and to mend, in a process of its own: time and memory above idle.

`python -m bench.uploads` takes about a minute. Judging the rows isn't in it. Seconds are those of the
processor, so that what else a machine does meanwhile counts less.
"""

import multiprocessing
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

import psutil

from tests.forms.samples import SOUND
from vov_app.adapters.uploads import read_table
from vov_app.forms.columns import COLUMNS, answers_of
from vov_app.services.batch_words import layout, title
from vov_app.web import batch_papers

SIZES = (1_000, 10_000, 20_000)
OWN = ("insz", "first_name", "last_name", "employee_email", "contact_phone", "establishment")
_KIB = 1 if sys.platform == "linux" else 1024


@dataclass(frozen=True)
class Cost:
    """Seconds of a processor to read the rows and to mend their cells, and MiB at the highest above idle."""

    reading: float
    mending: float
    memory: float


def rows(count: int) -> list[list[str]]:
    """So many rows, of which some cells differ from row to row."""
    sound = {name: SOUND.get(name, "") for name in COLUMNS}
    return [[f"{cell}{at}" if name in OWN else cell for name, cell in sound.items()] for at in range(count)]


def csv(count: int) -> tuple[str, bytes]:
    """A file of so many rows with semicolons."""
    return "rows.csv", b"".join(batch_papers.returned_csv([title(name) for name in COLUMNS], rows(count)))


def xlsx(count: int) -> tuple[str, bytes]:
    """A workbook of so many rows."""
    return "rows.xlsx", b"".join(batch_papers.returned_xlsx([title(name) for name in COLUMNS], rows(count)))


def cost(make: Callable[[int], tuple[str, bytes]], count: int) -> Cost:
    """What such a file costs, measured in a new process so that nothing is warm or kept."""
    name, data = make(count)
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_measured, (name, data))


def _measured(name: str, data: bytes) -> Cost:
    layout()
    idle = psutil.Process().memory_info().rss / 1024
    began = time.process_time()
    table = read_table(data, name, layout())
    read = time.process_time()
    heading = layout().heading(table.head)
    kept = [answers_of(heading, row.cells) for row in table.rows]
    done = time.process_time()
    assert len(kept) == len(table.rows)
    return Cost(read - began, done - read, (_peak() - idle) / 1024)


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _KIB


def main() -> None:
    """Measure every size in both kinds of file and print a table."""
    print("| file | rows | read | mended | memory above idle |\n|---|---|---|---|---|")
    for make in (csv, xlsx):
        for count in SIZES:
            got = cost(make, count)
            cells = f"{got.reading:.2f} s | {got.mending:.2f} s | {got.memory:.0f} MiB"
            print(f"| {make.__name__.upper()} | {count:,} | {cells} |")


if __name__ == "__main__":
    main()
