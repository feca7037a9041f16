"""The files that we make: empty ones can be filled in and read, and what comes back is never carried out."""

import io
from collections.abc import Callable, Iterable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from tests.forms.samples import SOUND
from vov_app.adapters.uploads import read_table
from vov_app.adapters.workbooks import Page, as_workbook, letters
from vov_app.forms.cells import unguarded
from vov_app.forms.columns import COLUMNS, answers_of
from vov_app.forms.tables import NotATable, Table
from vov_app.services import batch_guide
from vov_app.services.batch_words import layout, title
from vov_app.web import batch_papers

TITLES = [column.title for column in batch_guide.columns()]
TOLD = {name: SOUND.get(name, "") for name in COLUMNS}
# What people type, and what they didn't mean to.
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)


def table_of(pieces: Iterable[bytes], name: str) -> Table:
    return read_table(b"".join(pieces), name, layout())


def answers(table: Table) -> list[dict[str, str]]:
    heading = layout().heading(table.head)
    return [answers_of(heading, row.cells).answers for row in table.rows]


@pytest.mark.parametrize(
    ("make", "name"), [(batch_papers.template_csv, "x.csv"), (batch_papers.template_xlsx, "x.xlsx")]
)
def test_an_empty_template_names_every_column_and_holds_no_row(make: Callable[[], bytes], name: str) -> None:
    with pytest.raises(NotATable, match="no_rows"):
        read_table(make(), name, layout())


def test_the_template_explains_each_column_and_says_that_it_is_our_own() -> None:
    book = load_workbook(io.BytesIO(batch_papers.template_xlsx()))
    assert book.sheetnames == ["Aanvragen", "Uitleg"]
    told = [[str(cell or "") for cell in row] for row in book["Uitleg"].iter_rows(values_only=True)]
    assert "eigen keuze" in told[1][0]
    assert "niet bevestigd" in told[1][0]
    rows = {row[0]: row for row in told[5:]}
    for column in batch_guide.columns():
        assert rows[column.title][1:4] == [column.what, column.when, column.example]
    assert rows["Wat nog niet klopt"][1]


def test_the_cells_of_the_template_are_text_and_offer_the_choices() -> None:
    page = load_workbook(io.BytesIO(batch_papers.template_xlsx()))["Aanvragen"]
    columns = [each for each in page.column_dimensions.values() if each.number_format == "@"]
    as_text = {place for each in columns for place in range(each.min or 0, (each.max or 0) + 1)}
    assert as_text == set(range(1, len(TITLES) + 1))
    for at, title_ in enumerate(TITLES):
        assert page[f"{letters(at)}1"].value == title_
        assert page[f"{letters(at)}1"].font.b
    offered = {str(each.sqref): each.formula1 for each in page.data_validations.dataValidation}
    column = letters(TITLES.index(title("initiative")))
    assert offered[f"{column}2:{column}20001"] == '"De werknemer,De werkgever"'
    assert page.freeze_panes == "A2"


def test_a_workbook_is_the_same_bytes_each_time() -> None:
    assert batch_papers.template_xlsx() == batch_papers.template_xlsx.__wrapped__()


@pytest.mark.parametrize("name", ["x.csv", "x.xlsx"])
def test_a_template_that_was_filled_in_gives_the_answers(name: str) -> None:
    write = batch_papers.returned_csv if name == "x.csv" else batch_papers.returned_xlsx
    table = table_of(write(TITLES, [list(TOLD.values())]), name)
    assert table.head == tuple(TITLES)
    assert answers(table) == [{**TOLD, "fraction": "80%"}]


@given(st.lists(st.lists(TEXT, min_size=3, max_size=3), min_size=1, max_size=4))
@example([["", "0", "\r"], ["", "", "\x1b"]])
@settings(deadline=None, max_examples=60)
def test_whatever_is_given_back_comes_back_as_it_was(rows: list[list[str]]) -> None:
    head = ["Voornaam", "Achternaam", "INSZ"]
    rows = [*rows, ["Tom", "Bakker", "1"]]
    kept = [tuple(row) for row in rows if any(cell.strip() for cell in row)]
    seen = [tuple(map(_seen, row)) for row in kept]
    read = table_of(batch_papers.returned_xlsx(head, rows), "x.xlsx")
    assert [row.cells for row in read.rows] == [row for row in seen if any(row)]
    plain = table_of(batch_papers.returned_csv(head, rows), "x.csv")
    assert [tuple(_blank(unguarded(c)) for c in row.cells) for row in plain.rows] == [
        tuple(_blank(cell) for cell in row) for row in kept
    ]


def _blank(cell: str) -> str:
    return "" if cell.isspace() else cell


def _seen(cell: str) -> str:
    """A cell without what can't be in a workbook."""
    held = "".join(c for c in cell if c in "\t\n\r" or (c >= " " and c not in "\ufffe\uffff"))
    return _blank(held)


@given(st.lists(TEXT, min_size=3, max_size=3))
@settings(deadline=None, max_examples=60)
def test_nothing_that_comes_back_is_carried_out(row: list[str]) -> None:
    data = b"".join(as_workbook("x", [Page("x", ["a", "b", "c"], [row])]))
    page = load_workbook(io.BytesIO(data)).worksheets[0]
    assert all(cell.data_type in ("s", "n") and not isinstance(cell.value, float) for cell in page[2])
    text = b"".join(batch_papers.returned_csv(["a", "b", "c"], [row])).decode("utf-8-sig")
    first = text.split("\r\n", 1)[1].lstrip('" \u00a0')
    assert not first.startswith(("=", "+", "@", "-", "\t"))


def test_another_reader_of_workbooks_sees_the_same_cells() -> None:
    data = b"".join(batch_papers.returned_xlsx(TITLES, [list(TOLD.values())]))
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0)
    assert sheet.to_python() == [TITLES, list(TOLD.values())]
