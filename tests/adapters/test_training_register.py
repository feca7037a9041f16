"""The stand-in for the opleidingsdatabank: sound, synthetic, and with every case that scenarios need."""

import tomllib
from datetime import date
from decimal import Decimal
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vov_app.adapters.training_register import TrainingRegister
from vov_app.domain import identifiers
from vov_app.domain.identifiers import Identifier
from vov_app.domain.trainings import Training, TrainingKind

TODAY = date(2025, 10, 13)
ROWS = tomllib.loads((files("vov_app.adapters") / "training_register.toml").read_text("utf-8"))["training"]


def entry(odb: str) -> Training:
    """The training with this number, which must be there."""
    found = TrainingRegister().training(odb)
    assert found is not None, odb
    return found


TRAININGS = [entry(row["odb"]) for row in ROWS]


def test_a_number_that_is_not_registered_gives_nothing() -> None:
    assert TrainingRegister().training("ODB-9999999") is None


def test_no_number_stands_there_twice() -> None:
    assert len({row["odb"] for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize("typed", ["odb 1000123", "1000123", "ODB-1000123"])
def test_a_number_is_found_however_it_was_typed(typed: str) -> None:
    assert entry(identifiers.compact(Identifier.ODB, typed)).name == "Basis boekhouden"


@pytest.mark.parametrize("training", TRAININGS, ids=lambda training: training.odb)
def test_every_entry_is_sound_and_synthetic(training: Training) -> None:
    assert training.odb == identifiers.compact(Identifier.ODB, training.odb)
    assert identifiers.fault(Identifier.ODB, training.odb, TODAY) is None
    assert identifiers.fault(Identifier.KBO, training.provider_kbo, TODAY) is None
    assert training.provider_kbo.startswith("00")
    assert training.size is None or training.size > 0
    assert (training.starts or date.min) <= (training.ends or date.max)


def test_a_provider_has_one_number_and_a_number_one_provider() -> None:
    pairs = {(training.provider, training.provider_kbo) for training in TRAININGS}
    assert len(pairs) == len({name for name, _ in pairs}) == len({kbo for _, kbo in pairs})


def test_there_is_one_of_every_kind() -> None:
    assert {training.kind for training in TRAININGS} == set(TrainingKind)


def test_the_training_of_the_scenarios_has_sixty_hours_on_any_dates() -> None:
    training = entry("ODB-1000123")
    assert (training.kind, training.size) == (TrainingKind.CONTACT_HOURS, Decimal(60))
    assert (training.starts, training.ends) == (None, None)


def test_a_creditcontract_differs_from_person_to_person() -> None:
    training = entry("ODB-P00004")
    assert (training.kind, training.size) == (TrainingKind.STUDY_POINTS, None)


def test_one_training_is_too_small_and_one_small_one_is_exempt() -> None:
    small = {training.minimum_exempt for training in TRAININGS if training.size and training.size < 20}
    assert small == {True, False}


def test_one_training_has_dates_of_its_own() -> None:
    assert entry("ODB-1001456").starts == date(2025, 11, 3)


def test_one_training_has_stopped_before_the_clock_of_the_prototype_starts() -> None:
    assert [one.odb for one in TRAININGS if (one.ends or date.max) < TODAY] == ["ODB-1001567"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("boekhouden", ["ODB-1000123"]),
        ("  BAKKERIJ   molenrad ", ["ODB-1000234"]),
        ("bäkkerij", ["ODB-1000234"]),
        ("P00004", ["ODB-P00004"]),
        ("graduaat", ["ODB-1001890", "ODB-1000678"]),
        ("graduaat lindeboom", []),
        ("", []),
        (" \n", []),
    ],
)
def test_a_search_finds_what_holds_every_word(text: str, found: list[str]) -> None:
    assert [one.odb for one in TrainingRegister().search(text, 10)] == found


@pytest.mark.parametrize(("limit", "found"), [(-1, 0), (0, 0), (1, 1), (3, 3), (99, len(TRAININGS))])
def test_a_search_gives_no_more_than_was_asked(limit: int, found: int) -> None:
    assert len(TrainingRegister().search("odb", limit)) == found


@given(st.text(max_size=40))
def test_a_search_bears_any_text_and_gives_entries_once(text: str) -> None:
    found = TrainingRegister().search(text, len(TRAININGS))
    assert len(set(found)) == len(found)
    assert set(found) <= set(TRAININGS)
