"""The figures of each school year, and what we know them from; they stand in school_years.toml."""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Generic, TypeAlias, TypeVar

Value = TypeVar("Value")


class Confidence(StrEnum):
    """How sure a figure is, surest first; school_years.toml explains the scale."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    DERIVED = "derived"
    UNCONFIRMED = "unconfirmed"


class ReferenceMonth(StrEnum):
    """The month of which the employment fraction counts (dossier 2.2)."""

    SEPTEMBER_OF = "september_of_school_year"
    MARCH_BEFORE = "march_before_school_year"


class NotConfirmed(LookupError):
    """A figure was needed that nobody has confirmed."""


@dataclass(frozen=True)
class Known(Generic[Value]):
    """A value, how sure it is, and the keys in SOURCES of the pages that it comes from; None: not known."""

    value: Value | None = None
    confidence: Confidence = Confidence.UNCONFIRMED
    sources: tuple[str, ...] = ()

    @property
    def sure(self) -> Value:
        """The value.

        Raises:
            NotConfirmed: there is none.
        """
        if self.value is None:
            raise NotConfirmed
        return self.value


Figure: TypeAlias = Known[Decimal]
UNKNOWN: Figure = Known()


@dataclass(frozen=True)
class WageCap:
    """The federal cap on gross monthly pay during the leave, in euro, from `start` to `end` inclusive."""

    start: date
    end: date
    amount: Figure


@dataclass(frozen=True)
class SchoolYear:
    """1 September to 31 August. Money in euro, fractions from 0 to 1, hours for a full-time employee.

    `transition_from`: fractions from here up to `min_fraction` may fall under a transitional measure.
    `opening`: the day the portal opened for the year. `filed_until`: all of the year may be filed up to then.
    """

    name: str
    start: date
    end: date
    refund_per_hour: Figure
    min_fraction: Figure
    transition_from: Figure
    min_weekly_hours: Figure
    reference_month: Known[ReferenceMonth]
    max_hours_own: Figure
    max_hours_total: Figure
    initiative_right: Known[bool]
    opening: Known[date]
    filed_until: Known[date]
    wage_caps: tuple[WageCap, ...]

    @property
    def common_initiative(self) -> bool | None:
        """Whether the employer may take the initiative too, in hours of its own (dossier 2.4)."""
        return self.initiative_right.value

    @property
    def opens(self) -> date | None:
        """The first day on which the portal took applications for this year, where it opened late."""
        return self.opening.value


def weakest(*confidences: Confidence) -> Confidence:
    """The least sure of these; HIGH when there are none."""
    return max(confidences, key=_SCALE.index, default=Confidence.HIGH)


def school_year_of(day: date) -> SchoolYear | None:
    """The school year in which this day falls, None when we have no figures of it."""
    return next((year for year in SCHOOL_YEARS if year.start <= day <= year.end), None)


_SCALE = list(Confidence)
_Table: TypeAlias = Mapping[str, Any]


def _known(row: _Table, read: Callable[[Any], Value]) -> Known[Value]:
    value = read(row["value"]) if "value" in row else None
    confidence = Confidence(row.get("confidence", Confidence.UNCONFIRMED))
    return Known(value, confidence, tuple(row.get("sources", ())))


def _day(value: date) -> date:
    return value


def _wage_cap(row: _Table) -> WageCap:
    return WageCap(row["start"], row["end"], _known(row, Decimal))


def _school_year(row: _Table) -> SchoolYear:
    def figure(name: str) -> Figure:
        return _known(row.get(name, {}), Decimal)

    return SchoolYear(
        name=row["name"],
        start=row["start"],
        end=row["end"],
        refund_per_hour=figure("refund_per_hour"),
        min_fraction=figure("min_fraction"),
        transition_from=figure("transition_from"),
        min_weekly_hours=figure("min_weekly_hours"),
        reference_month=_known(row["reference_month"], ReferenceMonth),
        max_hours_own=figure("max_hours_own"),
        max_hours_total=figure("max_hours_total"),
        initiative_right=_known(row["common_initiative"], bool),
        opening=_known(row.get("opens", {}), _day),
        filed_until=_known(row.get("filed_until", {}), _day),
        wage_caps=tuple(_wage_cap(cap) for cap in row.get("wage_caps", ())),
    )


def _figures(table: _Table) -> Mapping[str, Figure]:
    return MappingProxyType({name: _known(row, Decimal) for name, row in table.items()})


_TEXT = files("vov_app.domain").joinpath("school_years.toml").read_text("utf-8")
_RULES: _Table = tomllib.loads(_TEXT, parse_float=Decimal)

SOURCES: Mapping[str, str] = MappingProxyType(_RULES["sources"])
SCHOOL_YEARS: tuple[SchoolYear, ...] = tuple(_school_year(row) for row in _RULES["school_year"])

# By TrainingKind: hours of leave per unit, and the fewest units that count (dossier 2.3 and 2.4).
HOURS_PER_UNIT = _figures(_RULES["hours_per_unit"])
MINIMUM_SIZE = _figures(_RULES["minimum_size"])

MONTHS_BEFORE = _known(_RULES["filing"]["months_before"], int)
MONTHS_AFTER = _known(_RULES["filing"]["months_after"], int)
FRACTION_CAP = _known(_RULES["personal"]["fraction_cap"], Decimal)
AGREEMENT_SINCE = _known(_RULES["personal"]["agreement_since"], _day)
