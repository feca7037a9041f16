"""The numbers that people type: how they are read, what may be wrong with them, how they are shown.

The formats are those of dossier section 6. One rule, "97 minus the rest mod 97", guards three of them. It is
written out here because python-stdnum's own versions don't fit: `be.nn` asks the machine what year it is, and
`be.vat` takes check digits 00 for 97. The tests hold both beside this one.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple
from unicodedata import category

from stdnum.iso7064 import mod_97_10
from stdnum.util import clean


class Identifier(StrEnum):
    """The kinds of number. INSZ is a rijksregisternummer or a BIS number."""

    INSZ = "insz"
    KBO = "kbo"
    ESTABLISHMENT = "establishment"
    IBAN = "iban"
    ODB = "odb"


class NumberFault(StrEnum):
    """Why a number can't be right."""

    LENGTH = "length"
    CHARACTERS = "characters"
    CHECKSUM = "checksum"
    DATE = "date"
    FUTURE = "future"
    PREFIX = "prefix"


class _Shape(NamedTuple):
    """A compact number: the characters it may have, how it begins, the whole of it, how it is shown."""

    characters: re.Pattern[str]
    prefix: re.Pattern[str]
    whole: re.Pattern[str]
    shown: str


def _shape(characters: str, prefix: str, whole: str, shown: str) -> _Shape:
    return _Shape(re.compile(characters), re.compile(prefix), re.compile(whole), shown)


_TEN = r"([0-9])([0-9]{3})([0-9]{3})([0-9]{3})"
_SHAPES: Mapping[Identifier, _Shape] = {
    Identifier.INSZ: _shape(
        "[0-9]+", "", r"([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{3})([0-9]{2})", r"\1.\2.\3-\4.\5"
    ),
    Identifier.KBO: _shape("[0-9]+", "[01]", _TEN, r"\1\2.\3.\4"),
    Identifier.ESTABLISHMENT: _shape("[0-9]+", "[2-8]", _TEN, r"\1.\2.\3.\4"),
    Identifier.IBAN: _shape("BE[0-9]*|(?!BE)[A-Z0-9]+", "BE", "(BE..)(....)(....)(....)", r"\1 \2 \3 \4"),
    Identifier.ODB: _shape("(?:ODB)?-?P?[0-9]*", "", "(ODB-(?:P[0-9]{5}|[0-9]{3,8}))", r"\1"),
}
_KBO_TYPED = re.compile(r"(?:BE)?(?:\(0\))?([0-9]+)")
_ODB_TYPED = re.compile(r"(?:ODB)?(P?[0-9]+)")
_KBO_DIGITS = 10
# Of plain text, which files hold thousands of, nothing else goes: white space and what parts groups.
_SEPARATORS: dict[int, str | None] = {
    **{code: None for code in range(128) if chr(code).isspace() or chr(code) in "-./"},
    ord("`"): "'",
}
_MONTHS = 12
_BIS_STEP = 20
_BIS_HIGHEST = 2
_MASK = "**.**.**-***."


def compact(kind: Identifier, text: str) -> str:
    """The number as it is kept: capitals, no spaces, dots, dashes or slashes.

    A KBO number loses the prefix BE and gets its first 0 back; an ODB number reads `ODB-123456` even if the
    letters or the dash weren't typed. Never raises; what can't be a number comes back as it is.
    """
    plain = text.upper().translate(_SEPARATORS) if text.isascii() else _plain(text)
    if kind is Identifier.KBO and (typed := _KBO_TYPED.fullmatch(plain)):
        return typed[1].zfill(_KBO_DIGITS) if len(typed[1]) == _KBO_DIGITS - 1 else typed[1]
    if kind is Identifier.ODB and (typed := _ODB_TYPED.fullmatch(plain)):
        return f"ODB-{typed[1]}"
    return plain


def _plain(text: str) -> str:
    """The same for text that may hold anything: marks that can't be seen, and dashes of all kinds."""
    seen = "".join(c for c in text.upper() if category(c) != "Cf" and not c.isspace())
    return clean(seen, " -./")


def fault(kind: Identifier, text: str, today: date) -> NumberFault | None:
    """The first thing that is wrong with the number, or None; `today` only matters to dates of birth."""
    number = compact(kind, text)
    shape = _SHAPES[kind]
    if not number:
        return NumberFault.LENGTH
    if not shape.characters.fullmatch(number):
        return NumberFault.CHARACTERS
    if not shape.prefix.match(number):
        return NumberFault.PREFIX
    if not shape.whole.fullmatch(number):
        return NumberFault.LENGTH
    return _CHECKS[kind](number, today)


def display(kind: Identifier, text: str) -> str:
    """The number in groups, as people write it; what hasn't the right length comes back compact."""
    number = compact(kind, text)
    shape = _SHAPES[kind]
    match = shape.whole.fullmatch(number)
    return match.expand(shape.shown) if match else number


def masked(text: str) -> str:
    """An INSZ of which only the last two digits can be read; nothing at all of what isn't one."""
    number = compact(Identifier.INSZ, text)
    whole = _SHAPES[Identifier.INSZ].whole.fullmatch(number)
    return _MASK + (number[-2:] if whole else "**")


def _holds(body: str, check: str) -> bool:
    # Never 00: the check digits of a body that 97 divides are 97.
    return 97 - int(body) % 97 == int(check)


def _enterprise_fault(number: str, _today: date) -> NumberFault | None:
    return None if _holds(number[:8], number[8:]) else NumberFault.CHECKSUM


def _insz_fault(number: str, today: date) -> NumberFault | None:
    century = _century(number)
    if century is None:
        return NumberFault.CHECKSUM
    born = _earliest_birth(century + int(number[:2]), int(number[2:4]), int(number[4:6]))
    if born is None:
        return NumberFault.DATE
    return NumberFault.FUTURE if born > today else None


def _century(number: str) -> int | None:
    """The check digits decide: who was born from 2000 on has a 2 before the nine digits. Both never hold."""
    body, check = number[:9], number[9:]
    if _holds(body, check):
        return 1900
    return 2000 if _holds("2" + body, check) else None


def _earliest_birth(year: int, month: int, day: int) -> date | None:
    """The first day on which this person may have been born, None if there is no such day.

    BIS numbers add 20 or 40 to the month. Month or day 00: unknown, or the counter of that day ran out; with
    month 00 the day is a counter too.
    """
    step, month = divmod(month, _BIS_STEP)
    if step > _BIS_HIGHEST or month > _MONTHS:
        return None
    if day > monthrange(year, month or 1)[1]:
        return None
    return date(year, month, day or 1) if month else date(year, 1, 1)


def _iban_fault(number: str, _today: date) -> NumberFault | None:
    # Not stdnum.be.iban: it also refuses banks that its list doesn't know yet.
    national = (int(number[4:14]) % 97 or 97) == int(number[14:])
    sound = national and mod_97_10.is_valid(number[4:] + number[:4])
    return None if sound else NumberFault.CHECKSUM


def _no_check(_number: str, _today: date) -> NumberFault | None:
    # No check is known for ODB numbers; the look-up in the register is the check.
    return None


_CHECKS: Mapping[Identifier, Callable[[str, date], NumberFault | None]] = {
    Identifier.INSZ: _insz_fault,
    Identifier.KBO: _enterprise_fault,
    Identifier.ESTABLISHMENT: _enterprise_fault,
    Identifier.IBAN: _iban_fault,
    Identifier.ODB: _no_check,
}
