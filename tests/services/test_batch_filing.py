"""`Bevestigen` of a whole file: each sound row one dossier, exactly once, as of that moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, select

from tests.services import batch_files, people
from tests.services.batch_files import DECLARED, batch, confirm, desk, filed, rows, sent, some, statuses
from vov_app.adapters.clock import StoppedClock
from vov_app.models import Application, AuditEntry, BatchStatus, Grant, Letter, LetterKind, Person, RowStatus
from vov_app.operating import batch_steps
from vov_app.services import audit, batch_filing, batch_leases, dossiers, receipts
from vov_app.services.dossiers import Filing
from vov_app.services.work import Actor, Refused, work
from vov_app.services.worlds import World

Seed = Callable[[Callable[[Session], Any]], Any]


def letters(world: World) -> list[tuple[LetterKind, str]]:
    return [(one.kind, one.recipient) for one in batch_files.everything(world, Letter)]


def test_each_sound_row_becomes_a_dossier_with_a_receipt_and_the_others_stay(
    world: World, an: Actor, clock: StoppedClock
) -> None:
    key = sent(world, an, rows({}, {"iban": ""}, {}))
    confirm(world, an, key, 2)
    at = clock.now()
    clock.move(timedelta(seconds=7))
    batch_files.work_through(world, desk(()))
    made = batch_files.everything(world, Application)
    assert [(d.reference[:15], d.person_id) for d in made] == [
        ("VOV-2025-000001", an.person_id), ("VOV-2025-000002", an.person_id),
    ]  # fmt: skip
    assert {d.confirmed_at.replace(tzinfo=at.tzinfo) for d in made} == {at}
    with work(world, an, writes=False) as w:
        told = receipts.receipt(w, made[0].reference)
    assert "Tom2 Bakker" in told.mailed
    assert list(statuses(world, key).values()) == [RowStatus.FILED, RowStatus.FAULTY, RowStatus.FILED]
    assert batch_files.row(world, key, 2).answers == batch_files.row(world, key, 2).faults == {}
    assert (batch(world, key).status, batch(world, key).filed) == (BatchStatus.READ, 2)


def test_one_letter_for_the_employer_and_one_for_each_employee(world: World, an: Actor, seed: Seed) -> None:
    seed(lambda s: setattr(s.get_one(Person, an.person_id), "email", "an.peeters@korenbloem.example"))
    key = sent(world, an, rows(*({"employee_email": f"{n}@post.example"} for n in range(3))))
    filed(world, an, key, 3)
    assert letters(world) == [
        *((LetterKind.RECEIPT_EMPLOYEE, f"{n}@post.example") for n in range(3)),
        (LetterKind.BATCH_FILED, "an.peeters@korenbloem.example"),
    ]
    summary = batch_files.everything(world, Letter)[-1]
    assert "Ingediende dossiers: 3" in summary.body
    assert f"/bestand/{key}" in summary.body


def test_who_has_no_address_gets_the_letter_at_that_of_the_contact_person(world: World, an: Actor) -> None:
    filed(world, an, sent(world, an, some(1)), 1)
    assert letters(world)[-1] == (LetterKind.BATCH_FILED, "an@korenbloem.example")


def test_the_record_names_the_dossiers_and_nobody(world: World, an: Actor) -> None:
    key = sent(world, an, some(2))
    filed(world, an, key, 2)
    entries = batch_files.everything(world, AuditEntry)
    assert [(entry.action, entry.about[:15]) for entry in entries] == [
        ("batch:upload", key), ("batch:confirm", key),
        ("refund:confirm", "VOV-2025-000001"), ("refund:confirm", "VOV-2025-000002"),
    ]  # fmt: skip
    assert {entry.actor_id for entry in entries} == {an.person_id}
    with Session(world.engine) as session:
        assert audit.first_broken(session) is None


def test_another_colleague_may_confirm_and_is_named(world: World, an: Actor, seed: Seed) -> None:
    els = seed(lambda session: people.filer(session, "Els Wouters"))
    key = sent(world, an, some(1))
    filed(world, els, key, 1)
    (made,) = batch_files.everything(world, Application)
    assert made.person_id == els.person_id


def test_nothing_is_confirmed_without_the_declaration_or_unseen(world: World, an: Actor) -> None:
    key = sent(world, an, rows({}, {"iban": ""}))
    with work(world, an) as w:
        assert "vinkje" in batch_filing.confirm(w, key, {}, 1)["declaration"]
        assert "nu 1" in batch_filing.confirm(w, key, DECLARED, 2)["declaration"]
    assert batch(world, key).status is BatchStatus.READ
    nothing = sent(world, an, rows({"iban": ""}))
    assert confirm(world, an, nothing, 0) != {}


def test_confirming_again_changes_nothing(world: World, an: Actor) -> None:
    key = sent(world, an, some(2))
    for _ in range(2):
        assert confirm(world, an, key, 2) == {}
    batch_files.work_through(world, desk(()))
    assert confirm(world, an, key, 2) == {}
    batch_files.work_through(world, desk(()))
    assert len(batch_files.everything(world, Application)) == 2
    assert batch(world, key).status is BatchStatus.FILED


def test_who_lost_the_right_confirms_nothing(world: World, an: Actor, seed: Seed) -> None:
    key = sent(world, an, some(1))
    seed(lambda s: setattr(s.exec(select(Grant)).one(), "revoked_on", world.clock.now().date()))
    with pytest.raises(Refused, match="revoked"), work(world, an) as w:
        batch_filing.confirm(w, key, DECLARED, 1)


def test_a_row_that_is_late_by_now_stays_and_one_that_waits_for_its_turn_does_not(
    world: World, an: Actor, clock: StoppedClock
) -> None:
    key = sent(world, an, rows({}, {"start_date": "14/7/2025"}))
    assert list(statuses(world, key).values()) == [RowStatus.SOUND, RowStatus.SOUND]
    clock.move(timedelta(days=1))
    confirm(world, an, key, 2)
    clock.move(timedelta(days=300))  # nobody was there to file it
    batch_files.work_through(world, desk(()))
    assert list(statuses(world, key).values()) == [RowStatus.FILED, RowStatus.FAULTY]
    assert "13 oktober 2025" in batch_files.row(world, key, 3).faults["start_date"]


def test_two_files_with_the_same_rows_file_them_once(world: World, an: Actor) -> None:
    first, second = sent(world, an, some(2)), sent(world, an, some(2))
    assert list(statuses(world, second).values()) == [RowStatus.SOUND, RowStatus.SOUND]
    filed(world, an, first, 2)
    filed(world, an, second, 2)
    assert list(statuses(world, second).values()) == [RowStatus.DOUBLE, RowStatus.DOUBLE]
    assert len(batch_files.everything(world, Application)) == 2
    assert [kind for kind, _ in letters(world)].count(LetterKind.BATCH_FILED) == 1


def test_a_worker_that_dies_while_filing_doubles_nothing(
    world: World, an: Actor, clock: StoppedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch_steps, "FILE_AT_ONCE", 2)
    key = sent(world, an, some(5))
    confirm(world, an, key, 5)
    assert desk(()).take_turn(world)
    original = batch_filing.file

    def file(*given: Any) -> None:
        original(*given)
        raise SystemExit

    monkeypatch.setattr(batch_filing, "file", file)
    with pytest.raises(SystemExit):
        desk(()).take_turn(world)
    monkeypatch.setattr(batch_filing, "file", original)
    assert (batch(world, key).filed, len(batch_files.everything(world, Application))) == (2, 2)
    assert not desk(()).take_turn(world)
    clock.move(batch_leases.LEASE + timedelta(seconds=1))
    batch_files.work_through(world, desk(()))
    made = batch_files.everything(world, Application)
    assert [d.reference[9:15] for d in made] == [f"{n:06d}" for n in range(1, 6)]
    assert len({d.batch_row_id for d in made}) == 5
    assert len(letters(world)) == 6


def test_many_workers_file_each_row_once(world: World, an: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch_steps, "FILE_AT_ONCE", 3)
    key = sent(world, an, some(20))
    confirm(world, an, key, 20)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: batch_files.work_through(world, desk(())), range(4)))
    batch_files.work_through(world, desk(()))
    assert len({d.batch_row_id for d in batch_files.everything(world, Application)}) == 20
    assert (batch(world, key).filed, batch(world, key).status) == (20, BatchStatus.FILED)


def test_a_step_whose_lease_ran_out_files_nothing(world: World, an: Actor) -> None:
    key = sent(world, an, some(1))
    confirm(world, an, key, 1)
    with work(world) as w:
        job = batch_leases.claim(w, "slow")
    assert job is not None
    with work(world, writes=False) as w:
        upcoming = batch_filing.upcoming(w, job, 10)
    with work(world) as w:
        batch_leases.hold(w, job).held_by = "other"
    with pytest.raises(batch_leases.Lost), work(world) as w:
        batch_filing.file(w, job, upcoming)
    assert batch_files.everything(world, Application) == []


def test_the_table_itself_forbids_a_second_dossier_of_a_row(world: World, an: Actor) -> None:
    filing = Filing({**batch_files.GOOD, **DECLARED}, batch_row_id=1)
    with work(world, an) as w:
        dossiers.begin(w, [filing])
    with pytest.raises(IntegrityError), work(world, an) as w:
        dossiers.begin(w, [filing])
