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

# One reminder, then the fallback queue: who waits isn't helped by a second reminder to the same person.
TRANSITIONS: Mapping[RequestStatus, _Steps] = MappingProxyType({
    RequestStatus.REQUESTED: MappingProxyType({**_REMIND, **_ESCALATE, **_ENDINGS}),
    RequestStatus.REMINDED: MappingProxyType({**_ESCALATE, **_ENDINGS}),
    RequestStatus.ESCALATED: _ENDINGS,
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
