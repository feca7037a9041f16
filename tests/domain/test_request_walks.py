"""Any walk through the life of a request keeps to its table, ends at most once and never goes back a desk.

The walks are the same at each run. To look further for a while:
`settings(max_examples=20_000, stateful_step_count=100, derandomize=False)`.
"""

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from vov_app.domain.requests import (
    OPEN,
    TRANSITIONS,
    Desk,
    Impossible,
    RequestAction,
    RequestStatus,
    first_desk,
    move,
    next_desk,
)

DESKS = list(Desk)
ENDINGS = {RequestAction.GRANT, RequestAction.REFUSE, RequestAction.WITHDRAW, RequestAction.EXPIRE}
SOME_DESKS = st.frozensets(st.sampled_from([Desk.ADMINISTRATORS, Desk.REPRESENTATIVES]))


class Walk(RuleBasedStateMachine):
    """One request; what was done to it is all that the model remembers."""

    @initialize(reachable=SOME_DESKS)
    def ask(self, reachable: frozenset[Desk]) -> None:
        self.reachable = reachable
        self.status, self.desk = RequestStatus.REQUESTED, first_desk(reachable)
        self.done: list[RequestAction] = []
        self.desks = [self.desk]
        assert self.desk in reachable or self.desk is Desk.OPERATOR
        assert not any(earlier in reachable for earlier in DESKS[: DESKS.index(self.desk)])

    @rule(reachable=SOME_DESKS)
    def people_come_and_go(self, reachable: frozenset[Desk]) -> None:
        self.reachable = reachable

    @rule(action=st.sampled_from(RequestAction))
    def act(self, action: RequestAction) -> None:
        before = self.status
        if not self._possible(action):
            with pytest.raises(Impossible) as refusal:
                move(before, action)
            assert (refusal.value.status, refusal.value.action) == (before, action)
            return
        self.status = move(before, action)
        self.done.append(action)

    @precondition(lambda self: self.status in OPEN)
    @rule()
    def hand_over(self) -> None:
        found = next_desk(self.desk, self.reachable)
        assert (found is None) is (self.desk is Desk.OPERATOR)
        self.act(RequestAction.ESCALATE)
        if found is not None:
            between = DESKS[DESKS.index(self.desk) + 1 : DESKS.index(found)]
            assert not self.reachable.intersection(between)
            assert found in self.reachable or found is Desk.OPERATOR
            self.desk = found
            self.desks.append(found)

    def _possible(self, action: RequestAction) -> bool:
        """What can be done, told from what was done instead of from the table."""
        ended = bool(ENDINGS.intersection(self.done))
        return not ended and (action is not RequestAction.REMIND or not self.done)

    @invariant()
    def it_has_ended_or_something_can_be_done(self) -> None:
        ended = [action for action in self.done if action in ENDINGS]
        assert len(ended) <= 1
        assert (self.status in OPEN) is (not ended) is bool(TRANSITIONS[self.status])

    @invariant()
    def the_last_action_tells_the_status(self) -> None:
        told = {action: steps[action] for steps in TRANSITIONS.values() for action in steps}
        assert self.status is (told[self.done[-1]] if self.done else RequestStatus.REQUESTED)

    @invariant()
    def no_desk_comes_twice(self) -> None:
        assert self.desks == sorted(set(self.desks), key=DESKS.index)


TestWalk = Walk.TestCase
TestWalk.settings = settings(
    max_examples=250, stateful_step_count=20, deadline=None, derandomize=True, database=None
)
