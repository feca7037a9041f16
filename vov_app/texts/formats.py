"""Dates, moments, numbers and money as Flemish readers write them, by Babel."""

from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime
from babel.numbers import format_currency, format_decimal

LOCALE: Final = "nl_BE"
BRUSSELS: Final = ZoneInfo("Europe/Brussels")


def written(value: object) -> object:
    """A value as it stands in a text: `12 oktober 2026`, `12 oktober 2026 om 14.05 uur`, `1.234,5`."""
    if isinstance(value, datetime):
        return _moment(value)
    if isinstance(value, date):
        return _day(value)
    if isinstance(value, Decimal):
        return format_decimal(value, "#,##0.##", locale=LOCALE)
    return value


# Many letters tell the same few days: Babel takes longer over one than all the rest of a letter.
@lru_cache(maxsize=1024)
def _day(value: date) -> str:
    return str(format_date(value, "d MMMM y", locale=LOCALE))


@lru_cache(maxsize=64)
def _moment(value: datetime) -> str:
    return str(format_datetime(value, "d MMMM y 'om' H.mm 'uur'", tzinfo=BRUSSELS, locale=LOCALE))


def clock(moment: datetime) -> str:
    """The hour in Brussels to the second: `10.05.12 uur`."""
    return _clock(moment.replace(microsecond=0))


# Everybody who looks within the same second is told the same.
@lru_cache(maxsize=64)
def _clock(moment: datetime) -> str:
    return str(format_datetime(moment, "H.mm.ss 'uur'", tzinfo=BRUSSELS, locale=LOCALE))


def euro(amount: Decimal) -> str:
    """An amount of money: `€ 1.234,50`, with a space that doesn't break."""
    return format_currency(amount, "EUR", "¤\u00a0#,##0.00", locale=LOCALE)
