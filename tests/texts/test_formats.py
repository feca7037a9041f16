"""Dates, moments, numbers and money as Flemish readers write them."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from vov_app.texts import euro
from vov_app.texts.formats import written


def test_a_day_is_written_in_words() -> None:
    assert written(date(2026, 10, 12)) == "12 oktober 2026"


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (datetime(2026, 10, 12, 12, 5, tzinfo=UTC), "12 oktober 2026 om 14.05 uur"),
        (datetime(2026, 1, 31, 23, 30, tzinfo=UTC), "1 februari 2026 om 0.30 uur"),
    ],
)
def test_a_moment_is_told_in_the_time_of_brussels(moment: datetime, words: str) -> None:
    assert written(moment) == words


@pytest.mark.parametrize(
    ("number", "words"),
    [("1234.5", "1.234,5"), ("80", "80"), ("80.00", "80"), ("93.75", "93,75"), ("0", "0"), ("0.005", "0")],
)
def test_a_number_has_a_comma_and_no_needless_decimals(number: str, words: str) -> None:
    assert written(Decimal(number)) == words


@pytest.mark.parametrize("value", ["An", 42, None])
def test_anything_else_stays_as_it_is(value: object) -> None:
    assert written(value) is value


@pytest.mark.parametrize(
    ("amount", "words"), [("1234.5", "€ 1.234,50"), ("14.91", "€ 14,91"), ("0", "€ 0,00")]
)
def test_money_is_written_with_cents_and_does_not_break(amount: str, words: str) -> None:
    assert euro(Decimal(amount)) == words.replace(" ", "\u00a0")
