"""What a refund may come to: an estimate in figures to keep, and in words to show."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, TypeAlias

from vov_app.domain.refunds import Estimate, concerns, estimate
from vov_app.domain.school_years import SCHOOL_YEARS, SOURCES, Confidence, Known, school_year_of
from vov_app.domain.trainings import Training
from vov_app.forms.values import RefundValues
from vov_app.services.work import Work
from vov_app.texts import euro, t

FIGURES = ("refund_per_hour", "min_fraction", "min_weekly_hours", "max_hours_own", "reference_month")
CERTAIN = (Confidence.HIGH, Confidence.MEDIUM)

Kept: TypeAlias = Mapping[str, str | None]


@dataclass(frozen=True)
class Line:
    """One line of a list: what it is, and what it comes to."""

    label: str
    value: str


@dataclass(frozen=True)
class EstimateView:
    """The estimate in words; `certain` is false when a figure behind it isn't confirmed."""

    lines: list[Line]
    certain: bool
    sources: list[str]


def of(w: Work, values: RefundValues) -> Estimate:
    """The estimate for these answers, by the rules of the school year in which the training starts.

    Raises:
        LookupError: the training isn't registered, so nobody knows what its size counts.
    """
    return estimate(registered(w, values.odb).kind, values.size, values.fraction, values.start_date)


def remarks(w: Work, values: RefundValues) -> list[str]:
    """What the authority will look at with other sources: warnings in words, never a stop."""
    training = registered(w, values.odb)
    found = concerns(
        training.kind,
        values.size,
        values.fraction,
        values.start_date,
        weekly_hours=values.weekly_hours,
        initiative=values.initiative,
        minimum_exempt=training.minimum_exempt,
        first_degree_only=training.first_degree_only,
    )
    return [t(f"refund.concern.{concern}") for concern in found]


def registered(w: Work, odb: str) -> Training:
    """The training with this ODB number.

    Raises:
        LookupError: it isn't registered.
    """
    training = w.world.register.training(odb)
    if training is None:
        raise LookupError("the training is not in the register")
    return training


def snapshot(made: Estimate) -> Kept:
    """The figures of an estimate, to keep with the application: hours, euro, school year, confidence."""
    return {
        "school_year": made.school_year.name if made.school_year else None,
        "training_hours": _text(made.training_hours),
        "personal_maximum": _text(made.personal_maximum),
        "payable_hours": _text(made.payable_hours),
        "rate": _text(made.rate.value),
        "amount": _text(made.amount),
        "confidence": made.confidence.value,
    }


def rules(start: date) -> Mapping[str, Any]:
    """The figures of the school year of this day, to keep with an application: value, confidence, sources.

    Empty when there are no figures of that year.
    """
    year = school_year_of(start)
    if year is None:
        return {}
    figures = {name: _figure(getattr(year, name)) for name in FIGURES}
    return {"school_year": year.name, "figures": figures}


def view(kept: Kept) -> EstimateView:
    """A kept estimate in words, with `niet bevestigd` where the rules hold no figure."""
    lines = [
        _line("school_year", kept["school_year"]),
        _line("training_hours", _hours(kept["training_hours"])),
        _line("personal_maximum", _hours(kept["personal_maximum"])),
        _line("payable_hours", _hours(kept["payable_hours"])),
        _line("rate", _money(kept["rate"])),
        _line("amount", _money(kept["amount"])),
    ]
    certain = Confidence(kept["confidence"] or Confidence.UNCONFIRMED) in CERTAIN
    return EstimateView(lines, certain, _sources(kept["school_year"]))


def _figure(known: Known[Any]) -> dict[str, Any]:
    value = None if known.value is None else str(known.value)
    return {"value": value, "confidence": known.confidence.value, "sources": list(known.sources)}


def _line(name: str, value: str | None) -> Line:
    return Line(t(f"refund.estimate.{name}"), value or t("refund.estimate.unconfirmed"))


def _sources(school_year: str | None) -> list[str]:
    """Where the rate of that school year comes from."""
    year = next((y for y in SCHOOL_YEARS if y.name == school_year), None)
    return [SOURCES[source] for source in year.refund_per_hour.sources] if year else []


def _hours(kept: str | None) -> str | None:
    return t("refund.estimate.hours", hours=Decimal(kept)) if kept else None


def _money(kept: str | None) -> str | None:
    return euro(Decimal(kept)) if kept else None


def _text(value: Decimal | None) -> str | None:
    return None if value is None else str(value)
