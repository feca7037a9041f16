"""Read XML of strangers in pieces: no entities, no depth, no piece without an end."""

from collections.abc import Callable, Iterator
from typing import IO, Final
from xml.parsers import expat

from vov_app.forms.tables import NotATable

_PIECE: Final = 64 * 1024
_DEEPEST: Final = 40
_MOST_ELEMENTS: Final = 8_000_000  # twenty thousand rows of a hundred cells, each of four
# The parser keeps a tag until it ends, and begins at its start again with each piece.
_LONGEST_TAG: Final = 512 * 1024


class Reader:
    """Hears of the elements that it names, whatever their prefix.

    `starts` takes the attributes of each element that begins, `ends` hears that it ends.
    """

    def __init__(self) -> None:
        self.starts: dict[str, Callable[[dict[str, str]], None]] = {}
        self.ends: dict[str, Callable[[], None]] = {}

    def text(self, text: str) -> None:
        """A piece of text."""


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
    starts, ends = reader.starts, reader.ends
    depth = count = 0

    # Called a million times for a large sheet: what is plain comes first, and nothing is done twice.
    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth, count
        depth += 1
        count += 1
        if depth > _DEEPEST or count > _MOST_ELEMENTS:
            raise NotATable("bomb")
        heard = starts.get(name) or (starts.get(_local(name)) if ":" in name else None)
        if heard:
            heard(attributes)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        heard = ends.get(name) or (ends.get(_local(name)) if ":" in name else None)
        if heard:
            heard()

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
