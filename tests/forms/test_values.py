"""Typed text is read in the shapes people write, or refused; never half understood."""

from dataclasses import fields as members
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.forms.samples import SOUND, answers
from vov_app.domain.trainings import Initiative
from vov_app.forms.values import (
    RefundValues,
    date_of,
    day,
    decimal_of,
    entry_of,
    odb_of,
    percent_of,
    refund_values,
)

SHAPES = (
    "{0.day}/{0.month}/{0.year:04}",
    "{0.day:02}-{0.month:02}-{0.year:04}",
    "{0.day}.{0.month}.{0.year:04}",
    "{0.day} / {0.month} / {0.year:04}",
    "{0.day} {0.month} {0.year:04}",
    " {0.year:04}-{0.month:02}-{0.day:02} ",
    "{0.year:04}-{0.month}-{0.day}",
)
NUMBERS = st.decimals(min_value=0, max_value=999_999, places=2)


@given(st.dates(), st.sampled_from(SHAPES))
def test_every_shape_of_a_date_is_read_as_that_date(wanted: date, shape: str) -> None:
    assert date_of(shape.format(wanted)) == wanted


@given(st.text() | st.text("0123456789/-. ", max_size=12))
def test_reading_a_date_raises_nothing_but_value_error(typed: str) -> None:
    try:
        assert isinstance(date_of(typed), date)
    except ValueError:
        assert day({"start_date": typed}, "start_date") is None


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "27/9/25",
        "31/4/2025",
        "29/2/2025",
        "0/1/2025",
        "1/13/2025",
        "27/9",
        "27 september 2025",
        "2025/9/27",
        "27/9/0000",
        "27//9/2025",
        "2025-9-31",
        "٢٧/9/2025",
        "27/9/2025 10:00",
    ],
)
def test_what_is_no_date_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=r"date|day|month|year"):
        date_of(typed)


@given(NUMBERS, st.sampled_from([",", "."]))
def test_a_number_is_read_with_comma_or_point(wanted: Decimal, mark: str) -> None:
    assert decimal_of(f"{wanted:f}".replace(".", mark)) == wanted


@given(st.text() | st.text("0123456789,.% -", max_size=12))
def test_reading_a_number_raises_nothing_but_value_error(typed: str) -> None:
    for read in (decimal_of, percent_of):
        try:
            assert read(typed) >= 0
        except ValueError as refused:
            assert str(refused)  # noqa: PT017


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("37,5", "37.5"),
        ("37.5", "37.5"),
        (" 1 250 ", "1250"),
        ("1\u00a0250,5", "1250.5"),
        ("0.375", "0.375"),
        ("66,667", "66.667"),
        ("1,250", "1.25"),
        ("007", "7"),
    ],
)
def test_numbers_as_people_write_them(typed: str, wanted: str) -> None:
    assert decimal_of(typed) == Decimal(wanted)


@pytest.mark.parametrize(
    "typed",
    ["", ",", "5,", ",5", "-5", "+5", "1e3", "NaN", "1.234,5", "1.250", "12,34567", "1234567", "½", "٣"],
)
def test_what_is_no_number_or_may_be_two_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="no number"):
        decimal_of(typed)


@pytest.mark.parametrize("typed", ["80", "80%", "80 %", " 80,0 % ", "80\u00a0%"])
def test_a_percentage_is_a_fraction_with_or_without_its_sign(typed: str) -> None:
    assert percent_of(typed) == Decimal("0.8")


def test_a_percentage_may_have_decimals() -> None:
    assert percent_of("80,5 %") == Decimal("0.805")


@pytest.mark.parametrize("typed", ["%", "%80", "8%0", "80%%", ""])
def test_a_percent_sign_stands_at_the_end(typed: str) -> None:
    with pytest.raises(ValueError, match="no number"):
        percent_of(typed)


def test_an_odb_number_is_compact_and_empty_without_one() -> None:
    assert odb_of({"odb": "odb 1000123"}) == "ODB-1000123"
    assert odb_of({}) == ""


def test_entry_counts_only_when_the_employee_came_later() -> None:
    typed = {"entry_date": "1/10/2025"}
    assert entry_of({**typed, "joined_later": "ja"}) == date(2025, 10, 1)
    assert entry_of({**typed, "joined_later": "nee"}) is None
    assert entry_of(typed) is None


def test_the_answers_become_typed_values() -> None:
    assert refund_values(SOUND) == RefundValues(
        start_date=date(2025, 9, 15),
        entry_date=None,
        end_date=date(2026, 6, 19),
        contact_name="An Peeters",
        contact_email="an.peeters@voorbeeld.be",
        insz="85073003328",
        first_name="Bart",
        last_name="Claes",
        employee_email="bart.claes@voorbeeld.be",
        fraction=Decimal("0.8"),
        weekly_hours=Decimal("30.4"),
        odb="ODB-1000123",
        size=Decimal(60),
        initiative=Initiative.EMPLOYEE,
    )


def test_a_later_entry_is_among_the_values() -> None:
    values = refund_values(answers(joined_later="ja", entry_date="1-10-2025"))
    assert values.entry_date == date(2025, 10, 1)


def test_a_later_entry_without_its_date_is_refused() -> None:
    with pytest.raises(ValueError, match="no date"):
        refund_values(answers(joined_later="ja"))


@pytest.mark.parametrize("name", [m.name for m in members(RefundValues) if m.name != "entry_date"])
@pytest.mark.parametrize("typed", ["", " "])
def test_a_missing_answer_is_refused(name: str, typed: str) -> None:
    with pytest.raises(ValueError, match=r"no |not a valid"):
        refund_values(answers(**{name: typed}))
