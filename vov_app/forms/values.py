"""Read typed text: dates and numbers in the shapes that people write them in."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from vov_app.domain import identifiers
from vov_app.domain.identifiers import Identifier
from vov_app.domain.trainings import Initiative
from vov_app.forms.spec import Answers

YES, NO = "ja", "nee"

_DAY_FIRST = re.compile(r"(\d{1,2})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{4})", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_NUMBER = re.compile(r"\d{1,6}([.,]\d{1,4})?", re.ASCII)
# "1.250" is a thousand to one reader and one and a quarter to another: it is asked again, never guessed.
_AMBIGUOUS = re.compile(r"[1-9]\d{0,2}\.\d{3}", re.ASCII)


@dataclass(frozen=True)
class RefundValues:
    """The sound answers of a refund application, typed; `fraction` runs from 0 to 1, `size` in units.

    Numbers are compact. `entry_date`: only when the employee entered service after the start.
    """

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


# Files repeat a few dates thousands of times, and each is read by several rules.
@lru_cache(maxsize=4096)
def date_of(text: str) -> date:
    """The date in d/m/yyyy (also with dashes, dots or spaces) or yyyy-mm-dd.

    Raises:
        ValueError: it is no such date; a year of two digits is none either.
    """
    typed = text.strip()
    if found := _DAY_FIRST.fullmatch(typed):
        day, month, year = (int(part) for part in found.groups())
        return date(year, month, day)
    if found := _YEAR_FIRST.fullmatch(typed):
        return date(*(int(part) for part in found.groups()))
    raise ValueError("no date")


def decimal_of(text: str) -> Decimal:
    """The number, with a comma or a point before its decimals; `1.250`, which may be two numbers, is none.

    Raises:
        ValueError: it is no such number.
    """
    typed = "".join(text.split())
    if not _NUMBER.fullmatch(typed) or _AMBIGUOUS.fullmatch(typed):
        raise ValueError("no number")
    return Decimal(typed.replace(",", "."))


def percent_of(text: str) -> Decimal:
    """A percentage, with or without its sign, as a fraction: `80 %` is 0.8.

    Raises:
        ValueError: it is no such number.
    """
    return decimal_of(text.strip().removesuffix("%")) / 100


def day(answers: Answers, name: str) -> date | None:
    """The date in this answer, None when there is none that can be read."""
    try:
        return date_of(answers.get(name, ""))
    except ValueError:
        return None


def odb_of(answers: Answers) -> str:
    """The compact ODB number in the answers; empty when none was typed."""
    return identifiers.compact(Identifier.ODB, answers.get("odb", ""))


def came_later(answers: Answers) -> bool:
    """Whether the employee entered service after the start of the training, as the answers say."""
    return answers.get("joined_later") == YES


def entry_of(answers: Answers) -> date | None:
    """When the employee entered service, if that was after the start."""
    return day(answers, "entry_date") if came_later(answers) else None


def refund_values(answers: Answers) -> RefundValues:
    """The answers, typed.

    Raises:
        ValueError: an answer is missing or can't be read; whether they may be confirmed, faults() says.
    """
    return RefundValues(
        start_date=date_of(answers.get("start_date", "")),
        entry_date=date_of(answers.get("entry_date", "")) if came_later(answers) else None,
        end_date=date_of(answers.get("end_date", "")),
        contact_name=_given(answers, "contact_name"),
        contact_email=_given(answers, "contact_email"),
        insz=identifiers.compact(Identifier.INSZ, _given(answers, "insz")),
        first_name=_given(answers, "first_name"),
        last_name=_given(answers, "last_name"),
        employee_email=_given(answers, "employee_email"),
        fraction=percent_of(answers.get("fraction", "")),
        weekly_hours=decimal_of(answers.get("weekly_hours", "")),
        odb=identifiers.compact(Identifier.ODB, _given(answers, "odb")),
        size=decimal_of(answers.get("size", "")),
        initiative=Initiative(answers.get("initiative", "")),
    )


def _given(answers: Answers, name: str) -> str:
    typed = answers.get(name, "").strip()
    if not typed:
        raise ValueError(f"no {name}")
    return typed
