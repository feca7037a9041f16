"""Withdrawing: once, with letters to both, and never after a decision."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlmodel import Session

from tests.services import filed, people
from vov_app.domain.dossiers import DossierEventKind as Kind
from vov_app.domain.dossiers import DossierStatus
from vov_app.models import AuditEntry, LetterKind
from vov_app.services import withdrawals
from vov_app.services.withdrawals import WithdrawView
from vov_app.services.work import STRANGER, Actor, Refused, work
from vov_app.services.worlds import World, listen

Seed = Callable[[Callable[[Session], Any]], Any]


@pytest.fixture
def reference(world: World, an: Actor) -> str:
    return filed.file(world, an)


def withdraw(world: World, actor: Actor, reference: str, reason: str = "") -> WithdrawView:
    with work(world, actor) as w:
        return withdrawals.withdraw(w, reference, {"reason": reason})


def test_a_withdrawn_dossier_is_cancelled_and_both_hear_it(world: World, an: Actor, reference: str) -> None:
    view = withdraw(world, an, reference, "De opleiding\ngaat niet door.")
    assert view.elsewhere.endswith(f"/dossier/{reference}")
    assert filed.row(world, reference).status is DossierStatus.CANCELLED
    assert filed.events(world, reference)[-1].facts == {"text": "De opleiding\ngaat niet door."}
    assert filed.letters(world) == [
        (LetterKind.DOSSIER_WITHDRAWN, "an@korenbloem.example"),
        (LetterKind.DOSSIER_WITHDRAWN_EMPLOYEE, "tom@post.example"),
    ]
    (entry,) = [e for e in filed.all_of(world, AuditEntry) if e.action == "dossier:withdraw"]
    assert (entry.before, entry.after) == ({"status": "filed"}, {"status": "cancelled"})
    assert "gaat niet door" not in repr(entry)


def test_many_presses_withdraw_once(world: World, an: Actor, reference: str) -> None:
    with ThreadPoolExecutor(4) as pool:
        views = list(pool.map(lambda _: withdraw(world, an, reference), range(4)))
    assert all(view.elsewhere for view in views)
    assert filed.kinds(world, reference) == [Kind.FILED, Kind.WITHDRAWN]
    assert filed.events(world, reference)[-1].facts == {}
    assert len(filed.letters(world)) == 2


@pytest.mark.parametrize(
    ("decide", "told"),
    [
        (lambda w, r: filed.treat(w, r, Kind.APPROVED), "goedgekeurd"),
        (lambda w, r: filed.treat(w, r, Kind.REFUSED, motive="Te laat."), "geweigerd"),
        (lambda w, r: filed.treat(w, r, Kind.STOPPED, motive="De opleiding stopte."), "stopgezet"),
    ],
)
def test_after_a_decision_nothing_is_withdrawn(
    world: World, an: Actor, reference: str, decide: Callable[[World, str], None], told: str
) -> None:
    filed.treat(world, reference, Kind.TAKEN_UP)
    decide(world, reference)
    before = filed.kinds(world, reference)
    assert told in withdraw(world, an, reference).closed
    with work(world, an, writes=False) as w:
        assert told in withdrawals.show(w, reference).closed
    assert filed.kinds(world, reference) == before


def test_the_question_tells_what_it_is_about(world: World, an: Actor, reference: str) -> None:
    with work(world, an, writes=False) as w:
        view = withdrawals.show(w, reference)
    assert (view.reference, view.closed) == (reference, "")
    assert view.about == "Tom Bakker, opleiding ODB-1000123"


def test_a_reason_that_is_too_long_is_kept_and_told(world: World, an: Actor, reference: str) -> None:
    view = withdraw(world, an, reference, "x" * 501)
    assert "501 tekens" in view.faults["reason"]
    assert view.answers == {"reason": "x" * 501}
    assert filed.kinds(world, reference) == [Kind.FILED]


def test_whoever_works_there_sees_it_at_once(world: World, an: Actor, bart: Actor, reference: str) -> None:
    heard: list[frozenset[int]] = []
    listen(lambda _, people: heard.append(people))
    withdraw(world, an, reference)
    listen(lambda _, people: None)
    assert heard == [frozenset({an.person_id, bart.person_id})]


def test_others_withdraw_nothing(world: World, an: Actor, bart: Actor, reference: str, seed: Seed) -> None:
    for actor, reason in ((bart, "missing"), (STRANGER, "no_organisation")):
        with pytest.raises(Refused, match=reason):
            withdraw(world, actor, reference)
        with work(world, actor, writes=False) as w, pytest.raises(Refused, match=reason):
            withdrawals.show(w, reference)
    els = seed(lambda s: people.filer(s, "Els Wouters"))
    with pytest.raises(Refused, match="no_application"):
        withdraw(world, els, "VOV-2025-000099-0")
    assert filed.kinds(world, reference) == [Kind.FILED]
