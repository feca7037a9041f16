"""Every step of a request stands in one table; nothing leads out of an ending."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vov_app.domain.requests import OPEN, TRANSITIONS, Impossible, RequestAction, RequestStatus, move

ENDINGS = {RequestStatus.GRANTED, RequestStatus.REFUSED, RequestStatus.WITHDRAWN, RequestStatus.EXPIRED}


def test_each_status_has_its_row() -> None:
    assert set(TRANSITIONS) == set(RequestStatus)


def test_open_and_ended_divide_the_statuses() -> None:
    assert {RequestStatus.REQUESTED, RequestStatus.REMINDED, RequestStatus.ESCALATED} == OPEN
    assert set(RequestStatus) - OPEN == ENDINGS


@pytest.mark.parametrize("status", sorted(OPEN))
@pytest.mark.parametrize(
    ("action", "ending"),
    [
        (RequestAction.GRANT, RequestStatus.GRANTED),
        (RequestAction.REFUSE, RequestStatus.REFUSED),
        (RequestAction.WITHDRAW, RequestStatus.WITHDRAWN),
        (RequestAction.EXPIRE, RequestStatus.EXPIRED),
    ],
)
def test_an_open_request_can_end_in_four_ways(
    status: RequestStatus, action: RequestAction, ending: RequestStatus
) -> None:
    assert move(status, action) is ending


@pytest.mark.parametrize(("status", "action"), list(product(sorted(ENDINGS), RequestAction)))
def test_nothing_leads_out_of_an_ending(status: RequestStatus, action: RequestAction) -> None:
    with pytest.raises(Impossible) as refusal:
        move(status, action)
    assert (refusal.value.status, refusal.value.action) == (status, action)
    assert str(status) in str(refusal.value)


@pytest.mark.parametrize("status", [RequestStatus.REMINDED, RequestStatus.ESCALATED])
def test_one_reminder_is_enough(status: RequestStatus) -> None:
    with pytest.raises(Impossible):
        move(status, RequestAction.REMIND)


def test_a_request_is_reminded_of_then_escalated() -> None:
    reminded = move(RequestStatus.REQUESTED, RequestAction.REMIND)
    assert reminded is RequestStatus.REMINDED
    assert move(reminded, RequestAction.ESCALATE) is RequestStatus.ESCALATED
    assert move(RequestStatus.REQUESTED, RequestAction.ESCALATE) is RequestStatus.ESCALATED


def test_every_status_can_be_reached_from_the_first() -> None:
    reached, edge = set[RequestStatus](), {RequestStatus.REQUESTED}
    while edge:
        reached |= edge
        edge = {after for status in edge for after in TRANSITIONS[status].values()} - reached
    assert reached == set(RequestStatus)


@given(st.lists(st.sampled_from(RequestAction), max_size=12))
def test_whatever_is_tried_a_request_ends_at_most_once(actions: list[RequestAction]) -> None:
    status, endings = RequestStatus.REQUESTED, 0
    for action in actions:
        try:
            status = move(status, action)
        except Impossible:
            continue
        endings += status not in OPEN
    assert endings == (status not in OPEN)


def test_the_table_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        TRANSITIONS[RequestStatus.GRANTED] = {}  # type: ignore[index]
