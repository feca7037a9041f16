"""Confirming: once, with a receipt and two letters, and only what is sound and allowed at that moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import Session, select

from tests import answers
from tests.services import people
from vov_app.adapters.clock import StoppedClock
from vov_app.domain import references
from vov_app.forms.refund import REFUND
from vov_app.models import Application, Draft, Grant, Letter
from vov_app.services import checking, drafts, receipts, refunds
from vov_app.services.work import STRANGER, Actor, Refused, work
from vov_app.services.worlds import World

Seed = Callable[[Callable[[Session], Any]], Any]


def filled(world: World, actor: Actor, **changed: str) -> str:
    with work(world, actor) as w:
        key = drafts.start(w)
        typed = {**answers.SOUND, **changed}
        for step in REFUND.steps:
            drafts.save(w, key, step, typed)
        return key


def confirm(world: World, actor: Actor, key: str) -> str:
    with work(world, actor) as w:
        return refunds.confirm(w, key)


def all_of(world: World, table: type[Any]) -> list[Any]:
    with Session(world.engine) as session:
        return list(session.exec(select(table)))


def test_a_sound_draft_is_confirmed_with_a_reference_that_can_be_checked(world: World, an: Actor) -> None:
    reference = confirm(world, an, filled(world, an))
    assert reference.startswith("VOV-2025-000001-")
    assert references.is_sound(reference)


def test_references_follow_each_other(world: World, an: Actor) -> None:
    made = [confirm(world, an, filled(world, an, first_name=name)) for name in ("Tom", "Lien", "Jef")]
    assert [r[:15] for r in made] == ["VOV-2025-000001", "VOV-2025-000002", "VOV-2025-000003"]


def test_confirming_again_gives_the_same_and_writes_nothing(
    world: World, an: Actor, clock: StoppedClock
) -> None:
    key = filled(world, an)
    first = confirm(world, an, key)
    clock.move(timedelta(days=1))
    assert confirm(world, an, key) == first
    assert len(all_of(world, Application)) == 1
    assert len(all_of(world, Letter)) == 2


def test_confirming_at_once_from_many_tabs_confirms_once(world: World, an: Actor) -> None:
    key = filled(world, an)
    with ThreadPoolExecutor(8) as pool:
        made = set(pool.map(lambda _: confirm(world, an, key), range(8)))
    assert len(made) == 1
    assert len(all_of(world, Application)) == 1
    assert len(all_of(world, Letter)) == 2


def test_when_the_table_holds_it_already_that_one_is_the_answer(world: World, an: Actor, seed: Seed) -> None:
    key = filled(world, an)
    first = confirm(world, an, key)

    def forget(session: Session) -> None:
        session.exec(select(Draft).where(Draft.key == key)).one().confirmed_at = None

    seed(forget)
    assert confirm(world, an, key) == first
    assert len(all_of(world, Application)) == 1


def test_two_people_confirming_different_drafts_get_different_references(
    world: World, an: Actor, seed: Seed
) -> None:
    els = seed(lambda s: people.filer(s, "Els Wouters"))
    drafted = [(actor, filled(world, actor)) for actor in (an, els) for _ in range(1)]
    with ThreadPoolExecutor(2) as pool:
        made = list(pool.map(lambda pair: confirm(world, *pair), drafted))
    assert len(set(made)) == 2


def test_employer_and_employee_get_a_letter_without_numbers_of_people(world: World, an: Actor) -> None:
    reference = confirm(world, an, filled(world, an))
    letters = all_of(world, Letter)
    assert sorted(letter.recipient for letter in letters) == ["an@korenbloem.example", "tom@post.example"]
    for letter in letters:
        assert reference in letter.body
        assert "85.01.01" not in letter.body
        assert "BE43" not in letter.body


def test_one_letter_each_even_when_both_share_an_address(world: World, an: Actor) -> None:
    confirm(world, an, filled(world, an, employee_email="an@korenbloem.example"))
    assert len(all_of(world, Letter)) == 2


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"insz": "85.01.01-997.87"}, "checksum"),
        ({"start_date": "1/3/2025"}, "closed"),
        ({"works_in_flanders": "nee"}, "elsewhere"),
        ({"employee_agrees": ""}, "missing"),
        ({"declaration": ""}, "missing"),
        ({"odb": "ODB-9999999"}, "unknown"),
    ],
)
def test_an_unsound_answer_is_not_confirmed(
    world: World, an: Actor, changed: dict[str, str], fault: str
) -> None:
    key = filled(world, an, **changed)
    with pytest.raises(refunds.Unsound) as raised:
        confirm(world, an, key)
    assert fault in [f.key for f in raised.value.faults]
    assert all_of(world, Application) == []
    assert all_of(world, Letter) == []


def test_the_window_is_judged_on_the_day_of_confirming(world: World, an: Actor, clock: StoppedClock) -> None:
    key = filled(world, an)
    clock.move(timedelta(days=62))
    in_time = filled(world, an, first_name="Lien")
    assert confirm(world, an, in_time)
    clock.move(timedelta(days=1))
    with pytest.raises(refunds.Unsound):
        confirm(world, an, key)


def test_a_right_that_was_lost_meanwhile_stops_the_confirmation(world: World, an: Actor, seed: Seed) -> None:
    key = filled(world, an)

    def revoke(session: Session) -> None:
        session.exec(select(Grant)).one().revoked_on = date(2025, 10, 13)

    seed(revoke)
    with pytest.raises(Refused, match="revoked"):
        confirm(world, an, key)
    assert all_of(world, Draft)[0].answers["insz"] == answers.EMPLOYEE["insz"]


@pytest.mark.parametrize("who", ["bart", "stranger"])
def test_others_confirm_nothing(world: World, an: Actor, bart: Actor, who: str) -> None:
    key = filled(world, an)
    with pytest.raises(Refused):
        confirm(world, bart if who == "bart" else STRANGER, key)
    assert all_of(world, Application) == []


def test_the_receipt_is_made_from_stored_facts(world: World, an: Actor, clock: StoppedClock) -> None:
    reference = confirm(world, an, filled(world, an))
    clock.move(timedelta(days=400))
    with work(world, an, writes=False) as w:
        told = receipts.receipt(w, reference.lower())
    assert told.reference == reference
    assert "13 oktober 2025" in told.confirmed_at
    assert told.mailed == ["An Peeters", "Tom Bakker"]
    assert {line.label: line.value for line in told.estimate}["Geschat bedrag"] == "€\u00a0894,60"
    assert [row.answer for s in told.sections for row in s.rows].count("85.01.01-997.86") == 1


def test_a_receipt_is_seen_by_who_confirmed_or_may_file(
    world: World, an: Actor, bart: Actor, seed: Seed
) -> None:
    reference = confirm(world, an, filled(world, an))
    els = seed(lambda s: people.filer(s, "Els Wouters"))
    with work(world, els, writes=False) as w:
        assert receipts.receipt(w, reference).reference == reference
    for actor, reason in ((bart, "missing"), (STRANGER, "no_organisation")):
        with work(world, actor, writes=False) as w, pytest.raises(Refused, match=reason):
            receipts.receipt(w, reference)
    with work(world, an, writes=False) as w, pytest.raises(Refused, match="no_application"):
        receipts.receipt(w, "VOV-2025-000099-0")


def test_the_same_employee_and_training_on_overlapping_days_is_told(world: World, an: Actor) -> None:
    reference = confirm(world, an, filled(world, an))
    same = filled(world, an, insz="85010199786", start_date="1/10/2025")
    other = filled(world, an, odb="ODB-1000234")
    with work(world, an, writes=False) as w:
        assert [line.value.endswith(reference) for line in checking.show(w, same).earlier] == [True]
        assert checking.show(w, other).earlier == []


def test_a_confirmed_draft_leads_to_its_receipt(world: World, an: Actor) -> None:
    key = filled(world, an)
    reference = confirm(world, an, key)
    with work(world, an) as w:
        assert drafts.read(w, key).reference == reference
        assert drafts.save(w, key, REFUND.steps[0], {"start_date": "x"}).reference == reference
        assert drafts.open_ones(w) == []
        assert [found.reference for found in refunds.latest(w)] == [reference]
    assert all_of(world, Draft)[0].answers["start_date"] == "15/9/2025"
