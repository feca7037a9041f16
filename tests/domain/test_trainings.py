"""The words that the register and the form use for trainings."""

from datetime import date
from decimal import Decimal

from vov_app.domain.trainings import Initiative, Training, TrainingKind


def test_kinds_and_initiatives_carry_the_words_of_the_register() -> None:
    assert [str(kind) for kind in TrainingKind] == [
        "contacturen",
        "lestijden",
        "studiepunten",
        "examencommissie",
    ]
    assert [str(initiative) for initiative in Initiative] == ["werknemer", "werkgever"]


def test_a_training_is_a_value_without_exceptions_unless_told() -> None:
    def made() -> Training:
        return Training(
            "ODB-1000123",
            "Lassen",
            TrainingKind.CONTACT_HOURS,
            Decimal(40),
            "Syntra",
            "0003456762",
            date(2025, 9, 15),
            date(2026, 1, 30),
        )

    assert made() == made()
    assert not made().first_degree_only
    assert not made().minimum_exempt
