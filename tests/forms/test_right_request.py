"""Asking for the right: a reason is welcome, not required, and carries no links into letters."""

import pytest

from tests.forms.samples import FACTS
from vov_app.forms.right_request import MOST_CHARACTERS, REASON, RIGHT_REQUEST


def found(reason: str) -> list[str]:
    (step,) = RIGHT_REQUEST.steps
    kept = RIGHT_REQUEST.clean(step, {"reason": reason})
    return [fault.key for fault in RIGHT_REQUEST.faults(kept, FACTS)]


@pytest.mark.parametrize("reason", ["", "Ik volg de opleidingen op.", "a" * MOST_CHARACTERS])
def test_a_reason_may_be_given(reason: str) -> None:
    assert found(reason) == []


def test_who_typed_too_much_keeps_it_to_shorten_it() -> None:
    assert found("a" * (MOST_CHARACTERS + 1)) == ["long"]
    assert REASON.taken("a" * 1000) == "a" * 1000


def test_a_link_is_refused() -> None:
    assert found("Meer op https://voorbeeld.test") == ["link"]
