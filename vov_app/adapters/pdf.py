"""Receipts as PDF, by Typst: tagged, PDF/UA-1 and PDF/A-2a; the same facts make the same bytes anywhere."""

import json
import re
import threading
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final

import typst

STANDARDS: "Final[list[typst.PDFStandard]]" = ["ua-1", "a-2a"]
TEMPLATE: Final = Path(__file__).parent / "typst" / "receipt.typ"
REPLACED: Final = "\ufffd"
_KNOWN: Final = 0x0250  # below this the font has every letter
_LONG: Final = re.compile(r"\S{34,}")
_LOCK: Final = threading.Lock()


@dataclass(frozen=True)
class PaperSection:
    """A heading with questions and answers under it, and then paragraphs."""

    title: str
    rows: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class PaperWords:
    """What stands on every paper, in words."""

    site: str
    strip: str
    reference_label: str
    question: str
    answer: str
    permanent: str
    page: str
    of: str
    replaced: str


@dataclass(frozen=True)
class Paper:
    """What a receipt says; `made_at` is when the facts were confirmed, and the date of the document."""

    title: str
    reference: str
    address: str
    about: tuple[str, ...]
    sections: tuple[PaperSection, ...]
    words: PaperWords
    made_at: datetime


def pdf(paper: Paper) -> bytes:
    """The paper as PDF.

    A character for which no font that comes along has a sign is shown as the replacement character, and the
    paper then says so.
    """
    told = {**asdict(paper.words), **asdict(paper), "sections": [_told(each) for each in paper.sections]}
    del told["words"], told["made_at"]
    text = json.dumps(told, ensure_ascii=False)
    shown = "".join(c if _is_shown(c) else REPLACED for c in text)
    if shown == text:
        shown = json.dumps({**told, "replaced": ""}, ensure_ascii=False)
    return _compiled(shown, paper.made_at)


def _told(section: PaperSection) -> dict[str, Any]:
    rows = [[question, _LONG.sub(_breakable, answer)] for question, answer in section.rows]
    return {"title": section.title, "rows": rows, "notes": section.notes}


def _breakable(word: re.Match[str]) -> str:
    """A word that is longer than its column, with places where it may be broken."""
    return "\u200b".join(word[0])


@lru_cache(maxsize=4096)
def _is_shown(character: str) -> bool:
    """Whether there is a sign for it: asked of Typst once for each rare character."""
    if ord(character) < _KNOWN or character == REPLACED:
        return True
    try:
        typst.compile(
            b'#set text(font: "Libertinus Serif")\n#sys.inputs.told',
            sys_inputs={"told": character},
            font_paths=_fonts(),
            ignore_system_fonts=True,
            format="pdf",
            pdf_standards=["a-2u"],
        )
    except typst.TypstError:
        return False
    return True


def _compiled(told: str, made_at: datetime) -> bytes:
    with _LOCK:
        made = _compiler().compile(
            format="pdf",
            sys_inputs={"told": told},
            pdf_standards=STANDARDS,
            timestamp=made_at.astimezone(UTC).replace(microsecond=0),
        )
    if not isinstance(made, bytes):
        raise TypeError("a document is one file")
    return made


@cache
def _compiler() -> typst.Compiler:
    return typst.Compiler(input=TEMPLATE, root=TEMPLATE.parent, font_paths=_fonts(), ignore_system_fonts=True)


@cache
def _fonts() -> typst.Fonts:
    """The fonts in the wheel, and no others: a paper looks the same wherever it is made."""
    return typst.Fonts(include_system_fonts=False)
