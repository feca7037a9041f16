"""The demo people and organisations of people.toml; run as a command it prints them."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any

EXTRA_NAMES = (
    "Apotheek", "Brouwerij", "Carrosserie", "Drukkerij", "Elektro", "Fietsen", "Garage", "Hotel", "Ijssalon", "Kapsalon",
)  # fmt: skip


@dataclass(frozen=True)
class DemoOrganisation:
    """A synthetic organisation; its KBO number is in a range that isn't in use."""

    kbo: str
    name: str
    place: str


@dataclass(frozen=True)
class DemoPerson:
    """A synthetic person, what they show, and the rows that make them so (`facts`)."""

    slug: str
    given_name: str
    family_name: str
    insz: str
    email: str | None
    shows: str
    works: tuple[str, ...]
    standing: Mapping[str, str]
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Given name and family name."""
        return f"{self.given_name} {self.family_name}"

    @property
    def subject(self) -> str:
        """How demo-ACM names them."""
        return f"demo-{self.slug}"


def extra_organisation(number: int) -> DemoOrganisation:
    """One of the organisations that only make the list long."""
    base = f"00{123000 + 89 * number:06d}"
    kbo = f"{base}{97 - int(base) % 97:02d}"
    return DemoOrganisation(kbo, f"{EXTRA_NAMES[number]} De Proef bv", "Lier")


def _person(row: Mapping[str, Any]) -> DemoPerson:
    given, family = row["name"]
    extra = [extra_organisation(n).kbo for n in range(row.get("extra_organisations", 0))]
    return DemoPerson(
        row["slug"], given, family, row["insz"], row.get("email"), row["shows"],
        (*row.get("works", ()), *extra), row.get("standing", {}), row,
    )  # fmt: skip


_TABLE = tomllib.loads((files(__package__) / "people.toml").read_text("utf-8"))

ORGANISATIONS = (
    *(DemoOrganisation(**row) for row in _TABLE["organisation"]),
    *(extra_organisation(number) for number in range(len(EXTRA_NAMES))),
)
PEOPLE = tuple(_person(row) for row in _TABLE["person"])


if __name__ == "__main__":
    width = max(len(person.name) for person in PEOPLE)
    for person in PEOPLE:
        print(f"  {person.name:<{width}}  {person.shows}")
