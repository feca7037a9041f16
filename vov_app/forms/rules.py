"""What makes a single answer sound, for any form."""

import re
from collections.abc import Callable
from decimal import Decimal

from vov_app.domain import identifiers
from vov_app.domain.identifiers import Identifier
from vov_app.forms.spec import Answers, Facts, Rule
from vov_app.forms.values import date_of, decimal_of, percent_of

_EMAIL = re.compile(r"[^@\s,;<>\"()]+@[^@\s,;<>\"()]+\.[A-Za-z]{2,}")
_PHONE = re.compile(r"\+?[\d\s./()-]{8,25}")


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


def percentage(name: str) -> Rule:
    """The answer is a percentage above 0 and at most 100."""
    return _within(name, percent_of, Decimal(0), Decimal(1))


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
