"""A table as it was found in somebody's file: cells as text, nothing judged yet."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

MOST_BYTES: Final = 20 * 1024 * 1024
MOST_ROWS: Final = 20_000
MOST_COLUMNS: Final = 200
LONGEST_CELL: Final = 2_000


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row that isn't empty; `number` is the one that a spreadsheet shows beside it."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """The names of the columns, and the rows below them; each row has as many cells as there are names.

    `number` is the one that a spreadsheet shows beside the names.
    """

    head: tuple[str, ...]
    rows: tuple[TableRow, ...]
    number: int = 1


class NotATable(ValueError):
    """The file as a whole can't be taken in.

    `key` says why, and `values` where: a row, a cell, a sheet, a limit. None of them comes from a cell
    below the names of the columns.
    """

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values: Mapping[str, object] = values
