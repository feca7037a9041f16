"""Every worked example of the dossier: hours by fraction, amounts by year, last days."""

from datetime import date
from decimal import Decimal

import pytest

from vov_app.domain.deadlines import filing_window
from vov_app.domain.refunds import estimate
from vov_app.domain.school_years import SCHOOL_YEARS, Confidence
from vov_app.domain.trainings import TrainingKind

FULL = Decimal(500)  # more than anybody's maximum


@pytest.mark.parametrize(
    ("percent", "hours"),
    [("50", "62.5"), ("60", "75"), ("75", "93.75"), ("80", "100"), ("90", "112.5"), ("100", "125")],
)
def test_the_personal_maximum_by_fraction(percent: str, hours: str) -> None:
    found = estimate(TrainingKind.CONTACT_HOURS, FULL, Decimal(percent) / 100, date(2025, 9, 15))
    assert found.personal_maximum == found.payable_hours == Decimal(hours)


@pytest.mark.parametrize(
    ("start", "rate"),
    [
        ("2019-09-01", "21.30"),
        ("2020-09-01", "21.30"),
        ("2021-09-01", "21.30"),
        ("2022-09-01", "21.30"),
        ("2023-09-01", "21.30"),
        ("2024-09-01", "21.30"),
        ("2025-08-31", "21.30"),
        ("2025-09-01", "14.91"),
        ("2026-08-31", "14.91"),
    ],
)
def test_the_refund_per_hour_by_school_year(start: str, rate: str) -> None:
    found = estimate(TrainingKind.CONTACT_HOURS, Decimal(100), Decimal(1), date.fromisoformat(start))
    assert found.rate.value == Decimal(rate)
    assert found.amount == Decimal(rate) * 100


def test_the_figures_of_2026_2027_are_not_known() -> None:
    found = estimate(TrainingKind.CONTACT_HOURS, Decimal(100), Decimal(1), date(2026, 9, 1))
    assert found.rate.value is None
    assert found.amount is None
    assert found.confidence is Confidence.UNCONFIRMED


@pytest.mark.parametrize(
    ("start", "entry", "last_day", "published"),
    [
        ("2022-09-01", None, "2022-11-30", True),
        ("2023-09-01", None, "2023-11-30", True),
        ("2025-09-15", None, "2025-12-14", False),
        ("2025-09-01", "2025-10-15", "2026-01-14", False),
        ("2025-11-30", None, "2026-02-27", False),
    ],
)
def test_the_last_day_to_file(start: str, entry: str | None, last_day: str, published: bool) -> None:
    window = filing_window(date.fromisoformat(start), date.fromisoformat(entry) if entry else None)
    assert window.last_day == date.fromisoformat(last_day)
    assert (window.confidence is Confidence.HIGH) == published


def test_the_loket_opened_late_for_2025_2026() -> None:
    assert filing_window(date(2025, 9, 1)).opens == date(2025, 9, 3)


@pytest.mark.parametrize(
    ("name", "caps"),
    [
        ("2019-2020", [2928]),
        ("2020-2021", [2987]),
        ("2021-2022", [3047]),
        ("2022-2023", [3170, 3364]),
        ("2023-2024", [3500]),
        ("2024-2025", [3641]),
        ("2025-2026", [3714]),
    ],
)
def test_the_cap_on_wages_by_school_year(name: str, caps: list[int]) -> None:
    year = next(year for year in SCHOOL_YEARS if year.name == name)
    assert [cap.amount.value for cap in year.wage_caps] == [Decimal(cap) for cap in caps]
