"""What makes a single answer sound, for any form."""

import re
from collections.abc import Callable
from decimal import Decimal

from vov_app.domain import identifiers
from vov_app.domain.identifiers import Identifier
from vov_app.forms.spec import Answers, Facts, Fault, Rule
from vov_app.forms.values import date_of, decimal_of, percent_of

_EMAIL = re.compile(r"[^@\s,;:<>\"()\[\]\\]+@(?:[^\W_](?:-*[^\W_])*\.)+[A-Za-z]{2,}")
_PHONE = re.compile(r"\+?[\d\s./()-]{8,25}", re.ASCII)
# What mail programs turn into a link by themselves.
_LINK = re.compile(
    r"://|\bwww\.|\bmailto:|@[\w-]+\.|"
    r"\b[\w-]+\.(?:be|com|net|org|eu|nl|de|fr|lu|uk|io|app|info|biz|link|ly|me|co|site|online|top|xyz|"
    r"brussels|gent|vlaanderen)\b",
    re.IGNORECASE,
)


def number(kind: Identifier, name: str) -> Rule:
    """The answer is a sound number of this kind; else the kind of fault that it has."""

    def rule(answers: Answers, facts: Facts) -> str | None:
        fault = identifiers.fault(kind, answers.get(name, ""), facts.today)
        return fault.value if fault else None

    return rule


def email(name: str) -> Rule:
    """The answer looks like one e-mail address."""

    def rule(answers: Answers, _facts: Facts) -> str | None:
        typed = answers.get(name, "")
        return None if _EMAIL.fullmatch(typed) and ".." not in typed else "email"

    return rule


def phone(name: str) -> Rule:
    """The answer looks like a telephone number of eight digits or more."""

    def rule(answers: Answers, _facts: Facts) -> str | None:
        typed = answers.get(name, "")
        digits = sum(c.isdigit() for c in typed)
        return None if _PHONE.fullmatch(typed) and 8 <= digits <= 15 else "phone"

    return rule


def is_date(name: str) -> Rule:
    """The answer is a date that exists."""
    return _readable(name, date_of, "date")


def between(name: str, low: Decimal, high: Decimal) -> Rule:
    """The answer is a number above `low` and at most `high`."""
    return _within(name, decimal_of, low, high)


def up_to(name: str, high: Decimal) -> Rule:
    """The answer is a number from 0 to `high`."""
    return _within(name, decimal_of, Decimal(-1), high)


def percentage(name: str) -> Rule:
    """The answer is a percentage above 0 and at most 100."""
    return _within(name, percent_of, Decimal(0), Decimal(1))


def at_most(name: str, most: int) -> Rule:
    """The answer has at most so many characters; the fault tells both counts."""

    def rule(answers: Answers, _facts: Facts) -> Fault | None:
        count = len(answers.get(name, ""))
        return Fault(name, "long", {"most": most, "count": count}) if count > most else None

    return rule


def no_link(name: str) -> Rule:
    """The answer holds nothing that a mail program makes a link of: letters carry it to others."""

    def rule(answers: Answers, _facts: Facts) -> str | None:
        return "link" if _LINK.search(answers.get(name, "")) else None

    return rule


def _readable(name: str, read: Callable[[str], object], fault: str) -> Rule:
    def rule(answers: Answers, _facts: Facts) -> str | None:
        try:
            read(answers.get(name, ""))
        except ValueError:
            return fault
        return None

    return rule


def _within(name: str, read: Callable[[str], Decimal], low: Decimal, high: Decimal) -> Rule:
    def rule(answers: Answers, _facts: Facts) -> str | None:
        try:
            value = read(answers.get(name, ""))
        except ValueError:
            return "number"
        return None if low < value <= high else "range"

    return rule
