"""A dossier is what happened to it: the table of steps, and the fold of any history."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vov_app.domain.dossiers import (
    OFFICIAL,
    TRANSITIONS,
    DossierState,
    Happened,
    ImpossibleEvent,
    NotCalculated,
    fold,
    happen,
    moves,
    possible,
)
from vov_app.domain.dossiers import DossierEventKind as Kind
from vov_app.domain.dossiers import DossierStatus as Status


@st.composite
def histories(draw: st.DrawFn) -> list[Happened]:
    """Events that can follow each other, from the first on."""
    events, status = [Happened(Kind.FILED)], Status.FILED
    for _ in range(draw(st.integers(0, 12))):
        kind = draw(st.sampled_from(sorted(TRANSITIONS[status])))
        reason = draw(st.sampled_from(NotCalculated)) if kind is Kind.NOT_CALCULATED else None
        events.append(Happened(kind, reason))
        status = moves(status, kind)
    return events


def test_nothing_happened_yet_is_no_dossier() -> None:
    assert fold([]) == DossierState()


def test_every_status_can_be_reached_and_is_in_the_table() -> None:
    reached = {to for steps in TRANSITIONS.values() for to in steps.values()}
    assert reached == set(Status)
    assert set(TRANSITIONS) == {None, *Status}


@pytest.mark.parametrize("status", sorted(OFFICIAL))
def test_after_a_decision_the_employer_changes_nothing(status: Status) -> None:
    assert not any(possible(status, kind) for kind in (Kind.CORRECTED, Kind.WITHDRAWN, Kind.INFORMED))


@pytest.mark.parametrize("status", sorted(set(Status) - OFFICIAL))
def test_before_a_decision_it_can_be_withdrawn_and_corrected(status: Status) -> None:
    assert moves(status, Kind.WITHDRAWN) is Status.CANCELLED
    assert possible(status, Kind.CORRECTED)


def test_what_can_t_happen_says_so_and_names_both() -> None:
    with pytest.raises(ImpossibleEvent, match="paid is impossible when refused") as fault:
        moves(Status.REFUSED, Kind.PAID)
    assert (fault.value.status, fault.value.kind) == (Status.REFUSED, Kind.PAID)


def test_a_dossier_is_filed_once() -> None:
    with pytest.raises(ImpossibleEvent):
        fold([Happened(Kind.FILED), Happened(Kind.FILED)])


@given(histories())
def test_the_fold_is_one_event_after_the_other(events: list[Happened]) -> None:
    for cut in range(len(events)):
        assert fold(events[: cut + 1]) == happen(fold(events[:cut]), events[cut])


@given(histories())
def test_the_version_counts_filing_and_corrections_and_payments_count_themselves(
    events: list[Happened],
) -> None:
    state = fold(events)
    assert state.version == sum(e.kind in (Kind.FILED, Kind.CORRECTED) for e in events)
    assert state.payments == sum(e.kind is Kind.PAID for e in events)


@given(histories())
def test_the_last_comparison_counts(events: list[Happened]) -> None:
    compared = [e for e in events if e.kind in (Kind.CALCULATED, Kind.NOT_CALCULATED)]
    state = fold(events)
    if not compared:
        assert (state.calculated, state.reason) == (None, None)
    else:
        assert state.calculated is (compared[-1].kind is Kind.CALCULATED)
        assert state.reason == compared[-1].reason


@given(histories(), st.sampled_from(Kind))
def test_an_event_happens_when_the_table_has_it(events: list[Happened], kind: Kind) -> None:
    state = fold(events)
    if possible(state.status, kind):
        assert happen(state, Happened(kind)).status is TRANSITIONS[state.status][kind]
        return
    with pytest.raises(ImpossibleEvent):
        happen(state, Happened(kind))


def test_without_a_reason_it_is_another_one() -> None:
    state = fold([Happened(Kind.FILED), Happened(Kind.NOT_CALCULATED)])
    assert (state.calculated, state.reason) == (False, NotCalculated.OTHER)
