"""A training as the opleidingsdatabank knows it, and whose initiative it was (dossier 2.3, 2.4)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class TrainingKind(StrEnum):
    """What the size of a training is counted in (dossier 2.4)."""

    CONTACT_HOURS = "contacturen"
    LESSON_PERIODS = "lestijden"
    STUDY_POINTS = "studiepunten"
    EXAM_BOARD = "examencommissie"


class Initiative(StrEnum):
    """Who took the initiative; the application must say so (dossier 2.4)."""

    EMPLOYEE = "werknemer"
    EMPLOYER = "werkgever"


@dataclass(frozen=True)
class Training:
    """One entry of the register.

    `odb` and `provider_kbo` are compact. `size` counts contact hours, lesson periods, study points or exams,
    as `kind` says; None when it differs from person to person, like the dates. `first_degree_only`: counts
    only towards a first diploma of that level (dossier 2.3). `minimum_exempt`: the minimum size doesn't hold,
    as for mentors and EVC.
    """

    odb: str
    name: str
    kind: TrainingKind
    size: Decimal | None
    provider: str
    provider_kbo: str
    starts: date | None
    ends: date | None
    first_degree_only: bool = False
    minimum_exempt: bool = False
