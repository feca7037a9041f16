"""What a workbook says of itself: its sheets, its shared texts, and how its numbers are shown."""

import posixpath
from dataclasses import dataclass, field
from typing import Final
from zipfile import ZipFile

from vov_app.adapters.uploads_numbers import Style, style_of
from vov_app.adapters.uploads_xml import Reader, attribute, read_xml
from vov_app.forms.tables import LONGEST_CELL, NotATable

_MACROS: Final = ("vbaproject.bin", "xl/macrosheets/", "xl/dialogsheets/")
_MOST_CHARACTERS: Final = 40_000_000


@dataclass(frozen=True)
class Sheet:
    """A sheet by its title, the file that holds it, and whether it can be seen."""

    title: str
    part: str
    visible: bool


@dataclass
class Book:
    """What the cells of all sheets refer to."""

    sheets: list[Sheet] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    styles: list[Style] = field(default_factory=list)
    since_1904: bool = False


def book_of(archive: ZipFile) -> Book:
    """The workbook in this archive.

    Raises:
        NotATable: it is another kind of file, it holds macros, or it contradicts itself.
    """
    names = {name.casefold(): name for name in archive.namelist()}
    _refuse_others(archive, names)
    main = _main(archive)
    links = _links(archive, main)
    reader = _Workbook(links)
    _read(archive, main, reader)
    book = Book(reader.sheets, since_1904=reader.since_1904)
    for kind, target in links.values():
        if kind == "sharedStrings":
            shared = _SharedTexts()
            _read(archive, target, shared)
            book.texts = shared.found
        elif kind == "styles":
            styles = _Styles()
            _read(archive, target, styles)
            book.styles = styles.found
    return book


def _refuse_others(archive: ZipFile, names: dict[str, str]) -> None:
    if any(mark in name for name in names for mark in _MACROS):
        raise NotATable("macros")
    if "mimetype" in names or "content.xml" in names:
        raise NotATable("open_document")
    if "xl/workbook.bin" in names:
        raise NotATable("old")
    if "[content_types].xml" not in names or "_rels/.rels" not in names:
        raise NotATable("type")
    types = _Types()
    _read(archive, names["[content_types].xml"], types)
    if types.macros:
        raise NotATable("macros")


def _main(archive: ZipFile) -> str:
    for kind, target in _links(archive, "").values():
        if kind == "officeDocument":
            if not target.startswith("xl/"):
                raise NotATable("type")
            return target
    raise NotATable("type")


def _links(archive: ZipFile, part: str) -> dict[str, tuple[str, str]]:
    """By its id: of what kind the file is that this part links to, and its name."""
    folder, name = posixpath.split(part)
    links = _Links(folder)
    _read(archive, posixpath.join(folder, "_rels", f"{name}.rels"), links)
    return links.found


def _read(archive: ZipFile, part: str, reader: Reader) -> None:
    with archive.open(part) as source:
        read_xml(source, reader)


class _Types(Reader):
    def __init__(self) -> None:
        super().__init__()
        self.macros = False
        self.starts = dict.fromkeys(("Override", "Default"), self._type)

    def _type(self, attributes: dict[str, str]) -> None:
        if "macroenabled" in attribute(attributes, "ContentType").lower():
            self.macros = True


class _Links(Reader):
    def __init__(self, folder: str) -> None:
        super().__init__()
        self.found: dict[str, tuple[str, str]] = {}
        self.starts = {"Relationship": self._link}
        self._folder = folder

    def _link(self, attributes: dict[str, str]) -> None:
        if attributes.get("TargetMode") != "External":
            kind = attributes.get("Type", "").rpartition("/")[2]
            target = posixpath.normpath(posixpath.join("/", self._folder, attributes.get("Target", "")))
            self.found[attributes.get("Id", "")] = (kind, target.lstrip("/"))


class _Workbook(Reader):
    def __init__(self, links: dict[str, tuple[str, str]]) -> None:
        super().__init__()
        self.sheets: list[Sheet] = []
        self.since_1904 = False
        self.starts = {"workbookPr": self._properties, "sheet": self._sheet}
        self._links = links

    def _properties(self, attributes: dict[str, str]) -> None:
        self.since_1904 = attributes.get("date1904") in ("1", "true")

    def _sheet(self, attributes: dict[str, str]) -> None:
        kind, part = self._links.get(attribute(attributes, "id"), ("", ""))
        visible = attributes.get("state", "visible") == "visible"
        if kind == "worksheet" or not visible:
            self.sheets.append(Sheet(attributes.get("name", ""), part, visible))


class _SharedTexts(Reader):
    """Texts that cells share; what is said of their pronunciation is left out."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.starts = {"si": self._begin, "t": self._keep, "rPh": self._speak}
        self.ends = {"si": self._end, "t": self._keep_no_more, "rPh": self._speak_no_more}
        self._pieces: list[str] = []
        self._kept = False
        self._spoken = False
        self._characters = 0

    def text(self, text: str) -> None:
        """A piece of a text, up to all that may be held."""
        if self._kept:
            self._pieces.append(text)
            self._characters += len(text)
            if self._characters > _MOST_CHARACTERS:
                raise NotATable("bomb")

    def _begin(self, _attributes: dict[str, str]) -> None:
        self._pieces = []

    def _end(self) -> None:
        self.found.append("".join(self._pieces)[: LONGEST_CELL + 1])

    def _keep(self, _attributes: dict[str, str]) -> None:
        self._kept = not self._spoken

    def _keep_no_more(self) -> None:
        self._kept = False

    def _speak(self, _attributes: dict[str, str]) -> None:
        self._spoken = True

    def _speak_no_more(self) -> None:
        self._spoken = False


class _Styles(Reader):
    """How the cells with each style show their number, in the order that cells refer to."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Style] = []
        self.starts = {"numFmt": self._code, "cellXfs": self._begin, "xf": self._style}
        self.ends = {"cellXfs": self._end}
        self._codes: dict[str, str] = {}
        self._in_cells = False

    def _code(self, attributes: dict[str, str]) -> None:
        self._codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")

    def _begin(self, _attributes: dict[str, str]) -> None:
        self._in_cells = True

    def _end(self) -> None:
        self._in_cells = False

    def _style(self, attributes: dict[str, str]) -> None:
        if self._in_cells:
            number = attributes.get("numFmtId", "0")
            self.found.append(style_of(number, self._codes.get(number)))
