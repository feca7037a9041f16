"""A sound application, a small register, and one day on which to judge: what form tests start from."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from vov_app.domain.trainings import Training, TrainingKind
from vov_app.forms.refund import CREDIT_ODB, REFUND
from vov_app.forms.spec import TICKED, Answers, Facts, Fault, Field, Step

TODAY = date(2025, 10, 13)


def training(odb: str, kind: TrainingKind) -> Training:
    """A training of this kind with this number."""
    return Training(odb, "Boekhouden", kind, Decimal(60), "CVO Voorbeeld", "0001234571", None, None)


REGISTER: Mapping[str, Training] = {
    found.odb: found
    for found in (
        training("ODB-1000123", TrainingKind.CONTACT_HOURS),
        training("ODB-1000456", TrainingKind.LESSON_PERIODS),
        training("ODB-1000789", TrainingKind.STUDY_POINTS),
        training(CREDIT_ODB, TrainingKind.STUDY_POINTS),
    )
}
FACTS = Facts(TODAY, REGISTER.get)

SOUND: Answers = {
    "start_date": "15/9/2025",
    "joined_later": "nee",
    "contact_name": "An Peeters",
    "contact_email": "an.peeters@voorbeeld.be",
    "contact_phone": "02 123 45 67",
    "iban": "BE43 0000 0000 0101",
    "insz": "85.07.30-033.28",
    "first_name": "Bart",
    "last_name": "Claes",
    "employee_email": "bart.claes@voorbeeld.be",
    "fraction": "80 %",
    "weekly_hours": "30,4",
    "works_in_flanders": "ja",
    "establishment": "2.147.812.701",
    "odb": "ODB-1000123",
    "end_date": "19/6/2026",
    "size": "60",
    "initiative": "werknemer",
    "employee_agrees": TICKED,
    "declaration": TICKED,
}


def answers(**changed: str) -> dict[str, str]:
    """The sound answers with these changes."""
    return {**SOUND, **changed}


def on(today: date) -> Facts:
    """The facts of another day."""
    return Facts(today, REGISTER.get)


def faults(facts: Facts = FACTS, /, **changed: str) -> list[tuple[str, str]]:
    """What is wrong with the sound answers after these changes: field and key."""
    found = REFUND.faults(answers(**changed), facts)
    return [(fault.field, fault.key) for fault in found]


def only_fault(facts: Facts = FACTS, /, **changed: str) -> Fault:
    """The one fault that these changes make."""
    (found,) = REFUND.faults(answers(**changed), facts)
    return found


def step(name: str) -> Step:
    """The step of the refund form with this name."""
    found = REFUND.step(name)
    assert found is not None
    return found


def fields() -> dict[str, Field]:
    """Every field of the refund form by its name."""
    return {field.name: field for each in REFUND.steps for field in each.fields}


def asked(**changed: str) -> set[str]:
    """The fields that are asked of the sound answers after these changes."""
    return {name for name, field in fields().items() if field.asked(answers(**changed), FACTS)}
