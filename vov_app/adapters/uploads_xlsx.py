"""XLSX read by ourselves, in one pass: the rows, and all that makes a workbook more than rows.

Libraries for workbooks tell the values, but not the formulas, percent signs and hidden rows beside them. To
read it twice would be to trust that both readers see the same file the same way.
"""

from collections.abc import Iterator
from itertools import chain
from typing import Final
from zipfile import ZipFile

from vov_app.adapters.uploads_book import Book, Sheet, book_of
from vov_app.adapters.uploads_rows import Found, table_of
from vov_app.adapters.uploads_sheet import Area, rows_of
from vov_app.adapters.uploads_zip import unzipped
from vov_app.forms.columns import Layout
from vov_app.forms.tables import NotATable, Table

_LONGEST_TITLE: Final = 31  # of a sheet in Excel


def read(data: bytes, layout: Layout) -> Table:
    """The table in the one sheet of this workbook that has something in it.

    Raises:
        NotATable: it is no workbook, it holds more than a table, or there is too much in it.
    """
    with unzipped(data) as archive:
        book = book_of(archive)
        for sheet in book.sheets:
            if not sheet.visible:
                raise NotATable("hidden_sheet", sheet=_title(sheet))
        return _table(archive, book, layout)


def _table(archive: ZipFile, book: Book, layout: Layout) -> Table:
    table, first = None, None
    for sheet in book.sheets:
        if sheet.title in layout.aside and len(book.sheets) > 1:
            continue
        area = Area()
        rows = _rows(archive, sheet, book, area)
        begun = next(rows, None)
        if begun is None:
            continue
        if first:
            raise NotATable("sheets", first=_title(first), second=_title(sheet))
        first, table = sheet, table_of(chain([begun], rows), layout)
        area.check(table)
    if table is None:
        raise NotATable("empty")
    return table


def _rows(archive: ZipFile, sheet: Sheet, book: Book, area: Area) -> Iterator[Found]:
    with archive.open(sheet.part) as source:
        yield from rows_of(source, book, area)


def _title(sheet: Sheet) -> str:
    return sheet.title[:_LONGEST_TITLE]
