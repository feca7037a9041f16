"""Hours, euro and warnings; nothing is guessed where a figure isn't known."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vov_app.domain.refunds import Concern, concerns, estimate
from vov_app.domain.school_years import SCHOOL_YEARS, Confidence
from vov_app.domain.trainings import Initiative, TrainingKind

THIS_YEAR, LAST_YEAR, NEXT_YEAR = date(2025, 9, 15), date(2024, 9, 16), date(2026, 9, 14)
HOURS = TrainingKind.CONTACT_HOURS
KINDS = st.sampled_from(TrainingKind)
SIZES = st.decimals(0, 2000, places=2)
FRACTIONS = st.decimals(0, 2, places=4)
STARTS = st.dates(date(2018, 1, 1), date(2029, 12, 31))
PAID = st.dates(SCHOOL_YEARS[0].start, date(2026, 8, 31))


def number(text: str) -> Decimal:
    return Decimal(text)


@pytest.mark.parametrize(
    ("fraction", "maximum"),
    [("0.5", "62.5"), ("0.6", "75"), ("0.75", "93.75"), ("0.8", "100"), ("0.9", "112.5"), ("1", "125")],
)
def test_the_personal_maximum(fraction: str, maximum: str) -> None:
    found = estimate(HOURS, Decimal(500), number(fraction), LAST_YEAR)
    assert found.personal_maximum == found.payable_hours == number(maximum)


@pytest.mark.parametrize(
    ("kind", "size", "hours"),
    [
        (TrainingKind.CONTACT_HOURS, "40", "40"),
        (TrainingKind.CONTACT_HOURS, "37.5", "37.5"),
        (TrainingKind.LESSON_PERIODS, "80", "80"),
        (TrainingKind.STUDY_POINTS, "6", "24"),
        (TrainingKind.EXAM_BOARD, "3", "24"),
    ],
)
def test_the_hours_of_a_training(kind: TrainingKind, size: str, hours: str) -> None:
    assert estimate(kind, number(size), Decimal(1), THIS_YEAR).training_hours == number(hours)


@pytest.mark.parametrize(
    ("start", "size", "fraction", "amount"),
    [
        (THIS_YEAR, "40", "1", "596.40"),
        (LAST_YEAR, "40", "1", "852.00"),
        (THIS_YEAR, "200", "0.8", "1491.00"),
        (THIS_YEAR, "0.5", "1", "7.46"),
        (THIS_YEAR, "0", "1", "0.00"),
        (date(2026, 8, 31), "10", "1", "149.10"),
        (date(2025, 8, 31), "10", "1", "213.00"),
    ],
)
def test_the_amount(start: date, size: str, fraction: str, amount: str) -> None:
    found = estimate(HOURS, number(size), number(fraction), start)
    assert str(found.amount) == amount
    assert found.confidence is Confidence.HIGH


def test_the_year_to_come_has_hours_but_no_amount() -> None:
    found = estimate(HOURS, Decimal(40), Decimal("0.8"), NEXT_YEAR)
    assert (found.payable_hours, found.personal_maximum) == (Decimal(40), Decimal(100))
    assert found.amount is None
    assert found.rate.value is None
    assert found.confidence is Confidence.UNCONFIRMED


@pytest.mark.parametrize("start", [date(2019, 8, 31), date(2027, 9, 1)])
def test_a_year_without_figures_gives_no_more_than_the_hours_of_the_training(start: date) -> None:
    found = estimate(TrainingKind.STUDY_POINTS, Decimal(6), Decimal(1), start)
    assert found.training_hours == 24
    assert (found.school_year, found.personal_maximum, found.payable_hours, found.amount) == (None,) * 4
    assert found.confidence is Confidence.UNCONFIRMED


def test_more_than_full_time_counts_as_full_time_and_says_that_this_is_our_assumption() -> None:
    found = estimate(HOURS, Decimal(500), Decimal("1.2"), THIS_YEAR)
    assert (found.personal_maximum, found.capped, found.confidence) == (
        Decimal(125),
        True,
        Confidence.UNCONFIRMED,
    )
    assert not estimate(HOURS, Decimal(500), Decimal(1), THIS_YEAR).capped


@pytest.mark.parametrize("nonsense", ["-1", "NaN", "Infinity"])
def test_nonsense_is_refused(nonsense: str) -> None:
    with pytest.raises(ValueError, match="from 0 on"):
        estimate(HOURS, number(nonsense), Decimal(1), THIS_YEAR)
    with pytest.raises(ValueError, match="from 0 on"):
        concerns(HOURS, Decimal(40), number(nonsense), THIS_YEAR)


@given(KINDS, SIZES, FRACTIONS, STARTS)
def test_payable_hours_never_pass_a_limit(
    kind: TrainingKind, size: Decimal, fraction: Decimal, start: date
) -> None:
    found = estimate(kind, size, fraction, start)
    if found.payable_hours is not None and found.personal_maximum is not None:
        assert 0 <= found.payable_hours <= min(found.training_hours, found.personal_maximum)
        assert found.personal_maximum <= 125
    assert (found.amount is None) == (found.rate.value is None or found.payable_hours is None)


@given(KINDS, SIZES, FRACTIONS, PAID)
def test_money_is_in_cents_and_half_a_cent_at_most_beside_the_product(
    kind: TrainingKind, size: Decimal, fraction: Decimal, start: date
) -> None:
    found = estimate(kind, size, fraction, start)
    assert found.amount is not None
    assert found.payable_hours is not None
    assert found.amount.as_tuple().exponent == -2
    assert abs(found.amount - found.payable_hours * found.rate.sure) <= Decimal("0.005")


@given(KINDS, SIZES, SIZES, FRACTIONS, PAID)
def test_more_hours_are_never_worth_less(
    kind: TrainingKind, one: Decimal, other: Decimal, fraction: Decimal, start: date
) -> None:
    less, more = (estimate(kind, size, fraction, start).amount for size in sorted((one, other)))
    assert less is not None
    assert more is not None
    assert less <= more


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, ()),
        ({"fraction": Decimal("0.8")}, ()),
        ({"fraction": Decimal("0.79")}, (Concern.FRACTION, Concern.TRANSITION)),
        ({"fraction": Decimal("0.5")}, (Concern.FRACTION, Concern.TRANSITION)),
        ({"fraction": Decimal("0.49")}, (Concern.FRACTION,)),
        ({"fraction": Decimal("0.5"), "start": LAST_YEAR}, ()),
        ({"fraction": Decimal("0.49"), "start": LAST_YEAR}, (Concern.FRACTION,)),
        ({"fraction": Decimal("1.1")}, (Concern.CAPPED,)),
        ({"weekly_hours": Decimal(28)}, ()),
        ({"weekly_hours": Decimal("27.9")}, (Concern.WEEKLY_HOURS,)),
        ({"weekly_hours": Decimal(20), "start": LAST_YEAR}, ()),
        ({"size": Decimal("31.5")}, (Concern.SIZE,)),
        ({"size": Decimal(32)}, ()),
        ({"size": Decimal(2), "minimum_exempt": True}, ()),
        ({"size": Decimal(31), "kind": TrainingKind.LESSON_PERIODS}, (Concern.SIZE,)),
        ({"size": Decimal("2.5"), "kind": TrainingKind.STUDY_POINTS}, (Concern.SIZE,)),
        ({"size": Decimal(3), "kind": TrainingKind.STUDY_POINTS}, ()),
        ({"size": Decimal(1), "kind": TrainingKind.EXAM_BOARD}, ()),
        ({"size": Decimal(126)}, (Concern.MAXIMUM,)),
        ({"size": Decimal(125)}, ()),
        ({"start": NEXT_YEAR, "fraction": Decimal("0.4")}, (Concern.SCHOOL_YEAR,)),
        ({"start": date(2027, 9, 1), "weekly_hours": Decimal(5)}, (Concern.SCHOOL_YEAR,)),
        ({"initiative": Initiative.EMPLOYER}, (Concern.INITIATIVE_PAIR,)),
        ({"initiative": Initiative.EMPLOYER, "start": date(2021, 8, 31)}, (Concern.INITIATIVE_YEAR,)),
        (
            {"initiative": Initiative.EMPLOYER, "start": NEXT_YEAR},
            (Concern.SCHOOL_YEAR, Concern.INITIATIVE_YEAR),
        ),
        (
            {"initiative": Initiative.EMPLOYER, "start": date(2030, 1, 1)},
            (Concern.SCHOOL_YEAR, Concern.INITIATIVE_YEAR),
        ),
        ({"agreed": False}, (Concern.AGREEMENT,)),
        ({"agreed": False, "start": date(2023, 9, 1)}, (Concern.AGREEMENT,)),
        ({"agreed": False, "start": date(2023, 8, 31)}, ()),
        ({"first_degree_only": True}, (Concern.FIRST_DEGREE,)),
    ],
)
def test_what_to_warn_about(change: dict[str, Any], expected: tuple[Concern, ...]) -> None:
    sound: dict[str, Any] = {"kind": HOURS, "size": Decimal(40), "fraction": Decimal(1), "start": THIS_YEAR}
    assert concerns(**(sound | change)) == expected


@given(KINDS, SIZES, FRACTIONS, STARTS, st.none() | SIZES, st.sampled_from(Initiative), st.booleans())
def test_warnings_come_once_and_in_order(
    kind: TrainingKind,
    size: Decimal,
    fraction: Decimal,
    start: date,
    weekly_hours: Decimal | None,
    initiative: Initiative,
    agreed: bool,
) -> None:
    found = concerns(
        kind, size, fraction, start, weekly_hours=weekly_hours, initiative=initiative, agreed=agreed
    )
    order = list(Concern)
    assert list(found) == sorted(set(found), key=order.index)
    assert (Concern.SCHOOL_YEAR in found) == (not SCHOOL_YEARS[0].start <= start <= date(2026, 8, 31))
    assert Concern.TRANSITION not in found or Concern.FRACTION in found
