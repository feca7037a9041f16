"""Read XML of strangers in pieces: no entities, no depth, no piece without an end."""

from collections.abc import Iterator
from typing import IO, Final, Protocol
from xml.parsers import expat

from vov_app.forms.tables import NotATable

_PIECE: Final = 64 * 1024
_DEEPEST: Final = 40
# The parser keeps a tag until it ends, and begins at its start again with each piece.
_LONGEST_TAG: Final = 512 * 1024


class Reader(Protocol):
    """Hears of each element, by its name without a prefix."""

    def start(self, name: str, attributes: dict[str, str], /) -> None:
        """An element begins."""
        ...

    def end(self, name: str, /) -> None:
        """An element ends."""
        ...

    def text(self, text: str, /) -> None:
        """A piece of text."""
        ...


def read_xml(source: IO[bytes], reader: Reader) -> None:
    """Tell the reader all that stands in the source.

    Raises:
        NotATable: it is no XML, or XML that does more than hold data.
    """
    for _ in pieces(source, reader):
        pass


def pieces(source: IO[bytes], reader: Reader) -> Iterator[None]:
    """The same, with a pause after each piece, for who wants to use what was heard.

    Raises:
        NotATable: it is no XML, or XML that does more than hold data.
    """
    parser = _parser(reader)
    fed = 0
    try:
        while piece := source.read(_PIECE):
            parser.Parse(piece, False)
            fed += len(piece)
            if fed - parser.CurrentByteIndex > _LONGEST_TAG:
                raise NotATable("bomb")
            yield
        parser.Parse(b"", True)
        yield
    except expat.ExpatError as error:
        raise NotATable("broken") from error


def _parser(reader: Reader) -> expat.XMLParserType:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    begin, finish = reader.start, reader.end
    depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise NotATable("bomb")
        begin(_local(name) if ":" in name else name, attributes)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        finish(_local(name) if ":" in name else name)

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = reader.text
    return parser


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _refuse(*_declared: object) -> None:
    raise NotATable("bomb")


def attribute(attributes: dict[str, str], name: str) -> str:
    """The attribute with this name, whatever its prefix; empty when there is none."""
    found = (value for key, value in attributes.items() if _local(key) == name)
    return next(found, "")
