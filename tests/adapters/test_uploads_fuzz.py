"""Whatever the bytes are: a table or the reason why not, and never more memory than a table may take."""

import io
import os
import tracemalloc
import zipfile
from datetime import date, timedelta
from typing import Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from tests.adapters import uploads_corpus as corpus
from tests.adapters.uploads_refused import REFUSED
from tests.forms.samples import SOUND
from vov_app.adapters.uploads import read_table
from vov_app.forms.columns import COLUMNS, answers_of
from vov_app.forms.spec import Kind
from vov_app.forms.tables import LONGEST_CELL, MOST_COLUMNS, NotATable, Table
from vov_app.services.batch_words import layout, refused, title
from vov_app.web import batch_papers

# `make fuzz` tries sixty times as many.
TIMES: Final = int(os.environ.get("FUZZ_FILES", "1"))
ANY = settings(deadline=None, max_examples=100 * TIMES, suppress_health_check=list(HealthCheck))
FEW = settings(ANY, max_examples=20 * TIMES)
FEWER = settings(ANY, max_examples=5 * TIMES)
NAMES: Final = st.sampled_from(["x.csv", "x.xlsx", "x.txt", "x", ""])
REASONS: Final = [data for _, data, _ in REFUSED.values()]
SMALL: Final = [
    data
    for data in (*corpus.CSV_SHAPES.values(), *corpus.XLSX_SHAPES.values(), *REASONS)
    if len(data) < 50_000
]
SIGNS: Final = [b'"', b";", b"\n", b"<", b">", b"&", b"\0", b"</c>"]
BOMBS: Final = [shape for shape, (_, _, key) in REFUSED.items() if key in ("bomb", "columns")]
STARTS: Final = (b"", b"PK\x03\x04", b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"sep=;\n", corpus.csv())
PARTS: Final = corpus.parts(corpus.sheet(corpus.HEAD_ROW, corpus.TOM_ROW), texts="<si><t>x</t></si>")


def read(data: bytes, name: str) -> Table | None:
    """The table, None when there is a reason why it is none; anything else fails the test."""
    try:
        table = read_table(data, name, layout())
    except NotATable as reason:
        refused(reason.key, reason.values)
        return None
    assert 0 < len(table.head) <= MOST_COLUMNS
    assert all(len(row.cells) == len(table.head) for row in table.rows)
    assert all(len(cell) <= LONGEST_CELL and "\0" not in cell for row in table.rows for cell in row.cells)
    for row in table.rows:
        answers_of(layout().heading(table.head), row.cells)
        str(row.cells).encode()
    return table


@st.composite
def changed(draw: st.DrawFn, data: bytes) -> bytes:
    """The same bytes, but for some that were lost, doubled or turned."""
    found = bytearray(data)
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, max(len(found) - 1, 0)))
        piece = draw(st.binary(max_size=4) | st.sampled_from(SIGNS))
        found[at : at + draw(st.integers(0, 8))] = piece
    return bytes(found)


@given(st.sampled_from(STARTS), st.binary(max_size=2000), NAMES)
@ANY
def test_any_bytes_are_a_table_or_there_is_a_reason(start: bytes, more: bytes, name: str) -> None:
    read(start + more, name)


@given(st.data(), NAMES)
@ANY
def test_so_are_files_that_were_damaged_on_the_way(data: st.DataObject, name: str) -> None:
    read(data.draw(changed(data.draw(st.sampled_from(SMALL)))), name)


@given(st.data())
@ANY
def test_so_are_workbooks_that_somebody_wrote_by_hand(data: st.DataObject) -> None:
    part = data.draw(st.sampled_from(sorted(PARTS)))
    xml = PARTS[part]
    assert isinstance(xml, str)
    read(corpus.zipped({**PARTS, part: data.draw(changed(xml.encode()))}, zipfile.ZIP_STORED), "x.xlsx")


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=400), st.sampled_from(["utf-8", "utf-16"]))
@ANY
def test_so_is_any_text_below_the_names_of_the_columns(text: str, encoding: str) -> None:
    read((corpus.csv().decode() + text).encode(encoding), "x.csv")


@pytest.mark.parametrize("shape", BOMBS)
def test_what_is_meant_to_overwhelm_takes_little_memory(shape: str) -> None:
    name, data, _ = REFUSED[shape]
    layout()
    tracemalloc.start()
    try:
        assert read(data, name) is None
        assert tracemalloc.get_traced_memory()[1] < len(data) + 30_000_000
    finally:
        tracemalloc.stop()


LETTERS: Final = st.characters(codec="cp1252", categories=["L", "N", "P", "Zs"])
WORDS: Final = st.text(LETTERS, min_size=1, max_size=20)


def sound(name: str) -> st.SearchStrategy[str]:
    """Sound answers to one question, as people write them."""
    asked = COLUMNS[name]
    if asked.choices:
        return st.sampled_from(asked.choices)
    if asked.kind is Kind.DATE:
        days = st.dates(date(2019, 9, 1), date(2027, 8, 31))
        return days.map(lambda day: f"{day.day}/{day.month}/{day.year}")
    if asked.kind is Kind.DECIMAL:
        return st.integers(1, 4800).map(lambda number: f"{number / 100:g}".replace(".", ","))
    if asked.kind is Kind.TEXT:
        return WORDS.map(lambda it: " ".join(it.split())).filter(lambda it: it[:1].isalpha())
    if asked.kind is Kind.PERCENT:
        return st.integers(2, 100).map(str)
    return st.just("ja" if asked.kind is Kind.TICK else SOUND[name])


ANSWERS: Final = st.fixed_dictionaries({name: sound(name) for name in COLUMNS})


@given(
    st.lists(ANSWERS, min_size=1, max_size=3),
    st.sampled_from([";", ",", "\t"]),
    st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16"]),
    st.sampled_from(["\r\n", "\n", "\r"]),
    st.permutations(list(COLUMNS)),
)
@FEW
def test_sound_answers_come_through_csv(
    rows: list[dict[str, str]], mark: str, encoding: str, end: str, names: list[str]
) -> None:
    cells = [[row[name] for name in names] for row in rows]
    head = [title(name) for name in names]
    data = corpus.csv(*cells, head=head, mark=mark, end=end, encoding=encoding)
    table = read(data, "x.csv")
    assert table
    heading = layout().heading(table.head)
    assert [answers_of(heading, row.cells).answers for row in table.rows] == rows


@given(st.lists(ANSWERS, min_size=1, max_size=3))
@FEWER
def test_sound_answers_come_through_workbooks(rows: list[dict[str, str]]) -> None:
    head = [title(name) for name in COLUMNS]
    cells = [[row[name] for name in COLUMNS] for row in rows]
    for data in (
        b"".join(batch_papers.returned_xlsx(head, cells)),
        corpus.written(*(list(map(typed, row)) for row in cells), head=head, change=show_days),
    ):
        table = read(data, "x.xlsx")
        assert table
        heading = layout().heading(table.head)
        assert [answers_of(heading, row.cells).answers for row in table.rows] == rows


def typed(cell: str) -> object:
    """A cell as a spreadsheet keeps it: dates and numbers of their own kind."""
    if cell.count("/") == 2:
        day, month, year = cell.split("/")
        return date(int(year), int(month), int(day))
    return float(cell.replace(",", ".")) if cell.replace(",", "", 1).isdecimal() else cell


def show_days(page: object) -> None:
    """What a date looks like in Belgium."""
    for row in page.iter_rows():  # type: ignore[attr-defined]
        for cell in row:
            if cell.is_date:
                cell.number_format = "d/mm/yyyy"


CELLS: Final = st.integers(-(10**9), 10**14) | st.booleans() | WORDS


@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=4))
@FEW
def test_another_reader_of_workbooks_finds_the_same(rows: list[list[object]]) -> None:
    data = corpus.written(*rows, head=("insz", "odb", "size"))
    told = {True: "ja", False: "nee"}
    theirs = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()[1:]
    shown = [
        tuple(told[c] if isinstance(c, bool) else f"{c:.0f}" if isinstance(c, float) else str(c) for c in row)
        for row in theirs
    ]
    table = read(data, "x.xlsx")
    assert [row.cells for row in table.rows] if table else [row for row in shown if any(row)] == []


def test_days_are_what_another_reader_makes_of_them() -> None:
    days = [date(1900, 3, 1) + timedelta(days=step * 1237) for step in range(60)]
    data = corpus.written(*((day, "x", "y") for day in days), head=("insz", "odb", "size"))
    table = read(data, "x.xlsx")
    assert table
    theirs = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()[1:]
    assert [row[0] for row in theirs] == days
    assert [row.cells[0] for row in table.rows] == [f"{day.day}/{day.month}/{day.year}" for day in days]
