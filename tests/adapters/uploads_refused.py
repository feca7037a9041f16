"""Files that are no table of ours: what each is, and the key of the reason it is refused for."""

import io
import zipfile
from collections.abc import Mapping
from typing import Final

from tests.adapters.uploads_corpus import (
    CONTENT,
    HEAD,
    HEAD_ROW,
    LINK,
    LINKS,
    ROWS,
    TOM,
    TOM_ROW,
    book,
    csv,
    parts,
    row,
    sheet,
    text,
    written,
    zipped,
)


def locked() -> bytes:
    """A zipped file whose parts say that they need a password."""
    data = bytearray(book())
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    return bytes(data)


def cut(data: bytes) -> bytes:
    """A file that stopped half-way."""
    return data[: len(data) // 2]


def damaged() -> bytes:
    """A workbook of which one byte of a sheet fell over."""
    data = bytearray(zipped(parts(sheet(HEAD_ROW, TOM_ROW)), zipfile.ZIP_STORED))
    at = data.index(b"Bakker")
    data[at] ^= 1
    return bytes(data)


def twice() -> bytes:
    """A workbook with two sheets of the same name inside."""
    file = io.BytesIO(book())
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("XL/workbook.xml", "<workbook/>")
    return file.getvalue()


def many_entries(count: int) -> bytes:
    """A zipped file of very many files of nothing."""
    return zipped({f"{at}": "" for at in range(count)})


def deep(count: int) -> str:
    """Elements in elements in elements."""
    return "<a>" * count + "</a>" * count


def _with(name: str, content: bytes | str) -> bytes:
    return zipped({**parts(sheet(HEAD_ROW, TOM_ROW)), name: content})


def _without(name: str) -> bytes:
    return zipped({key: xml for key, xml in parts(sheet(HEAD_ROW, TOM_ROW)).items() if key != name})


_ENTITIES: Final = (
    '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><worksheet>&b;</worksheet>'
)
_OUTSIDE: Final = '<!DOCTYPE x SYSTEM "file:///etc/hostname"><worksheet/>'
_OLD: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)

# What is refused: the name and the bytes of the file, and the key of the reason.
REFUSED: Final[Mapping[str, tuple[str, bytes, str]]] = {
    "nothing": ("x.csv", b"", "empty"),
    "white space": ("x.csv", b"\r\n \t\r\n", "empty"),
    "only a byte order mark": ("x.csv", b"\xef\xbb\xbf", "no_head"),
    "a PDF called CSV": ("x.csv", b"%PDF-1.7\n1 0 obj", "type"),
    "a picture called CSV": ("x.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "type"),
    "a program called XLSX": ("x.xlsx", b"MZ\x90\0\x03\0\0\0", "type"),
    "a table called PDF": ("x.pdf", csv(*ROWS), "type"),
    "a table without a name": ("", csv(*ROWS), "type"),
    "a web page called XLSX": ("x.xlsx", b"\xef\xbb\xbf\r\n<HTML><table>", "web"),
    "a workbook of 2003 in XML": ("x.csv", b'<?xml version="1.0"?><Workbook>', "web"),
    "an old workbook": ("x.xlsx", _OLD, "old"),
    "a binary workbook": ("x.xlsx", _with("xl/workbook.bin", b""), "old"),
    "a workbook with a password": ("x.xlsx", _OLD + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
    "a zipped file with a password": ("x.xlsx", locked(), "encrypted"),
    "an OpenDocument table": ("x.xlsx", zipped({"mimetype": "x", "content.xml": "<x/>"}), "open_document"),
    "a text document": ("x.xlsx", zipped({"[Content_Types].xml": "<x/>", "word/a.xml": "<x/>"}), "type"),
    "a document that isn't a workbook": (
        "x.xlsx",
        _with("_rels/.rels", LINKS.format(LINK.format(id="a", kind="officeDocument", target="word/d.xml"))),
        "type",
    ),
    "links to nothing": ("x.xlsx", _with("_rels/.rels", "<a/>"), "type"),
    "a zipped file in a zipped file": ("x.xlsx", zipped({"x.xlsx": book()}), "type"),
    "a workbook for macros": ("x.xlsm", book(), "macros"),
    "macros under another name": ("x.xlsx", _with("xl/vbaProject.bin", b"x"), "macros"),
    "macros told in the types": (
        "x.xlsx",
        _with("[Content_Types].xml", CONTENT.replace("sheet.main", "sheet.macroEnabled.main")),
        "macros",
    ),
    "macros of 1992": ("x.xlsx", _with("xl/macrosheets/sheet1.xml", "<x/>"), "macros"),
    "half a workbook": ("x.xlsx", cut(book()), "broken"),
    "a damaged workbook": ("x.xlsx", damaged(), "broken"),
    "a workbook with a part twice": ("x.xlsx", twice(), "broken"),
    "a workbook without its sheet": ("x.xlsx", _without("xl/worksheets/sheet1.xml"), "broken"),
    "an unknown way to zip": ("x.xlsx", zipped(parts(sheet(HEAD_ROW, TOM_ROW)), zipfile.ZIP_BZIP2), "broken"),
    "XML that doesn't end": ("x.xlsx", _with("xl/styles.xml", "<a><b>"), "broken"),
    "a row that comes back": ("x.xlsx", book(TOM_ROW), "broken"),
    "a cell that comes back": ("x.xlsx", book(row(3, text("B3", "a"), text("A3", "b"))), "broken"),
    "a cell out of the world": ("x.xlsx", book(row(3, text("AAAA3", "a"))), "broken"),
    "a row out of the world": ("x.xlsx", book(row(1_048_577, text("A1", "a"))), "broken"),
    "a row that isn't a number": ("x.xlsx", book("<row r='9x'/>"), "broken"),
    "a text that isn't there": ("x.xlsx", book(row(3, '<c r="A3" t="s"><v>7</v></c>')), "broken"),
    "a bomb of one piece": ("x.xlsx", _with("xl/media/a.bin", bytes(12_000_000)), "bomb"),
    "a bomb of many pieces": ("x.xlsx", zipped({f"{n}.bin": bytes(9_000_000) for n in range(14)}), "bomb"),
    "a bomb of names": ("x.xlsx", many_entries(501), "bomb"),
    "a bomb of entities": ("x.xlsx", _with("xl/worksheets/sheet1.xml", _ENTITIES), "bomb"),
    "an entity from outside": ("x.xlsx", _with("xl/sharedStrings.xml", _OUTSIDE), "bomb"),
    "a bomb of depth": ("x.xlsx", _with("xl/workbook.xml", deep(100)), "bomb"),
    "a bomb of one tag": ("x.xlsx", _with("xl/styles.xml", f"<a b='{'c' * 700_000}'/>"), "bomb"),
    "a bomb of columns": ("x.xlsx", book(before=f"<cols>{'<col/>' * 1001}</cols>"), "bomb"),
    "a formula": ("x.xlsx", book(row(3, '<c r="B3"><f>1+1</f><v>2</v></c>')), "formula"),
    "a formula without an outcome": ("x.xlsx", book(row(3, '<c r="B3"><f>1+1</f></c>')), "formula"),
    "a hidden row": ("x.xlsx", book(row(3, text("A3", "x"), more='hidden="1"')), "hidden_row"),
    "a row without height": ("x.xlsx", book(row(3, text("A3", "x"), more='ht="0"')), "hidden_row"),
    "a hidden column": (
        "x.xlsx", book(before='<cols><col min="2" max="3" hidden="true"/></cols>'), "hidden_column",
    ),
    "a column without width": (
        "x.xlsx", book(before='<cols><col min="1" max="1" width="0"/></cols>'), "hidden_column",
    ),
    "a hidden sheet": (
        "x.xlsx",
        zipped(parts(sheet(HEAD_ROW, TOM_ROW), sheet(), states=("visible", "veryHidden"))),
        "hidden_sheet",
    ),
    "joined cells": ("x.xlsx", book(after='<mergeCells><mergeCell ref="A2:B2"/></mergeCells>'), "merged"),
    "joined names": ("x.xlsx", book(after='<mergeCells><mergeCell ref="A1:B1"/></mergeCells>'), "merged"),
    "very many joined cells": (
        "x.xlsx", book(after=f"<mergeCells>{'<mergeCell/>' * 1001}</mergeCells>"), "merged",
    ),
    "joined with what": ("x.xlsx", book(after='<mergeCells><mergeCell ref="x"/></mergeCells>'), "merged"),
    "two sheets": ("x.xlsx", zipped(parts(sheet(HEAD_ROW, TOM_ROW), sheet(HEAD_ROW, TOM_ROW))), "sheets"),
    "a workbook with nothing in it": ("x.xlsx", zipped(parts(sheet())), "empty"),
    "a workbook with only names": ("x.xlsx", zipped(parts(sheet(HEAD_ROW))), "no_rows"),
    "another table": ("x.xlsx", written(("a", "b", "c"), head=("x", "y", "z")), "no_head"),
    "a letter": ("x.txt", b"Geachte,\r\nhierbij de lijst; met vriendelijke groet,\r\n", "no_head"),
    "names too far down": ("x.csv", b"x\r\n" * 20 + csv(*ROWS), "no_head"),
    "only names": ("x.csv", csv(), "no_rows"),
    "a name twice": ("x.csv", csv(*ROWS, head=(*HEAD[:4], "Voornaam" + "!" * 999)), "twice"),
    "a byte of no alphabet": ("x.csv", csv(*ROWS) + b"\x81\x8d", "encoding"),
    "half a letter": ("x.csv", csv(*ROWS, encoding="utf-16") + b"\0", "encoding"),
    "an alphabet of four bytes": ("x.csv", csv(*ROWS, encoding="utf-32"), "type"),
    "a zero byte": ("x.csv", csv(*ROWS) + b"\0", "type"),
    "a quote that doesn't end": ("x.csv", csv(*ROWS) + b'"Tom;Bakker\r\n', "quotes"),
    "a quote in the middle": ("x.csv", csv(*ROWS) + b'"Tom"x;Bakker\r\n', "quotes"),
    "a decimal comma between commas": ("x.csv", csv(*ROWS, mark=",").replace(b'"62,5"', b"62,5"), "ragged"),
    "a cell beyond the names": ("x.xlsx", book(row(3, text("F3", "x"))), "ragged"),
    "a cell in a column without a name": ("x.csv", csv(TOM, head=("insz", "", *HEAD[2:])), "ragged"),
    "too many columns": ("x.csv", csv(*ROWS, head=(*HEAD, *map(str, range(200)))), "columns"),
    "far too many columns": ("x.csv", csv(*ROWS) + b";" * 20_000, "columns"),
    "a line without an end": ("x.csv", csv(*ROWS) + b"x" * 500_000, "columns"),
    "too many columns in a workbook": ("x.xlsx", book(row(3, text("GS3", "x"))), "columns"),
    "a very long cell": ("x.csv", csv(("1" * 2001, *TOM[1:])), "cell"),
    "a very long cell in a workbook": ("x.xlsx", book(row(3, text("A3", "1" * 40_000))), "cell"),
    "a very long shared text": (
        "x.xlsx", book(row(3, '<c r="A3" t="s"><v>0</v></c>'), texts=f"<si><t>{'1' * 2001}</t></si>"), "cell",
    ),
}  # fmt: skip
