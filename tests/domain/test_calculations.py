"""What is paid for a quarter: the least of three counts, times the rate."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vov_app.domain.calculations import Calculation, calculate

HOURS = st.decimals(0, 500, places=2)


def d(text: str) -> Decimal:
    return Decimal(text)


@pytest.mark.parametrize(
    ("taken", "attended", "maximum", "used", "validated", "amount"),
    [
        ("30", "27.5", "100", "0", "27.5", "410.03"),
        ("24", "30", "100", "0", "24", "357.84"),
        ("60", "60", "100", "80", "20", "298.20"),
        ("30", "30", "100", "100", "0", "0.00"),
        ("30", "30", "62.5", "70", "0", "0.00"),
        ("30", "0", "100", "0", "0", "0.00"),
    ],
)
def test_the_least_of_three_counts_is_paid(
    taken: str, attended: str, maximum: str, used: str, validated: str, amount: str
) -> None:
    found = calculate(d(taken), d(attended), d(maximum), d(used), d("14.91"))
    assert found == Calculation(d(validated), d(amount))


@given(HOURS, HOURS, HOURS, HOURS, st.decimals(0, 30, places=2))
def test_no_count_is_passed_and_nothing_is_negative(
    taken: Decimal, attended: Decimal, maximum: Decimal, used: Decimal, rate: Decimal
) -> None:
    found = calculate(taken, attended, maximum, used, rate)
    assert 0 <= found.validated <= min(taken, attended)
    assert found.validated <= max(Decimal(0), maximum - used)
    assert abs(found.amount - found.validated * rate) <= d("0.005")


@pytest.mark.parametrize("nonsense", ["-1", "NaN", "Infinity"])
def test_nonsense_is_refused(nonsense: str) -> None:
    for place in range(5):
        given_ = [d("1")] * 5
        given_[place] = d(nonsense)
        with pytest.raises(ValueError, match="numbers from 0 on"):
            calculate(*given_)
