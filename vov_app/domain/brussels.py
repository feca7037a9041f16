"""Dates are Brussels dates: the day on which something happens there, whatever the server's time zone."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

BRUSSELS = ZoneInfo("Europe/Brussels")


def brussels_day(moment: datetime) -> date:
    """The calendar day in Brussels at this moment.

    Raises:
        ValueError: the moment has no time zone, so nobody can tell which day it is.
    """
    if moment.utcoffset() is None:
        raise ValueError("a moment without a time zone has no day in Brussels")
    return moment.astimezone(BRUSSELS).date()
