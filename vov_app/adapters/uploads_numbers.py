"""Numbers in a workbook as the text that a person would type: 13/10/2025, 93,75, 80%."""

import re
from datetime import datetime, timedelta
from decimal import Decimal
from enum import Enum, auto
from math import isfinite
from typing import Final

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format

# Dates in the shape of a land, which have no code in the file (ECMA-376, 18.8.30).
_DATES_OF_LANDS: Final = frozenset({*range(27, 37), *range(50, 59)})
_QUOTED = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_LONGEST_CODE: Final = 255  # what Excel takes
_DAY_ZERO: Final = datetime(1899, 12, 30)  # noqa: DTZ001 - a day on a calendar, without a place
_DAY_ZERO_1904: Final = datetime(1904, 1, 1)  # noqa: DTZ001
_LEAP_DAY: Final = 60  # Excel's 29 February 1900, which never was
_LAST_SERIAL: Final = 2_958_466
_SECONDS: Final = 86_400
_EXACT: Final = 15  # decimal digits that a float surely holds, and that spreadsheets show


class Style(Enum):
    """What a number stands for."""

    PLAIN = auto()
    DATE = auto()
    PERCENT = auto()


def style_of(number: str, code: str | None) -> Style:
    """The style behind a number format: one of Excel's own by its number, else by its code."""
    identity = int(number) if number.isascii() and number.isdigit() else 0
    if code is None:
        if identity in _DATES_OF_LANDS:
            return Style.DATE
        code = BUILTIN_FORMATS.get(identity, "General")
    bare = _QUOTED.sub("", code[:_LONGEST_CODE])
    if "%" in bare:
        return Style.PERCENT
    return Style.DATE if is_date_format(bare) and re.search("[dy]", bare, re.IGNORECASE) else Style.PLAIN


def typed(value: str, style: Style, *, since_1904: bool) -> str:
    """The number in a cell as somebody would type it; what is no number stays as it is."""
    try:
        number = float(value)
    except ValueError:
        return value
    if not isfinite(number):
        return value
    if style is Style.DATE and (day := _day(number, since_1904=since_1904)):
        return day
    if style is Style.PERCENT:
        return f"{_plain(number, 2)}%"
    return _plain(number)


def day_of(moment: str) -> str:
    """A date in the shape 2025-10-13T00:00:00 as 13/10/2025; what is none stays as it is."""
    try:
        return _shown(datetime.fromisoformat(moment))
    except ValueError:
        return moment


def _plain(number: float, shift: int = 0) -> str:
    exact = Decimal(f"{number:.{_EXACT}g}").scaleb(shift)
    if exact == 0 or -_EXACT < exact.adjusted() < _EXACT:
        text = f"{exact:f}"
        return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")
    return str(exact)


def _day(number: float, *, since_1904: bool) -> str | None:
    if not 1 <= number < _LAST_SERIAL or (int(number) <= _LEAP_DAY and not since_1904):
        return None
    whole = round(number * _SECONDS)
    return _shown((_DAY_ZERO_1904 if since_1904 else _DAY_ZERO) + timedelta(seconds=whole))


def _shown(moment: datetime) -> str:
    day = f"{moment.day}/{moment.month}/{moment.year}"
    return day if moment.time().isoformat() == "00:00:00" else f"{day} {moment:%H:%M}"
