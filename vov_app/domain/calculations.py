"""What the authority pays for a quarter: the least of three counts of hours, times the rate of the year."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

_CENT = Decimal("0.01")
_NONE = Decimal(0)


@dataclass(frozen=True)
class Calculation:
    """The hours that are accepted for payment, and what they come to in euro."""

    validated: Decimal
    amount: Decimal


def calculate(
    taken: Decimal, attended: Decimal, maximum: Decimal, used: Decimal, rate: Decimal
) -> Calculation:
    """min(hours taken, hours attended, what is left of the personal maximum) x rate, to the cent.

    `taken` as declared with DmfA code 5, `attended` as the provider attested, `used` the hours of the maximum
    that were accepted before, all in hours; `rate` in euro per hour. Our formula, made from the comparison
    that the authority describes (dossier 2.7).

    Raises:
        ValueError: one of them is negative or no number.
    """
    if not all(number.is_finite() and number >= 0 for number in (taken, attended, maximum, used, rate)):
        raise ValueError("hours and rate are numbers from 0 on")
    validated = max(_NONE, min(taken, attended, maximum - used))
    return Calculation(validated, (validated * rate).quantize(_CENT, ROUND_HALF_UP))
