"""The life of a dossier: events that happened to it, and the status that they add up to.

Goedgekeurd, geweigerd, stopgezet and geannuleerd are official (dossier 4.4); the stages before a decision are
our own and shown as such.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType


class DossierStatus(StrEnum):
    """Where a dossier stands."""

    FILED = "filed"
    IN_TREATMENT = "in_treatment"
    INFORMATION_ASKED = "information_asked"
    APPROVED = "approved"
    REFUSED = "refused"
    STOPPED = "stopped"
    CANCELLED = "cancelled"


OFFICIAL: frozenset[DossierStatus] = frozenset({
    DossierStatus.APPROVED, DossierStatus.REFUSED, DossierStatus.STOPPED, DossierStatus.CANCELLED,
})  # fmt: skip


class DossierEventKind(StrEnum):
    """What can happen to a dossier: by the employer, by the authority, and by itself when a day passes."""

    FILED = "filed"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"
    INFORMED = "informed"
    TAKEN_UP = "taken_up"
    INFORMATION_ASKED = "information_asked"
    APPROVED = "approved"
    REFUSED = "refused"
    STOPPED = "stopped"
    CALCULATED = "calculated"
    NOT_CALCULATED = "not_calculated"
    PAID = "paid"
    REMINDED = "reminded"
    LAPSED = "lapsed"


class NotCalculated(StrEnum):
    """The four official reasons for `Berekend: nee` (dossier 4.4)."""

    STATUS = "status"
    NO_ATTEST = "no_attest"
    DMFA_ERROR = "dmfa_error"
    OTHER = "other"


class ImpossibleEvent(ValueError):
    """This can't happen to a dossier with this status."""

    def __init__(self, status: DossierStatus | None, kind: DossierEventKind) -> None:
        super().__init__(f"{kind} is impossible when {status}")
        self.status = status
        self.kind = kind


_Steps = Mapping[DossierEventKind, DossierStatus]
_Kind, _Status = DossierEventKind, DossierStatus


def _steps(*, changeable: bool, **named: DossierStatus) -> _Steps:
    """The steps out of one status; who may still change a dossier may also withdraw it."""
    own = {_Kind.WITHDRAWN: _Status.CANCELLED} if changeable else {}
    return MappingProxyType({**{_Kind[name]: to for name, to in named.items()}, **own})


# CORRECTED keeps a status, or puts a dossier back that waits for what was asked; when one may still correct,
# the filing window says as well (changes.py). A dossier lapses when what was asked doesn't come within the
# month (dossier 3.2, S64); that it is called stopgezet from then on is our reading, no source says so.
TRANSITIONS: Mapping[DossierStatus | None, _Steps] = MappingProxyType({
    None: MappingProxyType({_Kind.FILED: _Status.FILED}),
    _Status.FILED: _steps(
        changeable=True, CORRECTED=_Status.FILED, TAKEN_UP=_Status.IN_TREATMENT,
        NOT_CALCULATED=_Status.FILED,
    ),
    _Status.IN_TREATMENT: _steps(
        changeable=True, CORRECTED=_Status.IN_TREATMENT, INFORMATION_ASKED=_Status.INFORMATION_ASKED,
        APPROVED=_Status.APPROVED, REFUSED=_Status.REFUSED, STOPPED=_Status.STOPPED,
        NOT_CALCULATED=_Status.IN_TREATMENT,
    ),
    _Status.INFORMATION_ASKED: _steps(
        changeable=True, CORRECTED=_Status.IN_TREATMENT, INFORMED=_Status.IN_TREATMENT,
        REFUSED=_Status.REFUSED, STOPPED=_Status.STOPPED, NOT_CALCULATED=_Status.INFORMATION_ASKED,
        REMINDED=_Status.INFORMATION_ASKED, LAPSED=_Status.STOPPED,
    ),
    _Status.APPROVED: _steps(
        changeable=False, STOPPED=_Status.STOPPED, CALCULATED=_Status.APPROVED,
        NOT_CALCULATED=_Status.APPROVED, PAID=_Status.APPROVED,
    ),
    _Status.REFUSED: _steps(changeable=False, NOT_CALCULATED=_Status.REFUSED),
    _Status.STOPPED: _steps(
        changeable=False, CALCULATED=_Status.STOPPED, NOT_CALCULATED=_Status.STOPPED, PAID=_Status.STOPPED,
    ),
    _Status.CANCELLED: _steps(changeable=False, NOT_CALCULATED=_Status.CANCELLED),
})  # fmt: skip


def moves(status: DossierStatus | None, kind: DossierEventKind) -> DossierStatus:
    """The status after this event.

    Raises:
        ImpossibleEvent: the table has no such step.
    """
    steps = TRANSITIONS[status]
    if kind not in steps:
        raise ImpossibleEvent(status, kind)
    return steps[kind]


def possible(status: DossierStatus | None, kind: DossierEventKind) -> bool:
    """Whether this can happen to a dossier with this status."""
    return kind in TRANSITIONS[status]


@dataclass(frozen=True)
class DossierState:
    """What all events together say: the status, the version of the answers, and what was calculated last.

    `calculated` is None before the first comparison; `reason` says why the last one gave nothing.
    """

    status: DossierStatus | None = None
    version: int = 0
    calculated: bool | None = None
    reason: NotCalculated | None = None
    payments: int = 0


@dataclass(frozen=True)
class Happened:
    """One event, without who and when: those don't change what a dossier is."""

    kind: DossierEventKind
    reason: NotCalculated | None = None


def happen(state: DossierState, event: Happened) -> DossierState:
    """The state after one more event.

    Raises:
        ImpossibleEvent: it can't happen to a dossier in this state.
    """
    after = replace(state, status=moves(state.status, event.kind))
    match event.kind:
        case _Kind.FILED | _Kind.CORRECTED:
            return replace(after, version=state.version + 1)
        case _Kind.CALCULATED:
            return replace(after, calculated=True, reason=None)
        case _Kind.NOT_CALCULATED:
            return replace(after, calculated=False, reason=event.reason or NotCalculated.OTHER)
        case _Kind.PAID:
            return replace(after, payments=state.payments + 1)
        case _:
            return after


def fold(events: Iterable[Happened]) -> DossierState:
    """The state that the events of a dossier, in their order, add up to.

    Raises:
        ImpossibleEvent: they can't have happened in this order.
    """
    state = DossierState()
    for event in events:
        state = happen(state, event)
    return state
