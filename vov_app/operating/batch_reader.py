"""What stands in a file that somebody sent, as rows to judge."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from vov_app.adapters.uploads import read_table
from vov_app.forms.columns import ROW_KEY, Heading, answers_of, row_of
from vov_app.forms.tables import NotATable, TableRow
from vov_app.operating.batch_steps import Contents, Unreadable
from vov_app.services.batch_judging import Given
from vov_app.services.batch_words import layout, worded

LONGEST_OTHER: Final = 200
NOWHERE: Final = ("", 0)


def read(data: bytes, name: str) -> Contents:
    """The rows of a CSV or XLSX file; a file that we gave back names the batch and the rows that it mends.

    Raises:
        Unreadable: the file as a whole can't be taken in.
    """
    try:
        table = read_table(data, name, layout())
    except NotATable as fault:
        raise Unreadable(fault.key, dict(fault.values)) from None
    heading = layout().heading(table.head)
    keys = [row_of(_cell(heading.places, row.cells, ROW_KEY)) or NOWHERE for row in table.rows]
    mends = next((batch for batch, _ in keys if batch), "")
    numbers = _once(number if batch == mends else 0 for batch, number in keys)
    return Contents(
        [_given(heading, row, number) for row, number in zip(table.rows, numbers, strict=True)], mends
    )


def _once(numbers: Iterable[int]) -> Iterator[int]:
    """The first time a number is itself, later 0: who copies a row to make another copies its key too."""
    seen = set[int]()
    for number in numbers:
        yield 0 if number in seen else number
        seen.add(number)


def _given(heading: Heading, row: TableRow, replaces: int) -> Given:
    taken = answers_of(heading, row.cells)
    others = {title: row.cells[at][:LONGEST_OTHER] for title, at in heading.others.items() if row.cells[at]}
    return Given(
        row.number, taken.answers, others, {fault.field: worded(fault) for fault in taken.faults}, replaces
    )


def _cell(places: Mapping[str, int], cells: Sequence[str], name: str) -> str:
    return cells[places[name]] if name in places else ""
