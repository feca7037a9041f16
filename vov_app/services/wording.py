"""Put answers in words, for the check page, the receipt and the letters."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from vov_app.domain import identifiers
from vov_app.domain.identifiers import Identifier
from vov_app.forms.spec import Field, Kind
from vov_app.forms.values import date_of, decimal_of, percent_of
from vov_app.texts import t

NUMBERS = {
    Kind.INSZ: Identifier.INSZ,
    Kind.IBAN: Identifier.IBAN,
    Kind.ESTABLISHMENT: Identifier.ESTABLISHMENT,
    Kind.ODB: Identifier.ODB,
}


@dataclass(frozen=True)
class Row:
    """One question and its answer in words; an empty answer hasn't been filled in."""

    label: str
    answer: str


def rows(fields: Iterable[Field], answers: Mapping[str, str]) -> list[Row]:
    """Questions and answers in words, in the order of the fields."""
    return [Row(t(f"refund.field.{f.name}.short"), in_words(f, answers.get(f.name, ""))) for f in fields]


def in_words(field: Field, typed: str) -> str:
    """One sound answer in words; empty when nothing was filled in."""
    if not typed:
        return ""
    if field.kind in NUMBERS:
        return identifiers.display(NUMBERS[field.kind], typed)
    match field.kind:
        case Kind.DATE:
            return t("common.value.day", day=date_of(typed))
        case Kind.DECIMAL:
            return t("common.value.number", number=decimal_of(typed))
        case Kind.PERCENT:
            return t("common.value.percent", number=100 * percent_of(typed))
        case Kind.CHOICE:
            return t(f"refund.field.{field.name}.choice.{typed}")
        case Kind.TICK:
            return t("common.yes")
        case _:
            return typed


def as_typed(field: Field, typed: str) -> str:
    """One answer, sound or not: choices and ticks that were made in words, all else as it was typed."""
    made = field.kind in (Kind.CHOICE, Kind.TICK) and field.answered({field.name: typed})
    return in_words(field, typed) if made else typed
