"""Read a CSV of newcomers, and keep spreadsheets from carrying out what a cell says."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from vov_app.forms.cells import guarded, unguarded
from vov_app.forms.user import ADD, MOST_BYTES, MOST_ROWS
from vov_app.texts import t

NAMES = tuple(field.name for field in ADD.fields)


class Unreadable(ValueError):
    """The file as a whole can't be taken in; `told` says why and what to do."""

    def __init__(self, fault: str, **values: object) -> None:
        super().__init__(fault)
        self.told = t(f"users.file.unreadable.{fault}", **values)


@dataclass(frozen=True)
class Entry:
    """One row of a file: where it stands, and what it says by the name of the question."""

    row: int
    told: Mapping[str, str]


def safe(cell: str) -> str:
    """A cell that a spreadsheet takes for text, whatever it begins with."""
    return guarded(cell)


def columns() -> list[str]:
    """The names of the columns in a file of newcomers."""
    return [t(f"users.file.column.{name}") for name in NAMES]


def read(data: bytes) -> list[Entry]:
    """The rows of a file of newcomers; nothing of what they say is judged yet.

    Raises:
        Unreadable: it is no such file, or there is too much in it.
    """
    if len(data) > MOST_BYTES:
        raise too_large()
    text = _text(data)
    try:
        rows = list(_rows(text))
    except csv.Error as error:
        raise Unreadable("shape") from error
    if len(rows) < 2:
        raise Unreadable("empty")
    if len(rows) > MOST_ROWS + 1:
        raise Unreadable("rows", rows=MOST_ROWS)
    places = _places(rows[0][1])
    return [Entry(row, {name: _cell(cells, at) for name, at in places.items()}) for row, cells in rows[1:]]


def too_large() -> Unreadable:
    """What there is to say of a file with too much in it."""
    return Unreadable("size", size=MOST_BYTES // 1024**2)


def _text(data: bytes) -> str:
    if b"\0" in data:
        raise Unreadable("shape")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """The rows that aren't empty, each with the number that a spreadsheet gives it."""
    head = text.split("\n", 1)[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(";,", key=head.count), strict=True)
    for number, cells in enumerate(reader, start=1):
        if any(cell.strip() for cell in cells):
            yield number, cells


def _places(head: list[str]) -> dict[str, int]:
    given = [cell.strip().casefold() for cell in head]
    wanted = dict(zip(NAMES, columns(), strict=True))
    missing = [title for title in wanted.values() if title not in given]
    if missing:
        raise Unreadable("columns", columns=", ".join(missing))
    return {name: given.index(title) for name, title in wanted.items()}


def _cell(cells: list[str], at: int) -> str:
    cell = cells[at].strip() if at < len(cells) else ""
    return unguarded(cell)
