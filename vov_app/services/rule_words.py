"""The rules that were kept with a version of a dossier, in words: figure, certainty, sources."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

from vov_app.domain.school_years import SOURCES, Confidence
from vov_app.services.estimates import CERTAIN, FIGURES
from vov_app.texts import euro, t


@dataclass(frozen=True)
class SourceLink:
    """A page that a figure comes from."""

    label: str
    address: str


@dataclass(frozen=True)
class RuleLine:
    """One figure of a school year; `unsure` says so when nobody confirmed it."""

    label: str
    value: str
    unsure: str = ""
    sources: list[SourceLink] = field(default_factory=list)


def lines(rules: Mapping[str, Any]) -> list[RuleLine]:
    """The figures that applied; none when there are none of that school year."""
    kept = rules.get("figures", {})
    return [_line(name, kept[name]) for name in FIGURES if name in kept]


def _line(name: str, figure: Mapping[str, Any]) -> RuleLine:
    certain = figure["value"] is not None and Confidence(figure["confidence"]) in CERTAIN
    return RuleLine(
        label=t(f"dossier.rules.{name}"),
        value=_value(name, figure["value"]) if figure["value"] is not None else "",
        unsure="" if certain else t("dossier.rules.unsure"),
        sources=[_source(key) for key in figure["sources"]],
    )


def _value(name: str, kept: str) -> str:
    match name:
        case "refund_per_hour":
            return euro(Decimal(kept))
        case "min_fraction":
            return t("common.value.percent", number=100 * Decimal(kept))
        case "reference_month":
            return t(f"dossier.rules.month.{kept}")
        case _:
            return t("refund.estimate.hours", hours=Decimal(kept))


def _source(key: str) -> SourceLink:
    address = SOURCES[key]
    return SourceLink(t("dossier.rules.source", site=urlsplit(address).netloc.removeprefix("www.")), address)
