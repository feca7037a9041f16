"""Tables as files that spreadsheets open: CSV line by line, XLSX by way of a file that takes no memory."""

import csv
import io
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from vov_app.forms.cells import guarded

CSV: Final = "text/csv; charset=utf-8"
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_ROWS: Final = 1_048_575  # what a sheet of Excel holds below its first row
_BOM: Final = "\ufeff"
_PIECE: Final = 64 * 1024

Row = Sequence[Any]


def as_csv(head: Row, rows: Iterable[Row]) -> Iterator[bytes]:
    """The table as CSV with semicolons, in pieces; dates read 13/10/2025 and numbers 1234,5."""
    yield _BOM.encode() + _line(head)
    for row in rows:
        yield _line(row)


def as_xlsx(head: Row, rows: Iterable[Row], title: str) -> Iterator[bytes]:
    """The table as a workbook with one sheet, in pieces; dates are dates there and numbers numbers.

    Rows that no sheet can hold any more are left out.
    """
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    sheet.append([_bold(sheet, name) for name in head])
    for number, row in enumerate(rows):
        if number == MOST_ROWS:
            break
        sheet.append([_plain(sheet, cell) for cell in row])
    with tempfile.TemporaryFile() as file:
        book.save(file)
        file.seek(0)
        while piece := file.read(_PIECE):
            yield piece


def _line(row: Row) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";").writerow([_written(cell) for cell in row])
    return text.getvalue().encode()


def _written(cell: Any) -> str:
    match cell:
        case None:
            return ""
        case date():
            return f"{cell.day}/{cell.month}/{cell.year}"
        case Decimal():
            return str(cell).replace(".", ",")
        case str():
            return guarded(cell)
        case _:
            return str(cell)


def _plain(sheet: Any, cell: Any) -> Any:
    """Text stays text, whatever it begins with: a formula is never made of it."""
    if not isinstance(cell, str):
        return cell
    made = WriteOnlyCell(sheet, cell)
    made.data_type = "s"
    return made


def _bold(sheet: Any, name: str) -> Any:
    made = WriteOnlyCell(sheet, name)
    made.font = Font(bold=True)
    return made
