"""References of receipts, made to be read aloud: VOV-2025-000042-K, where K betrays a slip of tongue or pen.

K is the check character of ISO 7064's hybrid system (MOD 29,28) over year and number. Its 28 characters are
the digits and the letters that neither look nor sound like another one: no B, D, I, L, O, Q, S, Z.
"""

import re

from stdnum.iso7064 import mod_37_36
from stdnum.util import clean

from vov_app.domain.identifiers import NumberFault

# The hybrid system misses a swap of two neighbours only if their values are one apart. So the digits take
# every second place here: none of them is one away from another, and each swap of digits is seen.
ALPHABET = "0A1C2E3F4G5H6J7K8M9NPRTUVWXY"
_WHOLE = re.compile(rf"(?:VOV)?([0-9]{{4}})([0-9]{{6,9}})([{ALPHABET}])")
_CHARACTERS = re.compile(rf"(?:VOV)?[0-9]*[{ALPHABET}]?")
_YEARS = range(1000, 10_000)
_NUMBERS = range(1, 1_000_000_000)


def make(year: int, number: int) -> str:
    """The reference of the `number`-th receipt of a year.

    Raises:
        ValueError: the year hasn't four digits, or the number isn't in 1..999999999.
    """
    if year not in _YEARS or number not in _NUMBERS:
        raise ValueError("a reference needs a year of four digits and a number from 1 on")
    digits = f"{number:06d}"
    check = mod_37_36.calc_check_digit(f"{year}{digits}", ALPHABET)
    return f"VOV-{year}-{digits}-{check}"


def compact(text: str) -> str:
    """The reference as it is kept, with its dashes; case, separators and the letters VOV don't matter."""
    plain = clean("".join(text.upper().split()), " -./")
    match = _WHOLE.fullmatch(plain)
    return f"VOV-{match[1]}-{match[2]}-{match[3]}" if match else plain


def fault(text: str) -> NumberFault | None:
    """The first thing that is wrong with a reference that somebody typed, or None."""
    plain = clean(compact(text), "-")
    match = _WHOLE.fullmatch(plain)
    if match is None:
        return NumberFault.LENGTH if _CHARACTERS.fullmatch(plain) else NumberFault.CHARACTERS
    sound = mod_37_36.is_valid("".join(match.groups()), ALPHABET)
    return None if sound else NumberFault.CHECKSUM


def is_sound(text: str) -> bool:
    """Whether this could be a reference of ours."""
    return fault(text) is None
