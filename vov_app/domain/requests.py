"""The life of a request for a right: which step leads where, and which steps there are no more."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class RequestStatus(StrEnum):
    """Where a request stands."""

    REQUESTED = "requested"
    REMINDED = "reminded"
    ESCALATED = "escalated"
    GRANTED = "granted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


class Desk(StrEnum):
    """Who has to decide; the next one gets it when the one before can't be reached or stays silent."""

    ADMINISTRATORS = "administrators"
    REPRESENTATIVES = "representatives"
    OPERATOR = "operator"


class RequestAction(StrEnum):
    """What can be done with a request."""

    REMIND = "remind"
    ESCALATE = "escalate"
    GRANT = "grant"
    REFUSE = "refuse"
    WITHDRAW = "withdraw"
    EXPIRE = "expire"


class Impossible(ValueError):
    """This action doesn't apply to a request with this status."""

    def __init__(self, status: RequestStatus, action: RequestAction) -> None:
        super().__init__(f"{action} is impossible when {status}")
        self.status = status
        self.action = action


_Steps = Mapping[RequestAction, RequestStatus]

_ENDINGS: _Steps = MappingProxyType({
    RequestAction.GRANT: RequestStatus.GRANTED,
    RequestAction.REFUSE: RequestStatus.REFUSED,
    RequestAction.WITHDRAW: RequestStatus.WITHDRAWN,
    RequestAction.EXPIRE: RequestStatus.EXPIRED,
})  # fmt: skip
_ESCALATE: _Steps = MappingProxyType({RequestAction.ESCALATE: RequestStatus.ESCALATED})
_REMIND: _Steps = MappingProxyType({RequestAction.REMIND: RequestStatus.REMINDED})
_NONE: _Steps = MappingProxyType({})

# One reminder, then the next desk: who waits isn't helped by a second reminder to the same person. What was
# escalated to the representatives can be escalated once more, to the operator; next_desk() says so.
TRANSITIONS: Mapping[RequestStatus, _Steps] = MappingProxyType({
    RequestStatus.REQUESTED: MappingProxyType({**_REMIND, **_ESCALATE, **_ENDINGS}),
    RequestStatus.REMINDED: MappingProxyType({**_ESCALATE, **_ENDINGS}),
    RequestStatus.ESCALATED: MappingProxyType({**_ESCALATE, **_ENDINGS}),
    RequestStatus.GRANTED: _NONE,
    RequestStatus.REFUSED: _NONE,
    RequestStatus.WITHDRAWN: _NONE,
    RequestStatus.EXPIRED: _NONE,
})  # fmt: skip

OPEN: frozenset[RequestStatus] = frozenset(status for status, steps in TRANSITIONS.items() if steps)


def move(status: RequestStatus, action: RequestAction) -> RequestStatus:
    """The status after this action.

    Raises:
        Impossible: the table has no such step.
    """
    steps = TRANSITIONS[status]
    if action not in steps:
        raise Impossible(status, action)
    return steps[action]


_DESKS = tuple(Desk)


def next_desk(desk: Desk, reachable: frozenset[Desk]) -> Desk | None:
    """Who decides when this desk doesn't: the first one after it that can be reached.

    The operator of this loket always can, so that no request is ever with nobody; None after the operator.
    """
    after = _DESKS[_DESKS.index(desk) + 1 :]
    return next((d for d in after if d in reachable or d is Desk.OPERATOR), None)


def first_desk(reachable: frozenset[Desk]) -> Desk:
    """Who decides about a new request."""
    return next((d for d in _DESKS if d in reachable), Desk.OPERATOR)
