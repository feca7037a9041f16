"""Cells become answers: what can be mended in one way only is, anything else stays as it was typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.forms.samples import FACTS, SOUND, fields
from vov_app.forms.cells import guarded, unguarded
from vov_app.forms.columns import COLUMNS, ROW_FAULT, Layout, answers_of, loosely, row_key, row_of
from vov_app.forms.refund import REFUND
from vov_app.forms.spec import plain
from vov_app.forms.values import date_of
from vov_app.services.batch_words import layout, title, worded

DATES = ("start_date", "entry_date", "end_date")


def mended(name: str, cell: str) -> str:
    """What a cell in this column becomes; it has no fault."""
    taken = answers_of(layout().heading([name]), [cell])
    assert taken.faults == ()
    return taken.answers[name]


def fault(name: str, cell: str) -> str:
    """The fault of a cell that stays as it was typed."""
    taken = answers_of(layout().heading([name]), [cell])
    assert taken.answers == {name: cell}
    (found,) = taken.faults
    assert title(name) in worded(found)
    return found.key


def test_every_question_but_the_declaration_is_a_column_once_and_in_order() -> None:
    assert [*COLUMNS, "declaration"] == list(fields())


@pytest.mark.parametrize("name", COLUMNS)
def test_a_column_is_found_by_its_key_its_name_and_its_question_however_written(name: str) -> None:
    for written in (name, title(name), f"  {title(name).upper()} :", name.replace("_", " ")):
        assert layout().heading(["x", written]).places == {name: 1}


def test_a_heading_tells_what_stands_there_twice_and_what_isn_t_ours() -> None:
    heading = layout().heading(["Voornaam", "Team", "", "voornaam ", "Wat nog niet klopt", "Team"])
    assert heading.places == {"first_name": 0, ROW_FAULT: 4}
    assert heading.twice == ("voornaam ",)
    assert heading.others == {"Team": 1, "": 2}
    assert answers_of(heading, ["Jo", "a", "b", "c", "d", "e"]).answers == {"first_name": "Jo"}


def test_sound_answers_stay_to_the_letter() -> None:
    told = {name: SOUND[name] for name in COLUMNS if name in SOUND}
    taken = answers_of(layout().heading(list(told)), list(told.values()))
    assert (taken.answers, taken.faults) == ({**told, "fraction": "80%"}, ())
    assert REFUND.faults({**SOUND, **taken.answers}, FACTS) == ()


@pytest.mark.parametrize(
    ("cell", "typed"),
    [
        *[(same, same) for same in ("13/10/2025", "13-10-2025", "13.10.2025", "2025-10-13", "13 10 2025")],
        ("45943", "13/10/2025"),
        ("13/10/25", "13/10/2025"),
        ("13.10.25", "13/10/2025"),
        ("13-10-25", "13/10/2025"),
        ("2025/10/13", "13/10/2025"),
        ("2025-10-13T00:00:00", "2025-10-13"),
        ("13/10/2025 08:30", "13/10/2025"),
        ("20251013", "13/10/2025"),
        ("13102025", "13/10/2025"),
        ("13 okt 2025", "13/10/2025"),
        ("13-okt-25", "13/10/2025"),
        ("13 Oktober 2025", "13/10/2025"),
        ("1 mrt. 2026", "1/3/2026"),
        ("\u00a013/10/2025\u00a0", "13/10/2025"),
        ("", ""),
    ],
)
def test_dates_come_in_many_shapes(cell: str, typed: str) -> None:
    assert mended("start_date", cell) == typed


@pytest.mark.parametrize(
    "cell",
    [
        "25-10-26",  # October 2026, or 26 October 2025
        "31/2/25", "13/13/25", "2025/13/10", "12345", "99999", "20251313", "10132025", "13 xyz 2025",
        "13/10", "okt 25", "2025-10-12T22:00:00Z", "morgen", "13/10-25",
    ],
)  # fmt: skip
def test_what_may_be_two_dates_or_none_stays_and_the_form_says_so(cell: str) -> None:
    assert mended("start_date", cell) == cell
    found = REFUND.faults({**SOUND, "start_date": cell}, FACTS)
    assert ("start_date", "date") in [(fault.field, fault.key) for fault in found]


@pytest.mark.parametrize(
    ("cell", "typed"),
    [
        ("30,4", "30,4"),
        ("30.4", "30.4"),
        ("1.250,5", "1250,5"),
        ("1 250,5", "1250,5"),
        ("1\u00a0250,5", "1250,5"),
        ("1,250.5", "1250.5"),
        (",5", "0,5"),
        ("38.000000", "38"),
        ("1.2340000", "1,234"),
        ("1.250", "1.250"),
        ("38 uur", "38 uur"),
        ("-5", "-5"),
    ],
)
def test_decimal_signs_and_thousands(cell: str, typed: str) -> None:
    assert mended("weekly_hours", cell) == typed


@pytest.mark.parametrize(
    ("cell", "typed"),
    [("80 %", "80%"), ("62,5", "62,5"), ("0,8 %", "0,8%"), ("80,000000%", "80%"), ("4/5", "4/5")],
)
def test_percentages(cell: str, typed: str) -> None:
    assert mended("fraction", cell) == typed


@pytest.mark.parametrize("cell", ["0,8", "1", "0.625", "1,0"])
def test_a_part_of_one_may_be_meant_for_a_percentage_and_is_asked_again(cell: str) -> None:
    assert fault("fraction", cell) == "share"


@pytest.mark.parametrize(
    ("cell", "typed"),
    [
        ("85073003328", "85073003328"),
        ("85.07.30-033.28", "85.07.30-033.28"),
        ("8,5073003328E+10", "85073003328"),
        ("8.507300332800E10", "85073003328"),
        ("85073003328.0", "85073003328"),
        ("85073003328,00", "85073003328"),
        ("1010110024", "01010110024"),  # 1 January 2001, the zero in front gone
        ("10101-100.24", "01010110024"),
        ("10110024", "10110024"),
        ("8507300332", "8507300332"),
        ("8.50730033281E10", "8.50730033281E10"),
        ("8.5E-3", "8.5E-3"),
    ],
)  # fmt: skip
def test_a_number_of_a_person(cell: str, typed: str) -> None:
    assert mended("insz", cell) == typed


@pytest.mark.parametrize("name", ["insz", "establishment", "odb", "contact_phone"])
def test_a_number_of_which_digits_are_gone_is_told(name: str) -> None:
    assert fault(name, "1.23457E+10") == "rounded"
    assert fault(name, "8,51E+10") == "rounded"


@given(st.integers(0, 99), st.integers(1, 12), st.integers(1, 28), st.integers(1, 998))
def test_zeros_come_back_as_they_were_or_not_at_all(year: int, month: int, day: int, count: int) -> None:
    body = f"{year:02}{month:02}{day:02}{count:03}"
    whole = f"{body}{97 - int(body) % 97:02}"
    lost = whole.lstrip("0")
    assert mended("insz", lost) in (whole, lost)
    if len(lost) >= 8:
        assert mended("insz", lost) == whole


@pytest.mark.parametrize("cell", ["ja", "JA", " J ", "x", "X", "1", "true", "WAAR", "Ja."])
def test_yes_has_many_ways(cell: str) -> None:
    assert mended("works_in_flanders", cell) == mended("employee_agrees", cell) == "ja"


@pytest.mark.parametrize("cell", ["nee", "N", "neen", "0", "false", "Onwaar"])
def test_so_has_no(cell: str) -> None:
    assert mended("works_in_flanders", cell) == "nee"
    assert mended("employee_agrees", cell) == ""


def test_a_choice_is_made_by_its_key_or_its_words_and_else_stays() -> None:
    assert mended("initiative", "De Werknemer") == mended("initiative", "werknemer") == "werknemer"
    assert mended("contract", "credit-contract") == "creditcontract"
    assert mended("contract", "studiecontract") == "studiecontract"
    assert mended("employee_agrees", "misschien") == "misschien"


def test_what_is_too_long_is_told_and_never_cut() -> None:
    assert fault("first_name", "a" * 81) == "long"
    assert mended("first_name", "a" * 80) == "a" * 80


@pytest.mark.parametrize(
    ("cell", "typed"),
    [
        ("'+32 2 123 45 67", "+32 2 123 45 67"),
        ("' =1+1", "=1+1"),
        ("'t Hooft", "'t Hooft"),
        ("''=x", "'=x"),
        ("Van\u00a0den\tBerg\r\nhe", "Van den Berg  he"),
        ("Zoe\u0308\u200b", "Zo\u00eb"),
    ],
)  # fmt: skip
def test_text_is_cleaned_as_on_the_screen(cell: str, typed: str) -> None:
    assert mended("last_name", cell) == typed


@given(st.text() | st.text("'=+-@|%\t\r\n x", max_size=6))
def test_what_is_guarded_comes_back_exactly(cell: str) -> None:
    assert unguarded(guarded(cell)) == cell
    assert not guarded(cell).startswith(("\t", "\r", "\n"))
    assert not guarded(cell).lstrip().startswith(("=", "+", "-", "@"))


@given(st.sampled_from(list(COLUMNS)), st.text(max_size=30) | st.text("0123456789.,-/ E+%'", max_size=14))
def test_whatever_stands_in_a_cell_mending_is_done_once_and_raises_nothing(name: str, cell: str) -> None:
    heading = layout().heading([name])
    once = answers_of(heading, [cell])
    assert once.answers[name] == plain(once.answers[name])
    again = answers_of(heading, [once.answers[name]])
    assert again.answers == once.answers or once.answers[name].startswith("'")
    for found in once.faults:
        assert worded(found)


@given(st.dates(min_value=date_of("1/1/2000"), max_value=date_of("31/12/2099")))
def test_every_day_comes_back_from_its_serial_and_its_digits(day: object) -> None:
    serial = (day - date_of("30/12/1899")).days  # type: ignore[operator]
    for cell in (str(serial), f"{day:%Y%m%d}", f"{day:%d%m%Y}", f"{day:%d/%m/%y}"):
        assert date_of(mended("end_date", cell)) == day


def test_a_layout_without_words_knows_the_keys() -> None:
    bare = Layout(dict.fromkeys(COLUMNS, ()))
    assert bare.is_head(["insz", "first name", "ODB"])
    assert not bare.is_head(["insz", "insz", "odb", "x"])
    assert loosely("Zoë's  E-mail!") == "zoesemail"


@given(st.text("abcXYZ09-_", min_size=1, max_size=12), st.integers(0, 1_048_576))
def test_a_row_that_was_given_back_is_recognised(batch: str, number: int) -> None:
    assert row_of(f" {guarded(row_key(batch, number))} ") == (batch, number)


@pytest.mark.parametrize(
    "cell", ["", ".", ".7", "abc", "abc.", "abc.x", "abc.²", "abc.12345678", "a" * 201 + ".7"]
)
def test_a_key_that_we_didn_t_write_names_no_row(cell: str) -> None:
    assert row_of(cell) is None
