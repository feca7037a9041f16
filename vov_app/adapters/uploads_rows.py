"""From the rows of a file to a table: where the head is, and what may not stand below it."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Final, NamedTuple

from vov_app.forms.columns import Layout
from vov_app.forms.tables import LONGEST_CELL, MOST_COLUMNS, MOST_ROWS, NotATable, Table, TableRow

# How many rows with something in them may stand above the names of the columns.
FAR_DOWN: Final = 20
_LONGEST_NAME: Final = 60


class Found(NamedTuple):
    """A row of a file: its number in a spreadsheet, and the cells that aren't empty by their place from 0."""

    number: int
    cells: Mapping[int, str]


def table_of(found: Iterable[Found], layout: Layout) -> Table:
    """The head and the rows below it.

    Raises:
        NotATable: no row names the columns, none stands below it, or there is more than a table may hold.
    """
    rows = iter(found)
    head = next((row for row in islice(rows, FAR_DOWN) if layout.is_head(row.cells.values())), None)
    if head is None:
        raise NotATable("no_head")
    _check(head)
    names = _cells(head, max(head.cells) + 1)
    if twice := layout.heading(names).twice:
        raise NotATable("twice", column=twice[0].strip()[:_LONGEST_NAME])
    body = tuple(_body(rows, head.cells, len(names)))
    if not body:
        raise NotATable("no_rows")
    return Table(names, body, head.number)


def _body(rows: Iterator[Found], named: Mapping[int, str], width: int) -> Iterator[TableRow]:
    before: tuple[str, ...] = ("",) * width
    for count, row in enumerate(rows, start=1):
        if count > MOST_ROWS:
            raise NotATable("rows", most=MOST_ROWS)
        _check(row)
        if row.cells.keys() - named.keys():
            raise NotATable("ragged", row=row.number)
        # Neighbours have much in common: what is the same is kept once.
        before = tuple(
            old if old == new else new for old, new in zip(before, _cells(row, width), strict=True)
        )
        yield TableRow(row.number, before)


def _check(row: Found) -> None:
    if max(row.cells) >= MOST_COLUMNS:
        raise NotATable("columns", most=MOST_COLUMNS)
    if any(len(cell) > LONGEST_CELL for cell in row.cells.values()):
        raise NotATable("cell", row=row.number, most=LONGEST_CELL)


def _cells(row: Found, width: int) -> tuple[str, ...]:
    return tuple([row.cells.get(at, "") for at in range(width)])
