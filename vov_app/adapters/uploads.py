"""Read a table from the bytes of a file that somebody sent: what it is, the bytes say, never its name."""

from typing import Final

from vov_app.adapters import uploads_csv, uploads_xlsx
from vov_app.forms.columns import Layout
from vov_app.forms.tables import MOST_BYTES, NotATable, Table

NAMES: Final = (".csv", ".txt", ".tsv", ".xlsx")
_ZIP: Final = b"PK\x03\x04"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_WEB: Final = (b"<!doctype", b"<html", b"<table", b"<?xml", b"<meta", b"<head")


def read_table(data: bytes, name: str, layout: Layout) -> Table:
    """The rows of a CSV or XLSX file, as text; nothing of what they say is judged yet.

    Time and memory are bounded, whatever the bytes are. `layout` knows how columns may be called.

    Raises:
        NotATable: it is no such file, there is too much in it, or it holds what can't be read for certain.
    """
    if len(data) > MOST_BYTES:
        raise NotATable("size", most=MOST_BYTES // 1024**2)
    if not data.strip():
        raise NotATable("empty")
    if name.lower().endswith((".xlsm", ".xltm", ".xlam")):
        raise NotATable("macros")
    _refuse_others(data, name)
    read = uploads_xlsx.read if data.startswith(_ZIP) else uploads_csv.read
    return read(data, layout)


def _refuse_others(data: bytes, name: str) -> None:
    if data.startswith(_OLE):
        raise NotATable("encrypted" if _ENCRYPTED in data else "old")
    if data.startswith(b"%PDF") or not name.lower().endswith(NAMES):
        raise NotATable("type")
    if data.removeprefix(b"\xef\xbb\xbf").lstrip()[:20].lower().startswith(_WEB):
        raise NotATable("web")
