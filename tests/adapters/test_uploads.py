"""Files of strangers: read as they were meant, or refused with the reason."""

import pytest

from tests.adapters import uploads_corpus as corpus
from tests.adapters.uploads_refused import REFUSED
from vov_app.adapters.uploads import read_table
from vov_app.forms.columns import answers_of
from vov_app.forms.tables import MOST_BYTES, MOST_ROWS, NotATable, Table
from vov_app.services.batch_words import layout, refused
from vov_app.texts import keys


def answers(table: Table) -> list[dict[str, str]]:
    heading = layout().heading(table.head)
    return [answers_of(heading, row.cells).answers for row in table.rows]


@pytest.mark.parametrize("shape", corpus.CSV_SHAPES)
def test_csv_is_read_in_every_shape_it_comes_in(shape: str) -> None:
    table = read_table(corpus.CSV_SHAPES[shape], "Lijst.CSV", layout())
    assert answers(table) == [corpus.TOM_ANSWERS, corpus.ZOE_ANSWERS]


@pytest.mark.parametrize("shape", corpus.XLSX_SHAPES)
def test_workbooks_are_read_in_every_shape_they_come_in(shape: str) -> None:
    table = read_table(corpus.XLSX_SHAPES[shape], "lijst.xlsx", layout())
    (tom,) = answers(table)
    assert tom | {"insz": "", "fraction": ""} == corpus.TOM_ANSWERS | {"insz": "", "fraction": ""}
    assert tom["insz"].replace(".", "").replace("-", "") == "85010199786"
    assert tom["fraction"] in ("80", "80%")


@pytest.mark.parametrize("shape", REFUSED)
def test_what_is_no_table_is_refused_with_the_reason_and_how_to_mend_it(shape: str) -> None:
    name, data, key = REFUSED[shape]
    with pytest.raises(NotATable) as caught:
        read_table(data, name, layout())
    assert caught.value.key == key
    assert refused(key, caught.value.values)


def test_a_refusal_tells_the_place() -> None:
    places = {
        "a formula": {"cell": "B3"},
        "a hidden row": {"row": 3},
        "a hidden column": {"column": "B"},
        "joined cells": {"cell": "A2:B2"},
        "two sheets": {"first": "Blad1", "second": "Blad2"},
        "a hidden sheet": {"sheet": "Blad2"},
        "a name twice": {"column": "Voornaam" + "!" * 52},
        "a decimal comma between commas": {"row": 3},
        "a quote in the middle": {"row": 4},
    }
    for shape, values in places.items():
        name, data, _ = REFUSED[shape]
        with pytest.raises(NotATable) as caught:
            read_table(data, name, layout())
        assert caught.value.values == values, shape


def test_rows_have_the_number_that_a_spreadsheet_shows() -> None:
    blank = read_table(corpus.CSV_SHAPES["blank lines"], "a.csv", layout())
    assert [row.number for row in blank.rows] == [2, 5]
    told = read_table(corpus.CSV_SHAPES["told delimiter"], "a.csv", layout())
    assert [row.number for row in told.rows] == [2, 3]
    lines = read_table(corpus.csv(("", "Tom\r\nJan\n", "", "", ""), corpus.TOM), "a.csv", layout())
    assert [row.number for row in lines.rows] == [2, 3]
    below = read_table(corpus.book(corpus.row(9, corpus.text("B9", "Jo"))), "a.xlsx", layout())
    assert [row.number for row in below.rows] == [2, 9]


def test_as_many_rows_as_may_come_can_be_read_and_one_more_is_refused() -> None:
    rows = (corpus.TOM,) * MOST_ROWS
    assert len(read_table(corpus.csv(*rows), "a.csv", layout()).rows) == MOST_ROWS
    with pytest.raises(NotATable, match="rows"):
        read_table(corpus.csv(*rows, corpus.TOM), "a.csv", layout())


def test_a_file_that_is_too_large_is_refused_unread() -> None:
    with pytest.raises(NotATable, match="size"):
        read_table(b"x" * (MOST_BYTES + 1), "a.csv", layout())
    with pytest.raises(NotATable, match="no_head"):
        read_table(b"xxxxxxx\n" * (MOST_BYTES // 8), "a.csv", layout())


@pytest.mark.parametrize(
    ("cell", "typed"),
    [
        (corpus.number("A3", "93.75"), "93,75"),
        (corpus.number("A3", "1234"), "1234"),
        (corpus.number("A3", "1234.0"), "1234"),
        (corpus.number("A3", "30.399999999999999"), "30,4"),
        (corpus.number("A3", "8.5073003328E10"), "85073003328"),
        (corpus.number("A3", "123456789012345678"), "1.23456789012346E+17"),
        (corpus.number("A3", "1E400"), "1E400"),
        (corpus.number("A3", "x"), "x"),
        (corpus.number("A3", "45913", corpus.DAY), "13/9/2025"),
        (corpus.number("A3", "45913", corpus.LOCAL_DAY), "13/9/2025"),
        (corpus.number("A3", "45913", corpus.LAND), "13/9/2025"),
        (corpus.number("A3", "45913.5", corpus.MOMENT), "13/9/2025 12:00"),
        (corpus.number("A3", "45913", corpus.UNKNOWN), "45913"),
        (corpus.number("A3", "45913", corpus.UNIT), "45913"),
        (corpus.number("A3", "-1", corpus.DAY), "-1"),
        (corpus.number("A3", "1010110024", corpus.ZEROS), "1010110024"),
        (corpus.number("A3", "0.8", corpus.PERCENT), "80%"),
        (corpus.number("A3", "0.625", corpus.LOCAL_PERCENT), "62,5%"),
        (corpus.number("A3", "7", 99), "7"),
        ('<c r="A3" t="b"><v>1</v></c>', "ja"),
        ('<c r="A3" t="b"><v>0</v></c>', "nee"),
        ('<c r="A3" t="e"><v>#N/B</v></c>', "#N/B"),
        ('<c r="A3" t="d"><v>2025-10-13T00:00:00</v></c>', "13/10/2025"),
        ('<c r="A3" t="d"><v>morgen</v></c>', "morgen"),
        ('<c r="A3" t="s"><v>0</v></c>', "Mieke"),
        (corpus.text("A3", "a_x000D_\nb_x0000__x004g_"), "a\r\nb_x004g_"),
        (corpus.text("A3", "=1+1"), "=1+1"),
    ],
)
def test_cells_of_a_workbook_are_what_a_person_would_type(cell: str, typed: str) -> None:
    texts = "<si><r><t>Mie</t></r><rPh><t>MI</t></rPh><r><t>ke</t></r></si>"
    table = read_table(corpus.book(corpus.row(3, cell), texts=texts), "a.xlsx", layout())
    assert table.rows[1].cells[0] == typed


def test_days_are_counted_from_1904_in_workbooks_of_old_macs() -> None:
    cell = corpus.row(3, corpus.number("A3", "44451", corpus.DAY))
    sheet = corpus.sheet(corpus.HEAD_ROW, corpus.TOM_ROW, cell)
    data = corpus.zipped(corpus.parts(sheet, before='<workbookPr date1904="1"/>'))
    table = read_table(data, "a.xlsx", layout())
    assert table.rows[1].cells[0] == "13/9/2025"


def test_every_reason_to_refuse_a_file_has_a_file() -> None:
    shown = {key for _, _, key in REFUSED.values()} | {"rows", "size"}
    assert {f"batch.refused.{key}" for key in shown} == {k for k in keys() if k.startswith("batch.refused.")}
