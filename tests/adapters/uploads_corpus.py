"""Files as people and programs really make them, each shape made here and never kept as bytes."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from openpyxl import Workbook

HEAD: Final = ("insz", "Voornaam", "Achternaam", "Tewerkstellingspercentage", "Start van de opleiding")
TOM: Final = ("85.01.01-997.86", "Tom", "Bakker", "80", "15/9/2025")
ZOE: Final = ("85.07.30-033.28", "Zoë", 'D\'Haese; "Zo"', "62,5", "13/10/2025")
ROWS: Final = (TOM, ZOE)

CONTENT: Final = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument'
    '.spreadsheetml.sheet.main+xml"/></Types>'
)
LINKS: Final = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
)
LINK: Final = '<Relationship Id="{id}" Type="http://x/relationships/{kind}" Target="{target}"/>'
_BOOK: Final = '<workbook xmlns:r="http://x/relationships">{before}<sheets>{sheets}</sheets></workbook>'
_STYLES: Final = (
    '<styleSheet><numFmts><numFmt numFmtId="170" formatCode="[$-413]d/mmm/yy;@"/>'
    '<numFmt numFmtId="171" formatCode="0.0\\ %"/><numFmt numFmtId="172" formatCode="00000000000"/>'
    '<numFmt numFmtId="173" formatCode="0&quot; dagen&quot;"/></numFmts>'
    '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="9"/><xf numFmtId="170"/><xf numFmtId="171"/>'
    '<xf numFmtId="172"/><xf numFmtId="173"/><xf numFmtId="22"/><xf numFmtId="30"/><xf numFmtId="x"/>'
    "</cellXfs>"
    "</styleSheet>"
)
# The places of those styles, as cells name them.
PLAIN, DAY, PERCENT, LOCAL_DAY, LOCAL_PERCENT, ZEROS, UNIT, MOMENT, LAND, UNKNOWN = range(10)


def csv(
    *rows: Sequence[str],
    head: Sequence[str] = HEAD,
    mark: str = ";",
    end: str = "\r\n",
    encoding: str = "utf-8",
) -> bytes:
    """Rows below a head; a cell with a delimiter, a quote or a line end is quoted."""
    lines = [mark.join(_quoted(cell, mark) for cell in row) for row in (head, *rows)]
    return (end.join(lines) + end).encode(encoding)


def _quoted(cell: str, mark: str) -> str:
    special = any(sign in cell for sign in (mark, '"', "\n", "\r"))
    return '"' + cell.replace('"', '""') + '"' if special else cell


def zipped(parts: Mapping[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zipped file with these parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def parts(
    *sheets: str,
    before: str = "",
    texts: str = "",
    states: Sequence[str] = (),
    names: Sequence[str] = (),
    **more: str,
) -> dict[str, bytes | str]:
    """The parts of a workbook whose sheets hold this XML."""
    links, told, files = [], [], {}
    for at, xml in enumerate(sheets, start=1):
        state = states[at - 1] if at <= len(states) else "visible"
        name = names[at - 1] if at <= len(names) else f"Blad{at}"
        links.append(LINK.format(id=f"s{at}", kind="worksheet", target=f"worksheets/sheet{at}.xml"))
        told.append(f'<sheet name="{name}" sheetId="{at}" state="{state}" r:id="s{at}"/>')
        files[f"xl/worksheets/sheet{at}.xml"] = xml
    links.append(LINK.format(id="t", kind="sharedStrings", target="/xl/sharedStrings.xml"))
    links.append(LINK.format(id="y", kind="styles", target="styles.xml"))
    return {
        "[Content_Types].xml": CONTENT,
        "_rels/.rels": LINKS.format(LINK.format(id="m", kind="officeDocument", target="xl/workbook.xml")),
        "xl/workbook.xml": _BOOK.format(before=before, sheets="".join(told)),
        "xl/_rels/workbook.xml.rels": LINKS.format("".join(links)),
        "xl/sharedStrings.xml": f"<sst>{texts}</sst>",
        "xl/styles.xml": _STYLES,
        **files,
        **more,
    }


def sheet(*rows: str, before: str = "", after: str = "") -> str:
    """A sheet with these rows of XML."""
    return f"<worksheet>{before}<sheetData>{''.join(rows)}</sheetData>{after}</worksheet>"


def row(number: int, *cells: str, more: str = "") -> str:
    """A row with these cells of XML."""
    return f'<row r="{number}" {more}>{"".join(cells)}</row>'


def text(place: str, value: str) -> str:
    """A cell with text of its own."""
    return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{value}</t></is></c>'


def number(place: str, value: object, style: int = PLAIN) -> str:
    """A cell with a number."""
    return f'<c r="{place}" s="{style}"><v>{value}</v></c>'


HEAD_ROW: Final = row(1, *(text(f"{letter}1", name) for letter, name in zip("ABCDE", HEAD, strict=True)))
TOM_ROW: Final = row(2, *(text(f"{letter}2", cell) for letter, cell in zip("ABCDE", TOM, strict=True)))


def book(*rows: str, before: str = "", after: str = "", **more: Any) -> bytes:
    """A workbook with one sheet: the head, Tom and these rows."""
    return zipped(parts(sheet(HEAD_ROW, TOM_ROW, *rows, before=before, after=after), **more))


def written(*rows: Sequence[Any], head: Sequence[Any] = HEAD, change: Any = None) -> bytes:
    """A workbook as a library writes it; `change` may do more to its sheet."""
    made = Workbook()
    page = made.active
    assert page is not None
    for line in (head, *rows):
        page.append(list(line))
    if change:
        change(page)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def typed_cells() -> bytes:
    """What Excel makes of what people type: dates, percentages and numbers of their own kind."""

    def shape(page: Any) -> None:
        page["D2"].number_format = "0%"
        page["E2"].number_format = "d/mm/yyyy"

    return written((85010199786, "Tom", "Bakker", 0.8, date(2025, 9, 15)), change=shape)


# What CSV comes as, each with the two rows above.
CSV_SHAPES: Final[Mapping[str, bytes]] = {
    "excel in Dutch": csv(*ROWS, encoding="cp1252"),
    "excel as CSV UTF-8": csv(*ROWS, encoding="utf-8-sig"),
    "excel as Unicode text": csv(*ROWS, mark="\t", encoding="utf-16"),
    "big-endian": b"\xfe\xff" + csv(*ROWS, encoding="utf-16-be"),
    "a program": csv(*ROWS, mark=",", end="\n"),
    "an old Mac": csv(*ROWS, end="\r"),
    "told delimiter": b"sep=,\r\n" + csv(*ROWS, mark=","),
    "told delimiter behind a mark": b"\xef\xbb\xbfsep=;\n" + csv(*ROWS),
    "a title above": b"Aanvragen 2025;;;;\r\n;;;;\r\n" + csv(*ROWS),
    "blank lines": csv(ROWS[0], ("", "", "", "", ""), (), ROWS[1], (" ", "\u00a0"), ()),
    "no last line end": csv(*ROWS).rstrip(),
    "more commas than semicolons": csv(*ROWS, head=(*HEAD[:4], "Start van de opleiding", "a,b,c,d,e,f,g")),
    "capitals, spaces and accents": csv(*ROWS, head=("  INSZ ", "VOORNAAM", "achter-naam", *HEAD[3:])),
    "keys": csv(*ROWS, head=("insz", "first_name", "last_name", "fraction", "start_date")),
    "questions": csv(
        *ROWS, head=("insz", "Voornaam van de werknemer", "Achternaam van de werknemer", *HEAD[3:])
    ),
}  # fmt: skip

# What XLSX comes as, each with Tom's row.
XLSX_SHAPES: Final[Mapping[str, bytes]] = {
    "a library": written(TOM),
    "typed cells": typed_cells(),
    "plain XML": book(),
    "a prefix": zipped(
        parts(sheet(HEAD_ROW, TOM_ROW).replace("</", "</x:").replace("<", "<x:").replace("<x:/x:", "</x:")
              .replace("<x:worksheet", '<x:worksheet xmlns:x="urn:x"'))
    ),
    "no places": zipped(parts(_placeless := sheet(HEAD_ROW, TOM_ROW).replace(' r="', ' q="'))),
    "an empty second sheet": zipped(parts(sheet(HEAD_ROW, TOM_ROW), sheet())),
    "an empty first sheet": zipped(parts(sheet(row(1, number("A1", ""))), sheet(HEAD_ROW, TOM_ROW))),
    "the sheet that explains": zipped(
        parts(sheet(HEAD_ROW, TOM_ROW), sheet(row(1, text("A1", "Kolom"))), names=("Aanvragen", "Uitleg"))
    ),
    "another kind of XML": zipped(
        {**parts(_sheet := sheet(HEAD_ROW, TOM_ROW)),
         "xl/worksheets/sheet1.xml": f'<?xml version="1.0" encoding="UTF-16"?>{_sheet}'.encode("utf-16")}
    ),
    "a title that is joined": zipped(
        parts(sheet(row(1, text("A1", "Aanvragen")), HEAD_ROW.replace(' r="', ' q="'),
                    TOM_ROW.replace('r="2"', 'r="9"'),
                    after='<mergeCells><mergeCell ref="A1:E1"/></mergeCells>'))
    ),
    "hidden columns without anything": book(before='<cols><col min="6" max="16384" hidden="1"/></cols>'),
    "hidden rows without anything": book(row(3, number("A3", ""), more='hidden="1"')),
    "stored": zipped(parts(sheet(HEAD_ROW, TOM_ROW)), zipfile.ZIP_STORED),
}  # fmt: skip

TOM_ANSWERS: Final = {
    "insz": TOM[0],
    "first_name": TOM[1],
    "last_name": TOM[2],
    "fraction": TOM[3],
    "start_date": TOM[4],
}
ZOE_ANSWERS: Final = {
    "insz": ZOE[0],
    "first_name": ZOE[1],
    "last_name": ZOE[2],
    "fraction": ZOE[3],
    "start_date": ZOE[4],
}
