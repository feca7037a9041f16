"""What an employer may still correct or answer, and until which day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vov_app.domain.changes import Asked, Correcting, answer_by, correcting, may_answer
from vov_app.domain.dossiers import OFFICIAL
from vov_app.domain.dossiers import DossierStatus as Status

LAST = date(2025, 12, 14)
BEFORE, AFTER = LAST - timedelta(days=1), LAST + timedelta(days=1)
WAITING = Status.INFORMATION_ASKED


@pytest.mark.parametrize(
    ("asked_on", "last"),
    [
        (date(2025, 10, 13), date(2025, 11, 13)),
        (date(2025, 12, 31), date(2026, 1, 31)),
        (date(2026, 1, 31), date(2026, 2, 28)),
    ],
)
def test_an_answer_is_due_a_month_later(asked_on: date, last: date) -> None:
    assert answer_by(asked_on) == last


@pytest.mark.parametrize("status", [Status.FILED, Status.IN_TREATMENT])
def test_all_may_be_corrected_up_to_the_last_day_and_nothing_after_it(status: Status) -> None:
    assert correcting(status, LAST, LAST, None) is Correcting.EVERYTHING
    assert correcting(status, AFTER, LAST, None) is Correcting.CLOSED


@pytest.mark.parametrize(
    ("today", "asked", "found"),
    [
        (BEFORE, Asked(AFTER, "employee"), Correcting.EVERYTHING),
        (AFTER, Asked(AFTER, "employee"), Correcting.ASKED),
        (AFTER, Asked(AFTER), Correcting.CLOSED),
        (AFTER, Asked(LAST, "employee"), Correcting.LATE),
        (BEFORE, Asked(BEFORE - timedelta(days=1), "employee"), Correcting.LATE),
    ],
)
def test_after_it_only_what_was_asked_may_be_corrected(today: date, asked: Asked, found: Correcting) -> None:
    assert correcting(WAITING, today, LAST, asked) is found


def test_a_question_that_was_answered_opens_nothing() -> None:
    assert correcting(Status.IN_TREATMENT, AFTER, LAST, Asked(AFTER, "employee")) is Correcting.CLOSED


@given(st.sampled_from(sorted(OFFICIAL)), st.dates(), st.dates(), st.none() | st.builds(Asked, st.dates()))
def test_after_a_decision_nothing_may_be_corrected_or_answered(
    status: Status, today: date, last: date, asked: Asked | None
) -> None:
    assert correcting(status, today, last, asked) is Correcting.DECIDED
    assert not may_answer(status, today, asked)


def test_what_was_asked_is_answered_up_to_its_last_day() -> None:
    assert may_answer(WAITING, LAST, Asked(LAST))
    assert not may_answer(WAITING, AFTER, Asked(LAST))
    assert not may_answer(WAITING, LAST, None)
    assert not may_answer(Status.IN_TREATMENT, LAST, Asked(LAST))


def test_only_two_of_them_allow_anything() -> None:
    assert [found for found in Correcting if found.allowed] == [Correcting.EVERYTHING, Correcting.ASKED]
