"""The figures as they were published, each with its confidence and sources."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vov_app.domain import school_years as rules
from vov_app.domain.school_years import (
    SCHOOL_YEARS,
    SOURCES,
    Confidence,
    Figure,
    Known,
    NotConfirmed,
    ReferenceMonth,
    SchoolYear,
    school_year_of,
    weakest,
)


def year(name: str) -> SchoolYear:
    return next(y for y in SCHOOL_YEARS if y.name == name)


def knowns(of: SchoolYear) -> list[Known[Any]]:
    return [value for value in vars(of).values() if isinstance(value, Known)] + [
        c.amount for c in of.wage_caps
    ]


ALL_KNOWN: list[Known[Any]] = [
    *(known for y in SCHOOL_YEARS for known in knowns(y)),
    *rules.HOURS_PER_UNIT.values(),
    *rules.MINIMUM_SIZE.values(),
    *(rules.MONTHS_BEFORE, rules.MONTHS_AFTER, rules.FRACTION_CAP, rules.AGREEMENT_SINCE),
]


def test_2025_2026_is_not_the_year_before() -> None:
    of = year("2025-2026")
    assert of.refund_per_hour.sure == Decimal("14.91")
    assert of.min_fraction.sure == Decimal("0.8")
    assert of.min_weekly_hours.sure == 28
    assert of.opens == date(2025, 9, 3)
    assert of.opening.confidence is Confidence.MEDIUM
    assert of.wage_caps[0].amount.sure == 3714
    assert of.wage_caps[0].amount.confidence is Confidence.MEDIUM
    before = year("2024-2025")
    assert before.refund_per_hour.sure == Decimal("21.30")
    assert before.min_fraction.sure == Decimal("0.5")
    assert before.opens is None


def test_2026_2027_is_not_guessed() -> None:
    of = year("2026-2027")
    for unknown in (of.refund_per_hour, of.min_fraction, of.min_weekly_hours, of.max_hours_total):
        assert unknown.value is None
        assert unknown.confidence is Confidence.UNCONFIRMED
    assert of.common_initiative is None
    assert of.max_hours_own == Figure(Decimal(125), Confidence.UNCONFIRMED, ("securex_2026", "acerta_2026"))
    assert of.wage_caps == ()


@pytest.mark.parametrize(
    ("name", "caps"),
    [
        ("2019-2020", [2928]),
        ("2020-2021", [2987]),
        ("2021-2022", [3047]),
        ("2022-2023", [3170, 3364]),
        ("2023-2024", [3500]),
        ("2024-2025", [3641]),
    ],
)
def test_wage_caps_fill_their_year(name: str, caps: list[int]) -> None:
    of = year(name)
    assert [cap.amount.sure for cap in of.wage_caps] == caps
    assert (of.wage_caps[0].start, of.wage_caps[-1].end) == (of.start, of.end)


def test_the_wage_cap_grows_by_two_per_cent_a_pivot() -> None:
    for before, after, crossings in ((3364, 3500, 2), (3500, 3641, 2), (3641, 3714, 1)):
        for _ in range(crossings):
            before = round(before * 1.02)
        assert before == after


def test_the_common_initiative_came_in_2021_and_doubles_the_hours() -> None:
    assert [(y.common_initiative, y.max_hours_total.value) for y in SCHOOL_YEARS] == [
        *[(False, 125)] * 2,
        *[(True, 250)] * 5,
        (None, None),
    ]


def test_the_reference_month_moved_to_march_in_2023() -> None:
    months = [y.reference_month.value for y in SCHOOL_YEARS]
    assert months == [ReferenceMonth.SEPTEMBER_OF] * 4 + [ReferenceMonth.MARCH_BEFORE] * 4


def test_the_lasting_figures() -> None:
    assert {k: f.sure for k, f in rules.HOURS_PER_UNIT.items()} == {
        "contacturen": 1,
        "lestijden": 1,
        "studiepunten": 4,
        "examencommissie": 8,
    }
    assert {k: f.sure for k, f in rules.MINIMUM_SIZE.items()} == {
        "contacturen": 32,
        "lestijden": 32,
        "studiepunten": 3,
    }
    assert (rules.MONTHS_BEFORE.sure, rules.MONTHS_AFTER.sure) == (3, 3)
    assert rules.FRACTION_CAP.confidence is Confidence.UNCONFIRMED
    assert rules.AGREEMENT_SINCE.sure == date(2023, 9, 1)


def test_the_years_follow_each_other_without_a_gap() -> None:
    for before, after in pairwise(SCHOOL_YEARS):
        assert before.end + timedelta(days=1) == after.start
    for of in SCHOOL_YEARS:
        assert (of.start.month, of.start.day, of.end.month, of.end.day) == (9, 1, 8, 31)
        assert of.name == f"{of.start.year}-{of.end.year}"


def test_every_source_cited_is_listed_and_every_one_listed_is_cited() -> None:
    assert {key for known in ALL_KNOWN for key in known.sources} == set(SOURCES)
    assert all(url.startswith(("https://", "http://")) for url in SOURCES.values())


def test_what_is_known_for_certain_has_a_source() -> None:
    for known in ALL_KNOWN:
        assert known.sources or known.confidence is Confidence.UNCONFIRMED
        assert known.value is not None or known.confidence is Confidence.UNCONFIRMED


def test_an_unknown_figure_cannot_be_used_by_mistake() -> None:
    with pytest.raises(NotConfirmed):
        _ = year("2026-2027").refund_per_hour.sure


@pytest.mark.parametrize("day", [date(2019, 8, 31), date(2027, 9, 1), date.min, date.max])
def test_years_that_we_know_nothing_of(day: date) -> None:
    assert school_year_of(day) is None


@given(st.dates(date(2019, 9, 1), date(2027, 8, 31)))
def test_each_day_falls_in_the_year_of_its_september(day: date) -> None:
    found = school_year_of(day)
    assert found is not None
    assert found.start <= day <= found.end


@given(st.lists(st.sampled_from(Confidence)))
def test_a_chain_is_as_sure_as_its_weakest_link(links: list[Confidence]) -> None:
    scale = list(Confidence)
    assert scale.index(weakest(*links)) == max((scale.index(link) for link in links), default=0)


def test_the_figures_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        SOURCES["hearsay"] = "https://example.org"  # type: ignore[index]
    with pytest.raises(TypeError):
        rules.MINIMUM_SIZE["lestijden"] = rules.UNKNOWN  # type: ignore[index]
