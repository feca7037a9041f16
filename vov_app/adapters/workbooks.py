"""Write workbooks in which every cell is text, sheet after sheet and row after row.

Spreadsheets keep what is typed in such a cell: no zero in front is lost, no date turned, no formula made.
"""

import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name

_PIECE: Final = 64 * 1024
_AROUND, _WIDEST = 5, 60
_LAST_ROW: Final = 20_001
_MADE: Final = datetime(2020, 1, 1)  # noqa: DTZ001 - the same bytes whenever it is made
_UNSAID = re.compile("[\ud800-\udfff]")
# Row after row, in text alone: what looks like a number, a formula or a link isn't made one.
_OPTIONS: Final = {"constant_memory": True}
_TEXT: Final = {"num_format": 49}  # the format of Excel itself for text
_HEAD: Final = {**_TEXT, "bold": True}
_PROSE: Final = {**_TEXT, "text_wrap": True, "valign": "top"}


@dataclass(frozen=True)
class Page:
    """One sheet: its title, the names of its columns, its rows, and the lines `above` the names.

    `choices` by name of a column: what a spreadsheet offers there. `prose`: columns of sentences, which wrap.
    """

    title: str
    head: Sequence[str]
    rows: Iterable[Sequence[str]] = ()
    choices: Mapping[str, Sequence[str]] = field(default_factory=dict)
    prose: frozenset[str] = frozenset()
    above: Sequence[str] = ()


def as_workbook(title: str, pages: Sequence[Page]) -> Iterator[bytes]:
    """A workbook with these sheets, in pieces; the same bytes for the same pages."""
    with tempfile.TemporaryFile() as file:
        with Workbook(file, _OPTIONS) as book:
            book.set_properties({"title": title, "created": _MADE})
            for page in pages:
                _write(book, page)
        file.seek(0)
        while piece := file.read(_PIECE):
            yield piece


def letters(place: int) -> str:
    """What a spreadsheet calls the column at this place, from 0: A, Z, AA."""
    return str(xl_col_to_name(place))


def _write(book: Any, page: Page) -> None:
    sheet, start = book.add_worksheet(page.title), len(page.above)
    text, head, prose = (book.add_format(style) for style in (_TEXT, _HEAD, _PROSE))
    styles = [prose if name in page.prose else text for name in page.head]
    for at, name in enumerate(page.head):
        width = _WIDEST if name in page.prose else min(_WIDEST, len(name) + _AROUND)
        sheet.set_column(at, at, width, text)
        if page.choices.get(name):
            offer = {"validate": "list", "source": list(page.choices[name])}
            sheet.data_validation(1, at, _LAST_ROW - 1, at, offer)
    sheet.freeze_panes(start + 1, 0)
    for number, line in enumerate(page.above):
        sheet.write_string(number, 0, line)
    _line(sheet, start, page.head, [head] * len(page.head))
    for number, row in enumerate(page.rows, start=start + 1):
        _line(sheet, number, row, styles)


def _line(sheet: Any, number: int, cells: Sequence[str], styles: Sequence[Any]) -> None:
    for at, (cell, style) in enumerate(zip(cells, styles, strict=True)):
        if cell:
            sheet.write_string(number, at, _UNSAID.sub("\ufffd", cell), style)
        else:
            sheet.write_blank(number, at, None, style)
