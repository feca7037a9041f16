"""Users are added with sound answers; what happens to several at once asks what belongs to it."""

from datetime import date

import pytest

from tests.forms.samples import FACTS, on
from vov_app.forms.user import ADD, SEVERAL, USERS, last_possible

SOUND = {
    "insz": "85.07.30-033.28",
    "first_name": "Bart",
    "last_name": "Claes",
    "email": "bart@korenbloem.example",
    "until": "12/10/2026",
}


def found(**changed: str) -> list[tuple[str, str]]:
    faults = USERS.faults({**SOUND, **changed}, FACTS, ADD)
    return [(fault.field, fault.key) for fault in faults]


def test_sound_answers_have_no_fault() -> None:
    assert found() == []


@pytest.mark.parametrize("name", SOUND)
def test_every_answer_is_needed(name: str) -> None:
    assert found(**{name: " "}) == [(name, "missing")]


@pytest.mark.parametrize(
    ("name", "typed", "key"),
    [
        ("insz", "85.07.30-033.29", "checksum"),
        ("insz", "85", "length"),
        ("email", "bart", "email"),
        ("email", f"{'b' * 70}@voorbeeld.be", "long"),
        ("until", "12/10/25", "date"),
        ("until", "12/10/2025", "past"),
        ("until", "13/10/2030", "far"),
    ],
)
def test_an_unsound_answer_is_told(name: str, typed: str, key: str) -> None:
    assert found(**{name: typed}) == [(name, key)]


@pytest.mark.parametrize("typed", ["13/10/2025", "2030-10-12"])
def test_a_right_may_end_today_and_within_five_years(typed: str) -> None:
    assert found(until=typed) == []


@pytest.mark.parametrize(
    ("today", "last"),
    [(date(2025, 10, 13), date(2030, 10, 12)), (date(2028, 2, 29), date(2033, 2, 27))],
)
def test_the_last_possible_day_is_the_one_that_is_granted(today: date, last: date) -> None:
    assert last_possible(today) == last


def test_a_leap_day_may_be_the_last_day() -> None:
    assert USERS.faults({**SOUND, "until": "29/2/2028"}, on(date(2027, 3, 1)), ADD) == ()


@pytest.mark.parametrize(
    ("typed", "faults"),
    [
        ({}, {"act": "missing"}),
        ({"act": "give"}, {"until": "missing"}),
        ({"act": "give", "until": "1/1/2020"}, {"until": "past"}),
        ({"act": "give", "until": "1/1/2026"}, {}),
        ({"act": "revoke"}, {"sure": "missing"}),
        ({"act": "revoke", "sure": "ja"}, {}),
        ({"act": "promote"}, {"act": "missing"}),
    ],
)
def test_several_at_once_are_given_a_right_until_a_day_or_lose_it_for_sure(
    typed: dict[str, str], faults: dict[str, str]
) -> None:
    assert {f.field: f.key for f in USERS.faults(typed, FACTS, SEVERAL)} == faults
