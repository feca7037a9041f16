"""The demo people and organisations of people.toml; run as a command it prints them."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any

from vov_app.domain.rights import Standing


@dataclass(frozen=True)
class DemoOrganisation:
    """A synthetic organisation; its KBO number is in a range that isn't in use."""

    kbo: str
    name: str
    place: str


@dataclass(frozen=True)
class DemoPerson:
    """A synthetic person: what they show, the organisations they act for, and where they stand there.

    `standing` and `works` hold compact KBO numbers; `facts` is the row of people.toml that the seed reads.
    """

    slug: str
    given_name: str
    family_name: str
    insz: str
    email: str | None
    shows: str
    works: tuple[str, ...]
    standing: Mapping[str, Standing]
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Given name and family name."""
        return f"{self.given_name} {self.family_name}"

    @property
    def subject(self) -> str:
        """How demo-ACM names them."""
        return f"demo-{self.slug}"


def table(people: Iterable[DemoPerson]) -> str:
    """One line per person: the name, and what they show."""
    lines = [(person.name, person.shows) for person in people]
    width = max(len(name) for name, _ in lines)
    return "\n".join(f"  {name:<{width}}  {shows}" for name, shows in lines)


def _person(row: Mapping[str, Any]) -> DemoPerson:
    given, family = row["name"]
    return DemoPerson(
        slug=row["slug"],
        given_name=given,
        family_name=family,
        insz=row["insz"],
        email=row.get("email"),
        shows=row["shows"],
        works=tuple(row.get("works", ())),
        standing={kbo: Standing(word) for kbo, word in row.get("standing", {}).items()},
        facts=row,
    )


_TOML = tomllib.loads((files(__package__) / "people.toml").read_text("utf-8"))

ORGANISATIONS: tuple[DemoOrganisation, ...] = tuple(DemoOrganisation(**row) for row in _TOML["organisation"])
PEOPLE: tuple[DemoPerson, ...] = tuple(_person(row) for row in _TOML["person"])


if __name__ == "__main__":
    print(table(PEOPLE))
