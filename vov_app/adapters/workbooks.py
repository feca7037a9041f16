"""Write workbooks in which every cell is text, sheet after sheet and row after row.

Spreadsheets keep what is typed in such a cell: no zero in front is lost, no date turned, no formula made. It
is written by hand because openpyxl takes twelve times as long for twenty thousand rows.
"""

import re
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import IO, Final
from xml.sax.saxutils import escape, quoteattr

_PIECE: Final = 64 * 1024
_AROUND, _WIDEST = 5, 60
_LAST_ROW: Final = 20_001
_MOMENT: Final = datetime(2020, 1, 1).timetuple()[:6]  # noqa: DTZ001 - the same bytes whenever it is made
_UNSAID = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]")
_LIKE_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_HEAD_STYLE, _TEXT_STYLE, _PROSE_STYLE = 1, 2, 3

_NS: Final = "http://schemas.openxmlformats.org"
_MAIN: Final = f"{_NS}/spreadsheetml/2006/main"
_RELATIONS: Final = f"{_NS}/officeDocument/2006/relationships"
_XML: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_KIND: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"


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
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, xml in _around(title, pages):
                archive.writestr(_entry(name), xml)
            for at, page in enumerate(pages, start=1):
                with archive.open(_entry(f"xl/worksheets/sheet{at}.xml"), "w") as part:
                    _write(part, page)
        file.seek(0)
        while piece := file.read(_PIECE):
            yield piece


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _MOMENT)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _write(part: IO[bytes], page: Page) -> None:
    start = len(page.above) + 1
    lines = [f'<row r="{at}">{_cell(line, 0)}</row>' for at, line in enumerate(page.above, start=1)]
    head = "".join(_cell(name, _HEAD_STYLE) for name in page.head)
    part.write(f'{_before(page, start)}{"".join(lines)}<row r="{start}">{head}</row>'.encode())
    styles = [_PROSE_STYLE if name in page.prose else _TEXT_STYLE for name in page.head]
    for number, row in enumerate(page.rows, start=start + 1):
        cells = "".join(map(_cell, row, styles))
        part.write(f'<row r="{number}">{cells}</row>'.encode())
    part.write(f"</sheetData>{_offered(page)}</worksheet>".encode())


def _before(page: Page, start: int) -> str:
    widths = [_WIDEST if name in page.prose else min(_WIDEST, len(name) + _AROUND) for name in page.head]
    columns = "".join(
        f'<col min="{at}" max="{at}" width="{width}" style="{_TEXT_STYLE}" customWidth="1"/>'
        for at, width in enumerate(widths, start=1)
    )
    pane = f'<pane ySplit="{start}" topLeftCell="A{start + 1}" activePane="bottomLeft" state="frozen"/>'
    return (
        f'{_XML}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">{pane}</sheetView>'
        f"</sheetViews><cols>{columns}</cols><sheetData>"
    )


def _offered(page: Page) -> str:
    offers = [
        f'<dataValidation type="list" allowBlank="1" sqref="{letters(at)}2:{letters(at)}{_LAST_ROW}">'
        f"<formula1>{escape(_listed(page.choices[name]))}</formula1></dataValidation>"
        for at, name in enumerate(page.head)
        if page.choices.get(name)
    ]
    return f'<dataValidations count="{len(offers)}">{"".join(offers)}</dataValidations>' if offers else ""


def _listed(choices: Sequence[str]) -> str:
    return f'"{",".join(choices)}"'


def _cell(text: str, style: int) -> str:
    if not text:
        return f'<c s="{style}"/>'
    return f'<c t="inlineStr" s="{style}"><is><t xml:space="preserve">{_said(text)}</t></is></c>'


def _said(text: str) -> str:
    if not text.isprintable():
        text = _UNSAID.sub(lambda found: f"_x{ord(found[0]):04X}_", _LIKE_ESCAPED.sub("_x005F_", text))
    elif "_x" in text:
        text = _LIKE_ESCAPED.sub("_x005F_", text)
    return escape(text)


def letters(place: int) -> str:
    """What a spreadsheet calls the column at this place, from 0: A, Z, AA."""
    found = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        found = chr(ord("A") + rest) + found
    return found


def _around(title: str, pages: Sequence[Page]) -> Iterator[tuple[str, str]]:
    numbers = range(1, len(pages) + 1)
    parts = "".join(
        f'<Override PartName="/xl/worksheets/sheet{at}.xml" ContentType="{_KIND}.worksheet+xml"/>'
        for at in numbers
    )
    yield (
        "[Content_Types].xml",
        (
            f'{_XML}<Types xmlns="{_NS}/package/2006/content-types">'
            '<Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>'
            f'<Override PartName="/xl/styles.xml" ContentType="{_KIND}.styles+xml"/>'
            '<Override PartName="/docProps/core.xml" '
            f'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>{parts}</Types>'
        ),
    )
    yield (
        "_rels/.rels",
        _links(
            (f"{_RELATIONS}/officeDocument", "xl/workbook.xml"),
            (f"{_NS}/package/2006/relationships/metadata/core-properties", "docProps/core.xml"),
        ),
    )
    yield (
        "docProps/core.xml",
        (
            f'{_XML}<cp:coreProperties xmlns:cp="{_NS}/package/2006/metadata/core-properties" '
            'xmlns:dc="http://purl.org/dc/elements/1.1/">'
            f"<dc:title>{escape(title)}</dc:title><dc:language>nl-BE</dc:language></cp:coreProperties>"
        ),
    )
    sheets = "".join(
        f'<sheet name={quoteattr(page.title)} sheetId="{at}" r:id="rId{at}"/>'
        for at, page in enumerate(pages, 1)
    )
    yield (
        "xl/workbook.xml",
        (f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><sheets>{sheets}</sheets></workbook>'),
    )
    yield (
        "xl/_rels/workbook.xml.rels",
        _links(
            *((f"{_RELATIONS}/worksheet", f"worksheets/sheet{at}.xml") for at in numbers),
            (f"{_RELATIONS}/styles", "styles.xml"),
        ),
    )
    yield "xl/styles.xml", _STYLES


def _links(*links: tuple[str, str]) -> str:
    told = "".join(
        f'<Relationship Id="rId{at}" Type="{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(links, start=1)
    )
    return f'{_XML}<Relationships xmlns="{_NS}/package/2006/relationships">{told}</Relationships>'


# 49 is Excel's own format for text.
_STYLES: Final = (
    f'{_XML}<styleSheet xmlns="{_MAIN}">'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>'
    '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1">'
    '<alignment vertical="top" wrapText="1"/></xf></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
