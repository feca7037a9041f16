"""The opleidingsdatabank; for now a stand-in that holds a few synthetic trainings."""

import tomllib
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
