"""The opleidingsdatabank; for now a stand-in that holds a few synthetic trainings."""

import tomllib
import unicodedata
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from vov_app.domain.trainings import Training, TrainingKind


class TrainingRegister:
    """Looks trainings up by number."""

    def training(self, odb: str) -> Training | None:
        """The training with this compact ODB number, or None when it isn't registered."""
        return _register().get(odb)

    def search(self, text: str, limit: int) -> tuple[Training, ...]:
        """At most `limit` trainings whose number, name and provider hold every word of `text`, by name.

        Accents and capitals don't matter; without a word in `text` nothing is found.
        """
        words = _plain(text).split()
        if not words:
            return ()
        found = [one for one in _register().values() if all(word in _told(one) for word in words)]
        return tuple(sorted(found, key=lambda one: _plain(one.name))[: max(limit, 0)])


def _told(training: Training) -> str:
    return _plain(f"{training.odb} {training.name} {training.provider}")


def _plain(text: str) -> str:
    apart = unicodedata.normalize("NFD", text.casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


@cache
def _register() -> Mapping[str, Training]:
    text = (files(__package__) / "training_register.toml").read_text("utf-8")
    return {row["odb"]: _training(row) for row in tomllib.loads(text)["training"]}


def _training(row: Mapping[str, Any]) -> Training:
    return Training(
        odb=row["odb"],
        name=row["name"],
        kind=TrainingKind(row["kind"]),
        size=Decimal(row["size"]) if "size" in row else None,
        provider=row["provider"],
        provider_kbo=row["provider_kbo"],
        starts=row.get("starts"),
        ends=row.get("ends"),
        first_degree_only=row.get("first_degree_only", False),
        minimum_exempt=row.get("minimum_exempt", False),
    )
