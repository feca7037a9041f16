"""Read typed text: dates and numbers in the shapes that people write them in."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from vov_app.domain import identifiers
from vov_app.domain.identifiers import Identifier
from vov_app.domain.trainings import Initiative
from vov_app.forms.spec import Answers

_DAY_FIRST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_NUMBER = re.compile(r"\d{1,6}([.,]\d{1,4})?")


@dataclass(frozen=True)
class RefundValues:
    """The sound answers of a refund application, typed; `fraction` runs from 0 to 1, `size` in units."""

    start_date: date
    entry_date: date | None
    end_date: date
    contact_name: str
    contact_email: str
    insz: str
    first_name: str
    last_name: str
    employee_email: str
    fraction: Decimal
    weekly_hours: Decimal
    odb: str
    size: Decimal
    initiative: Initiative


def date_of(text: str) -> date:
    """The date in d/m/yyyy (also with dashes, dots or spaces) or yyyy-mm-dd.

    Raises:
        ValueError: it is no such date.
    """
    typed = text.strip()
    if found := _DAY_FIRST.fullmatch(typed):
        day, month, year = (int(part) for part in found.groups())
        return date(year, month, day)
    if found := _YEAR_FIRST.fullmatch(typed):
        return date(*(int(part) for part in found.groups()))
    raise ValueError("no date")


def decimal_of(text: str) -> Decimal:
    """The number, with a comma or a point before its decimals.

    Raises:
        ValueError: it is no such number.
    """
    typed = text.replace(" ", "")
    if not typed.isascii() or not _NUMBER.fullmatch(typed):
        raise ValueError("no number")
    return Decimal(typed.replace(",", "."))


def percent_of(text: str) -> Decimal:
    """A percentage, with or without its sign, as a fraction: `80 %` is 0.8.

    Raises:
        ValueError: it is no such number.
    """
    return decimal_of(text.replace("%", "")) / 100


def day(answers: Answers, name: str) -> date | None:
    """The date in this answer, None when there is none that can be read."""
    try:
        return date_of(answers.get(name, ""))
    except ValueError:
        return None


def odb_of(answers: Answers) -> str:
    """The compact ODB number in the answers; empty when none was typed."""
    return identifiers.compact(Identifier.ODB, answers.get("odb", ""))


def entry_of(answers: Answers) -> date | None:
    """When the employee entered service, if that was after the start."""
    return day(answers, "entry_date") if answers.get("joined_later") == "ja" else None


def refund_values(answers: Answers) -> RefundValues:
    """The answers, typed.

    Raises:
        ValueError: an answer isn't sound.
    """
    return RefundValues(
        start_date=date_of(answers.get("start_date", "")),
        entry_date=entry_of(answers),
        end_date=date_of(answers.get("end_date", "")),
        contact_name=answers.get("contact_name", ""),
        contact_email=answers.get("contact_email", ""),
        insz=identifiers.compact(Identifier.INSZ, answers.get("insz", "")),
        first_name=answers.get("first_name", ""),
        last_name=answers.get("last_name", ""),
        employee_email=answers.get("employee_email", ""),
        fraction=percent_of(answers.get("fraction", "")),
        weekly_hours=decimal_of(answers.get("weekly_hours", "")),
        odb=odb_of(answers),
        size=decimal_of(answers.get("size", "")),
        initiative=Initiative(answers.get("initiative", "")),
    )
