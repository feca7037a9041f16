"""Last days as a calendar file (iCalendar, RFC 5545), by the icalendar library."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from icalendar import Alarm, Calendar, Event

KIND: Final = "text/calendar; charset=utf-8"
_MADE_BY: Final = "-//WSE-loket demo//Vlaams opleidingsverlof//NL"
_AHEAD: Final = (14, 3)


@dataclass(frozen=True)
class Day:
    """One whole day: `key` stays the same when the day moves, `since` is when it was last known otherwise."""

    key: str
    day: date
    title: str
    text: str
    address: str
    since: datetime


def calendar(name: str, days: Iterable[Day]) -> bytes:
    """The days as a file; each reminds fourteen and three days ahead."""
    made = Calendar()
    made.add("prodid", _MADE_BY)
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", name)
    for each in days:
        made.add_component(_event(each))
    return bytes(made.to_ical())


def _event(each: Day) -> Event:
    event = Event()
    event.add("uid", f"{each.key}@wse-loket.example")
    event.add("dtstamp", each.since)
    event.add("dtstart", each.day)
    event.add("dtend", each.day + timedelta(days=1))
    event.add("summary", each.title)
    event.add("description", each.text)
    event.add("url", each.address)
    event.add("transp", "TRANSPARENT")
    for ahead in _AHEAD:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", each.title)
        alarm.add("trigger", timedelta(days=-ahead))
        event.add_component(alarm)
    return event
