"""Undo what spreadsheets and payroll systems do to dates and numbers, where that can be done in one way only.

Sources: the default formats of Excel and LibreOffice in Dutch, and of exports written by programs.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Final

from vov_app.domain import identifiers
from vov_app.domain.identifiers import Identifier
from vov_app.domain.school_years import SCHOOL_YEARS
from vov_app.forms.spec import Kind
from vov_app.forms.values import date_of, decimal_of

YES_WORDS: Final = ("ja", "j", "x", "1", "true", "waar", "yes", "y")
NO_WORDS: Final = ("nee", "neen", "n", "0", "false", "onwaar", "no")

_SCIENTIFIC = re.compile(r"([1-9])(?:[.,](\d*))?[eE]\+?(\d{1,2})", re.ASCII)
_WHOLE = re.compile(r"(\d{6,})[.,]0{1,2}", re.ASCII)
_TIME = re.compile(r"(.*\d)(?: |T)\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?", re.ASCII)
_SERIAL = re.compile(r"\d{5}", re.ASCII)
_EIGHT = re.compile(r"\d{8}", re.ASCII)
_YEAR_FIRST = re.compile(r"(20\d\d)[/.](\d{1,2})[/.](\d{1,2})", re.ASCII)
_SHORT_YEAR = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d\d)", re.ASCII)
_MONTH_NAMED = re.compile(r"(\d{1,2})[ /.-]*([a-z]{3,9})\.?[ /.-]*((?:20)?\d\d)", re.ASCII | re.IGNORECASE)
_POINTED = re.compile(r"\d{1,3}(?:[. ]\d{3})+(,\d+)", re.ASCII)
_COMMAED = re.compile(r"\d{1,3}(?:,\d{3})+(\.\d+)", re.ASCII)
_LONG = re.compile(r"\d+[.,]\d{5,}", re.ASCII)
_BARE = re.compile(r"[.,]\d{1,4}", re.ASCII)

# A whole word, or as much of it as spreadsheets write.
_MONTHS: Final = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
_MARCH: Final = "mrt"
_DAY_ZERO: Final = date(1899, 12, 30)  # of Excel and its kin, from 1 March 1900 on
_CENTURY: Final = 2000  # training dates: no year of two digits is meant otherwise
_SERIALS: Final = range((date(2000, 1, 1) - _DAY_ZERO).days, (date(2100, 1, 1) - _DAY_ZERO).days)
_YEARS: Final = range(int(SCHOOL_YEARS[0].name[:4]), int(SCHOOL_YEARS[-1].name[-4:]) + 1)
_INSZ_DIGITS: Final = 11
_FEWEST_DIGITS: Final = 8


class Unmendable(ValueError):
    """Nobody can tell what the cell was meant to say; `key` names the fault, `rounded` or `share`."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def mended(kind: Kind, text: str) -> str:
    """The answer in a shape that the form reads, or as it is.

    Raises:
        Unmendable: digits are gone, or a percentage may be meant as a part of one.
    """
    mend = _MENDING.get(kind)
    return mend(text) if mend else text


def _date(text: str) -> str:
    if _is_date(text):
        return text
    if found := _TIME.fullmatch(text):
        return _date(found[1].strip())
    if _SERIAL.fullmatch(text) and int(text) in _SERIALS:
        return _shown(_DAY_ZERO + timedelta(days=int(text)))
    candidates = {f"{year}-{month}-{day}" for day, month, year in _parts(text)}
    readable = [date_of(each) for each in candidates if _is_date(each)]
    return _shown(readable[0]) if len(readable) == 1 else text


def _parts(text: str) -> list[tuple[str, str, str]]:
    """Each day, month and year of four digits that the text may mean."""
    if _EIGHT.fullmatch(text):
        both = [(text[:2], text[2:4], text[4:]), (text[6:], text[4:6], text[:4])]
        return [parts for parts in both if parts[2].startswith("20")]
    if found := _YEAR_FIRST.fullmatch(text):
        return [(found[3], found[2], found[1])]
    if found := _SHORT_YEAR.fullmatch(text):
        return _short(*found.group(1, 2, 3, 4))
    if (found := _MONTH_NAMED.fullmatch(text)) and (month := _month(found[2].lower())):
        return [(found[1], str(month), f"20{found[3][-2:]}")]
    return []


def _short(first: str, mark: str, month: str, last: str) -> list[tuple[str, str, str]]:
    """The day comes first; only with dashes some write the year there, and then both may be meant."""
    read = [(first, month, str(_CENTURY + int(last)))]
    if mark == "-" and _CENTURY + int(first) in _YEARS:
        read.append((last, month, str(_CENTURY + int(first))))
    return read


def _month(word: str) -> int:
    if word == _MARCH:
        return 3
    return next((at for at, name in enumerate(_MONTHS, start=1) if name.startswith(word)), 0)


def _decimal(text: str) -> str:
    if _POINTED.fullmatch(text):
        return text.replace(".", "").replace(" ", "")
    if _COMMAED.fullmatch(text):
        return text.replace(",", "")
    if _BARE.fullmatch(text):
        return f"0{text}"
    if _LONG.fullmatch(text):
        return text.replace(".", ",").rstrip("0").rstrip(",")
    return text


def _percent(text: str) -> str:
    sign = text.endswith("%")
    number = _decimal(text.removesuffix("%").strip())
    if sign:
        return f"{number}%"
    try:
        share = decimal_of(number) <= 1
    except ValueError:
        return number
    if share:
        raise Unmendable("share")
    return number


def _digits(text: str) -> str:
    """A number in the shape `8,5073003328E+10` or `85073003328,0` in full."""
    if whole := _WHOLE.fullmatch(text):
        return whole[1]
    found = _SCIENTIFIC.fullmatch(text)
    if not found:
        return text
    digits, power = found[1] + (found[2] or ""), int(found[3])
    if len(digits) <= power:
        raise Unmendable("rounded")
    whole_part, rest = digits[: power + 1], digits[power + 1 :]
    return text if rest.strip("0") else whole_part


def _insz(text: str) -> str:
    """Zeros in front come back only when the check digits then hold."""
    text = _digits(text)
    number = identifiers.compact(Identifier.INSZ, text)
    if not number.isdigit() or not _FEWEST_DIGITS <= len(number) < _INSZ_DIGITS:
        return text
    whole = number.zfill(_INSZ_DIGITS)
    return text if identifiers.fault(Identifier.INSZ, whole, date.max) else whole


def _is_date(text: str) -> bool:
    try:
        date_of(text)
    except ValueError:
        return False
    return True


def _shown(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year}"


_MENDING: Mapping[Kind, Callable[[str], str]] = {
    Kind.DATE: _date,
    Kind.DECIMAL: _decimal,
    Kind.PERCENT: _percent,
    Kind.INSZ: _insz,
    Kind.ESTABLISHMENT: _digits,
    Kind.ODB: _digits,
    Kind.PHONE: _digits,
}
