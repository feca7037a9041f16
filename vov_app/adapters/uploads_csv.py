"""CSV as spreadsheets and payroll systems write it: four alphabets, three delimiters, quoted line ends."""

import codecs
import csv
import io
import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from vov_app.adapters.uploads_rows import FAR_DOWN, Found, table_of
from vov_app.forms.columns import Layout
from vov_app.forms.tables import LONGEST_CELL, MOST_COLUMNS, NotATable, Table

DELIMITERS: Final = (";", ",", "\t")
_PIECE: Final = 1024 * 1024
_LONGEST_LINE: Final = LONGEST_CELL * MOST_COLUMNS
# Quoted text may hold delimiters too, so a record gets far more of them than it may have columns.
_MOST_DELIMITERS: Final = 50 * MOST_COLUMNS
_UTF_16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# Excel's own way to say which delimiter follows; it shows no row for that line.
_TOLD = re.compile(r"\ufeff?sep=(.)\r?\n?")


def read(data: bytes, layout: Layout) -> Table:
    """The table in these bytes.

    Raises:
        NotATable: the alphabet or the quotes can't be made out, or there is no such table in it.
    """
    encoding = _encoding(data)
    told = _told(data, encoding)
    delimiter = told or max(DELIMITERS, key=lambda mark: _score(data, encoding, mark, layout))
    return table_of(_records(data, encoding, delimiter, skip=bool(told)), layout)


def _encoding(data: bytes) -> str:
    if data.startswith(_UTF_16):
        return "utf-16"
    if b"\0" in data:
        raise NotATable("type")
    for name in ("utf-8-sig", "cp1252"):
        if _decodes(data, name):
            return name
    raise NotATable("encoding")


def _decodes(data: bytes, name: str) -> bool:
    decoder = codecs.getincrementaldecoder(name)()
    try:
        for start in range(0, len(data), _PIECE):
            decoder.decode(data[start : start + _PIECE], start + _PIECE >= len(data))
    except UnicodeDecodeError:
        return False
    return True


def _told(data: bytes, encoding: str) -> str:
    first = next(_lines(data, encoding), "")
    found = _TOLD.fullmatch(first)
    return found[1] if found and found[1] in DELIMITERS else ""


def _score(data: bytes, encoding: str, delimiter: str, layout: Layout) -> int:
    """How many columns are recognised with this delimiter: decimal commas don't mislead that."""
    try:
        first = list(islice(_records(data, encoding, delimiter), FAR_DOWN))
    except NotATable:
        return 0
    return max((layout.recognised(found.cells.values()) for found in first), default=0)


def _records(data: bytes, encoding: str, delimiter: str, *, skip: bool = False) -> Iterator[Found]:
    """The records with something in them, each with the number that a spreadsheet gives it."""
    lines = _Lines(data, encoding, delimiter)
    if skip:
        next(lines)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    number = 0
    try:
        for number, cells in enumerate(reader, start=1):
            lines.delimiters = 0
            given = {at: cell for at, cell in enumerate(cells) if cell and not cell.isspace()}
            if given:
                yield Found(number, given)
    except csv.Error as error:
        raise NotATable("quotes", row=number + 1) from error


class _Lines:
    """The lines of the text one by one; counts the delimiters since the last whole record."""

    def __init__(self, data: bytes, encoding: str, delimiter: str) -> None:
        self.delimiters = 0
        self._delimiter = delimiter
        self._lines = _lines(data, encoding)

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self.delimiters += line.count(self._delimiter)
        if self.delimiters > _MOST_DELIMITERS:
            raise NotATable("columns", most=MOST_COLUMNS)
        return line


def _lines(data: bytes, encoding: str) -> Iterator[str]:
    text = io.TextIOWrapper(io.BytesIO(data), encoding, newline="")
    try:
        while line := text.readline(_LONGEST_LINE):
            if len(line) == _LONGEST_LINE:
                raise NotATable("columns", most=MOST_COLUMNS)
            if "\0" in line:
                raise NotATable("type")
            yield line
    except UnicodeDecodeError as error:
        raise NotATable("encoding") from error
