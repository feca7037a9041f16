"""One sheet of a workbook, row by row, and what stands around its cells."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import IO, Final

from vov_app.adapters.uploads_book import Book
from vov_app.adapters.uploads_numbers import Style, day_of, typed
from vov_app.adapters.uploads_rows import Found
from vov_app.adapters.uploads_xml import Reader, pieces
from vov_app.adapters.workbooks import letters
from vov_app.forms.tables import LONGEST_CELL, MOST_COLUMNS, NotATable, Table
from vov_app.forms.values import NO, YES

_LAST_ROW: Final = 1_048_576
_MOST_MARKS: Final = 1_000
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
# How Excel writes characters that XML can't hold, and what looks like that; all but white space is dropped.
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_HELD: Final = {"0009": "\t", "000A": "\n", "000D": "\r", "005F": "_"}
_NONE: Final = ("0", "false", "")


@dataclass
class Area:
    """Cells that were joined; known when all rows have been read."""

    merged: list[str] = field(default_factory=list)

    def check(self, table: Table) -> None:
        """Nothing is joined from the head of the table on.

        Raises:
            NotATable: something is.
        """
        for area in self.merged:
            last = _REFERENCE.fullmatch(area.rpartition(":")[2])
            if last is None or int(last[2]) >= table.number:
                raise NotATable("merged", cell=area if last else "")


def rows_of(source: IO[bytes], book: Book, area: Area) -> Iterator[Found]:
    """The rows that aren't empty; `area` is filled on the way.

    Raises:
        NotATable: a cell is worked out or can't be seen, or the sheet contradicts itself.
    """
    reader = _Sheet(book, area)
    for _ in pieces(source, reader):
        yield from reader.found
        reader.found = []


class _Sheet(Reader):
    def __init__(self, book: Book, area: Area) -> None:
        super().__init__()
        self.found: list[Found] = []
        self._book = book
        self._area = area
        self._columns = 0
        self._unseen: set[int] = set()
        self._row = 0
        self._row_unseen = False
        self._cells: dict[int, str] = {}
        self._at = -1
        self._kind = ""
        self._style = Style.PLAIN
        self._kept = False
        self._spoken = False
        self._pieces: list[str] = []
        self._length = 0
        self.starts = {
            "c": self._begin_cell, "v": self._begin_value, "t": self._begin_value, "row": self._begin_row,
            "rPh": self._speak, "f": self._refuse_formula, "col": self._hide, "mergeCell": self._merge,
        }  # fmt: skip
        self.ends = {
            "c": self._end_cell, "v": self._end_value, "t": self._end_value, "row": self._end_row,
            "rPh": self._speak_no_more,
        }  # fmt: skip

    def text(self, text: str) -> None:
        """A piece of a value; of one that is too long only as much as shows that."""
        if self._kept and self._length <= LONGEST_CELL:
            self._pieces.append(text)
            self._length += len(text)

    def _begin_value(self, _attributes: dict[str, str]) -> None:
        self._kept = not self._spoken

    def _end_value(self) -> None:
        self._kept = False

    def _speak(self, _attributes: dict[str, str]) -> None:
        self._spoken = True

    def _speak_no_more(self) -> None:
        self._spoken = False

    def _refuse_formula(self, _attributes: dict[str, str]) -> None:
        raise NotATable("formula", cell=f"{letters(max(self._at, 0))}{self._row}")

    def _begin_row(self, attributes: dict[str, str]) -> None:
        number = _number(attributes["r"]) if "r" in attributes else self._row + 1
        if not self._row < number <= _LAST_ROW:
            raise NotATable("broken")
        self._row, self._at, self._cells = number, -1, {}
        self._row_unseen = attributes.get("hidden", "") not in _NONE or _is_flat(attributes.get("ht", "1"))

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        reference = attributes.get("r")
        at = _column(reference.rstrip("0123456789")) if reference else self._at + 1
        if at <= self._at:
            raise NotATable("broken")
        self._at = at
        self._kind = attributes.get("t", "n")
        self._style = self._style_at(attributes["s"]) if "s" in attributes else Style.PLAIN
        self._pieces, self._length = [], 0

    def _end_row(self) -> None:
        if not self._cells:
            return
        if self._row_unseen:
            raise NotATable("hidden_row", row=self._row)
        self.found.append(Found(self._row, self._cells))

    def _end_cell(self) -> None:
        if not self._length:
            return
        pieces = self._pieces
        text = self._value(pieces[0] if len(pieces) == 1 else "".join(pieces))
        if text and not text.isspace():
            self._keep(text)

    def _style_at(self, place: str) -> Style:
        styles, at = self._book.styles, _number(place)
        return styles[at] if at < len(styles) else Style.PLAIN

    def _value(self, text: str) -> str:
        match self._kind:
            case "n":
                return typed(text, self._style, since_1904=self._book.since_1904)
            case "s":
                at = _number(text)
                if at >= len(self._book.texts):
                    raise NotATable("broken")
                return _unescaped(self._book.texts[at])
            case "b":
                return YES if text == "1" else NO
            case "d":
                return day_of(text)
            case _:
                return _unescaped(text)

    def _keep(self, text: str) -> None:
        if self._at >= MOST_COLUMNS:
            raise NotATable("columns", most=MOST_COLUMNS)
        if self._at in self._unseen:
            raise NotATable("hidden_column", column=letters(self._at))
        self._cells[self._at] = text

    def _hide(self, attributes: dict[str, str]) -> None:
        self._columns += 1
        if self._columns > _MOST_MARKS:
            raise NotATable("bomb")
        if attributes.get("hidden", "") not in _NONE or _is_flat(attributes.get("width", "1")):
            first, last = _number(attributes.get("min", "")), _number(attributes.get("max", ""))
            self._unseen.update(range(first - 1, min(last, MOST_COLUMNS)))

    def _merge(self, attributes: dict[str, str]) -> None:
        self._area.merged.append(attributes.get("ref", ""))
        if len(self._area.merged) > _MOST_MARKS:
            raise NotATable("merged", cell=self._area.merged[0][:20])


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 9):
        raise NotATable("broken")
    return int(text)


def _is_flat(size: str) -> bool:
    return size.strip("0.") == "" and size != ""


@lru_cache(maxsize=1024)
def _column(letters: str) -> int:
    """The place of a column from 0: A is 0, AA is 26."""
    if not (letters.isascii() and letters.isalpha() and letters.isupper() and len(letters) <= 3):
        raise NotATable("broken")
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - ord("A") + 1
    return place - 1


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda found: _HELD.get(found[1].upper(), ""), text) if "_x" in text else text
