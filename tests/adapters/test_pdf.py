"""A receipt as PDF, read by another reader: tagged, titled, in order, in Dutch, and always the same bytes."""

import io
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pikepdf
import pytest

from tests.adapters.papers import PAPER, with_answer
from vov_app.adapters.pdf import REPLACED, pdf
from vov_app.settings import ROOT

AGAIN = (
    "import hashlib; from tests.adapters.papers import PAPER; from vov_app.adapters.pdf import pdf;"
    "print(hashlib.sha256(pdf(PAPER)).hexdigest())"
)


@pytest.fixture(scope="module")
def document() -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(pdf(PAPER))) as opened:
        yield opened


def roles(element: Any) -> Iterator[str]:
    """The roles of the structure, from the outside in and from the beginning."""
    if isinstance(element, pikepdf.Array):
        for kid in element:
            yield from roles(kid)
        return
    if not isinstance(element, pikepdf.Dictionary):
        return
    if "/S" in element:
        yield str(element.S)
    if "/K" in element:
        yield from roles(element.K)


def text_of(data: bytes) -> str:
    """What a reader that knows nothing of the page reads: by the map from signs to letters of each font."""
    with pikepdf.open(io.BytesIO(data)) as opened:
        return "".join(_text(page) for page in opened.pages)


def _text(page: Any) -> str:
    maps = {name: _letters(font) for name, font in page.Resources.Font.items()}
    told, font = [], ""
    for step in pikepdf.parse_content_stream(page):
        assert isinstance(step, pikepdf.ContentStreamInstruction)
        operands, operator = step.operands, step.operator
        if str(operator) == "Tf":
            font = str(operands[0])
        if str(operator) in ("Tj", "TJ"):
            parts = operands[0] if str(operator) == "TJ" else [operands[0]]
            for part in parts:
                if isinstance(part, pikepdf.String):
                    raw = bytes(part)
                    signs = [int.from_bytes(raw[at : at + 2]) for at in range(0, len(raw), 2)]
                    told.append("".join(maps[font].get(sign, "?") for sign in signs))
    return "".join(told)


def _letters(font: Any) -> dict[int, str]:
    found, inside = {}, ""
    for line in font.ToUnicode.read_bytes().decode("latin-1").splitlines():
        if line.startswith(("end", "begin")) or "begin" in line:
            inside = "char" if "beginbfchar" in line else "range" if "beginbfrange" in line else ""
            continue
        parts = [part.strip("<>") for part in line.split("> <")]
        if inside == "char" and len(parts) == 2:
            found[int(parts[0].strip("<"), 16)] = bytes.fromhex(parts[1]).decode("utf-16-be")
    return found


def test_it_is_tagged_titled_and_in_dutch(document: pikepdf.Pdf) -> None:
    assert document.Root.MarkInfo.Marked
    assert str(document.Root.Lang) == "nl-BE"
    assert document.Root.ViewerPreferences.DisplayDocTitle
    with document.open_metadata() as about:
        assert about["dc:title"] == f"{PAPER.title} {PAPER.reference}"
        assert about["pdfuaid:part"] == "1"
        assert (about["pdfaid:part"], about["pdfaid:conformance"]) == ("2", "A")


def test_its_structure_reads_from_title_to_sections(document: pikepdf.Pdf) -> None:
    found = list(roles(document.Root.StructTreeRoot.K))
    assert found.index("/H1") < found.index("/H2") < found.index("/Table")
    assert found.count("/H1") == 1
    assert found.count("/H2") == len(PAPER.sections)
    assert found.count("/Table") == sum(bool(section.rows) for section in PAPER.sections)
    assert found.count("/TH") == 2 * found.count("/Table")
    assert "/Link" in found


def test_it_is_read_in_the_order_of_its_parts() -> None:
    read = text_of(pdf(PAPER)).replace(" ", "")
    wanted = [PAPER.title, PAPER.reference, *PAPER.about]
    for section in PAPER.sections:
        wanted += [section.title, *(cell for row in section.rows for cell in row), *section.notes]
    places = []
    at = read.index(PAPER.title.replace(" ", ""))
    for part in (*wanted, PAPER.address):
        at = read.index(part.replace(" ", ""), at)
        places.append(at)
    assert places == sorted(places)


def test_its_address_is_a_link_and_its_fonts_come_along(document: pikepdf.Pdf) -> None:
    page = document.pages[-1]
    assert [str(note.A.URI) for note in page.Annots] == [PAPER.address]
    for font in page.Resources.Font.values():
        descriptor = font.DescendantFonts[0].FontDescriptor
        assert any(name in descriptor for name in ("/FontFile2", "/FontFile3"))


def test_the_same_facts_make_the_same_bytes_in_any_process() -> None:
    hashes = {
        subprocess.run(
            [sys.executable, "-c", AGAIN], cwd=ROOT, capture_output=True, text=True, check=True
        ).stdout
        for _ in range(2)
    }
    assert len(hashes) == 1
    assert pdf(PAPER) == pdf(PAPER)
    assert pdf(replace(PAPER, made_at=datetime(2025, 10, 14, tzinfo=UTC))) != pdf(PAPER)


@pytest.mark.parametrize(
    "typed",
    [
        "#panic() $x^2$ *vet* _schuin_ `code` \\ // <label> @ref [x]",
        '"]) #sys.inputs ${7*7}',
        "Łukasz Ñandú Ελένη Жанна",
        "e\u0301 \u00ad zacht",
    ],
)
def test_nothing_that_is_typed_is_markup(typed: str) -> None:
    read = text_of(pdf(with_answer(typed))).replace(" ", "")
    assert typed.split()[0].replace("e\u0301", "é") in read or typed.split()[0] in read
    assert "Eentekenkonniet" not in read


@pytest.mark.parametrize("typed", ["李小龍", "Tom 😀", "\u202e\u200f omgekeerd 漢"])
def test_a_sign_that_no_font_has_is_replaced_and_the_paper_says_so(typed: str) -> None:
    read = text_of(pdf(with_answer(typed)))
    assert REPLACED in read
    assert "Eentekenkonniet" in read.replace(" ", "")


def test_a_word_that_never_ends_stays_on_the_paper() -> None:
    assert text_of(pdf(with_answer("x" * 200))).replace("\u200b", "").count("x" * 200) == 1


def test_rows_without_end_go_on_over_pages() -> None:
    section = replace(PAPER.sections[0], rows=PAPER.sections[0].rows * 60)
    with pikepdf.open(io.BytesIO(pdf(replace(PAPER, sections=(section,))))) as opened:
        assert len(opened.pages) > 2
