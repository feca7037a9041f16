"""A file is taken in once, by who may file, and read by whichever worker is alive."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import Session

from tests import factories
from tests.services import batch_files, people
from tests.services.batch_files import batch, desk, rows, sent, some, statuses, work_through
from vov_app.adapters.clock import StoppedClock
from vov_app.forms.tables import MOST_BYTES
from vov_app.models import AuditEntry, BatchFile, BatchRow, BatchStatus, RowStatus
from vov_app.operating import batch_steps
from vov_app.operating.batch_desk import Desk
from vov_app.operating.batch_steps import Contents, Unreadable
from vov_app.services import batch_leases, batch_lists, batch_pages, batch_reading, batches, duties, worlds
from vov_app.services.batch_judging import Given
from vov_app.services.batches import Rejected
from vov_app.services.work import Actor, Refused, work
from vov_app.services.worlds import World

Seed = Callable[[Callable[[Session], Any]], Any]


def take(world: World, actor: Actor, data: bytes = b"naam;insz", name: str = "aanvragen.csv") -> str:
    with work(world, actor) as w:
        return batches.take(w, name, data)


@pytest.fixture
def outsider(seed: Seed) -> Actor:
    """Somebody who may file for another organisation."""

    def make(session: Session) -> Actor:
        where = factories.organisation(session, "Van Loo", factories.VAN_LOO)
        who = factories.person(session, "Geert Jacobs")
        factories.membership(session, who, where)
        factories.grant(session, who, where)
        return Actor(person_id=who.id or 0, name=who.name, organisation=people.ref(where))

    made: Actor = seed(make)
    return made


def test_a_file_is_taken_in_once_and_the_caretaker_is_called(world: World, an: Actor) -> None:
    called: list[str] = []
    worlds.on_call(called.append)
    key = take(world, an, name="C:\\map\\Aanvra\u200bgen 2025.csv")
    assert called == ["test"]
    assert take(world, an) == key
    assert batch(world, key).name == "Aanvragen 2025.csv"
    assert [entry.action for entry in batch_files.everything(world, AuditEntry)] == ["batch:upload"]
    worlds.on_call(lambda _: None)


@pytest.mark.parametrize(("data", "key"), [(b"", "empty"), (b"x" * (MOST_BYTES + 1), "large")])
def test_what_is_no_file_at_all_is_rejected(world: World, an: Actor, data: bytes, key: str) -> None:
    with pytest.raises(Rejected) as rejected:
        take(world, an, data)
    assert rejected.value.key == key
    assert batch_files.everything(world, BatchFile) == []


def test_no_more_wait_than_fit(world: World, an: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "MOST_OPEN", 2)
    keys = [take(world, an, data) for data in (b"1", b"2")]
    with pytest.raises(Rejected, match="many"):
        take(world, an, b"3")
    with work(world, an) as w:
        batches.drop(w, keys[0])
    assert take(world, an, b"3")


def test_who_holds_no_right_sends_and_sees_nothing(world: World, an: Actor, bart: Actor) -> None:
    key = take(world, an)
    verbs: list[Callable[[Any], object]] = [
        lambda w: batches.take(w, "x.csv", b"x"),
        lambda w: batches.drop(w, key),
        lambda w: batch_pages.view(w, key),
        batch_lists.view,
    ]
    for verb in verbs:
        with pytest.raises(Refused, match="missing"), work(world, bart) as w:
            verb(w)


def test_another_organisation_finds_no_batch(world: World, an: Actor, outsider: Actor) -> None:
    key = take(world, an)
    with pytest.raises(Refused, match="no_batch"), work(world, outsider) as w:
        batch_pages.view(w, key)


def test_every_row_is_judged_as_the_screen_would_with_all_that_is_wrong(world: World, an: Actor) -> None:
    key = sent(
        world, an, rows({}, {"end_date": "1/9/2025", "iban": "BE44", "odb": ""}, {"contact_name": " "})
    )
    assert list(statuses(world, key).values()) == [RowStatus.SOUND, RowStatus.FAULTY, RowStatus.FAULTY]
    wrong = batch_files.row(world, key, 3)
    assert set(wrong.faults) == {"iban", "odb", "end_date"}
    assert "19/6/2026" in wrong.faults["end_date"]
    found = batch(world, key)
    assert (found.status, found.total, found.done, found.faulty) == (BatchStatus.READ, 3, 3, 2)
    assert batch_files.everything(world, BatchFile) == []


def test_a_cell_that_no_form_can_tell_about_makes_a_row_faulty(world: World, an: Actor) -> None:
    (given,) = some(1)
    key = sent(world, an, [Given(2, given.answers, {"Opmerking": "x"}, {"insz": "Afgerond."})])
    assert batch_files.row(world, key, 2).faults == {"insz": "Afgerond."}
    assert batch_files.row(world, key, 2).other == {"Opmerking": "x"}


def test_the_same_employee_and_training_twice_is_found(world: World, an: Actor) -> None:
    same = {"insz": batch_files.insz(1)}
    later = {"start_date": "20/9/2025", "end_date": "1/7/2026"}
    faulty = {"iban": ""}
    key = sent(
        world, an, rows(same | faulty, same, same | later, same | {"odb": "ODB-1000140"}, {"insz": "1"})
    )
    assert list(statuses(world, key).values())[:3] == [RowStatus.FAULTY, RowStatus.SOUND, RowStatus.DOUBLE]
    assert "Rij 3" in batch_files.row(world, key, 4).faults["double"]


def test_what_was_filed_before_is_found(world: World, an: Actor) -> None:
    key = sent(world, an, some(2))
    batch_files.filed(world, an, key, 2)
    again = sent(world, an, some(3))
    assert list(statuses(world, again).values()) == [RowStatus.DOUBLE, RowStatus.DOUBLE, RowStatus.SOUND]
    assert "VOV-2025-000001" in batch_files.row(world, again, 2).faults["double"]


def test_a_file_that_is_no_table_is_refused_with_a_reason(world: World, an: Actor) -> None:
    def unreadable(_data: bytes, _name: str) -> Contents:
        raise Unreadable("rows", {"most": 20000})

    key = take(world, an)
    work_through(world, Desk(unreadable))
    found = batch(world, key)
    assert (found.status, found.fault, found.fault_values) == (BatchStatus.REFUSED, "rows", {"most": "20000"})
    assert batch_files.everything(world, BatchFile) == []


def test_a_reader_that_breaks_refuses_the_file_and_not_the_worker(
    world: World, an: Actor, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_data: bytes, _name: str) -> Contents:
        raise ZeroDivisionError("85.01.01-997.86")

    key = take(world, an)
    work_through(world, Desk(broken))
    assert batch(world, key).fault == "broken"
    assert "85.01.01" not in caplog.text


def test_a_worker_that_dies_is_followed_by_another_who_doubles_nothing(
    world: World, an: Actor, clock: StoppedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch_steps, "READ_AT_ONCE", 2)
    key = take(world, an)
    dies = iter((False, False, True))

    def keep(*given: Any) -> None:
        original(*given)
        if next(dies):
            raise SystemExit  # in the transaction of the third step

    original = batch_reading.keep
    monkeypatch.setattr(batch_reading, "keep", keep)
    with pytest.raises(SystemExit):
        desk(some(7)).take_turn(world)
    monkeypatch.setattr(batch_reading, "keep", original)
    assert (batch(world, key).done, len(statuses(world, key))) == (4, 4)
    other = desk(some(7))
    assert not other.take_turn(world)  # the first may be alive still
    clock.move(batch_leases.LEASE + timedelta(seconds=1))
    work_through(world, other)
    assert list(statuses(world, key)) == [2, 3, 4, 5, 6, 7, 8]
    assert (batch(world, key).status, batch(world, key).done) == (BatchStatus.READ, 7)


def test_many_workers_read_each_row_once(world: World, an: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch_steps, "READ_AT_ONCE", 3)
    keys = [take(world, an, data) for data in (b"1", b"2", b"3")]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: work_through(world, desk(some(10))), range(4)))
    assert [len(statuses(world, key)) for key in keys] == [10, 10, 10]


def test_a_worker_whose_batch_was_dropped_stops(
    world: World, an: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = take(world, an)

    def dropped(_data: bytes, _name: str) -> Contents:
        with work(world, an) as w:
            batches.drop(w, key)
        return Contents(some(3))

    work_through(world, Desk(dropped))
    assert batch(world, key).status is BatchStatus.CANCELLED
    assert batch_files.everything(world, BatchRow) == batch_files.everything(world, BatchFile) == []


def test_a_batch_that_fails_waits_and_the_others_go_on(
    world: World, an: Actor, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    poison, sound = take(world, an, b"1"), take(world, an, b"2")
    original = batch_reading.start

    def start(w: Any, job: Any, *rest: Any) -> None:
        if job.batch_id == batch(world, poison).id:
            raise ValueError("a secret")
        original(w, job, *rest)

    monkeypatch.setattr(batch_reading, "start", start)
    at = desk(some(1))
    assert not at.take_turn(world)
    assert at.take_turn(world)
    assert batch(world, poison).status is BatchStatus.READING
    assert batch(world, sound).status is BatchStatus.READ
    assert "a secret" not in caplog.text


def test_dropping_erases_what_was_read_and_can_be_done_twice(world: World, an: Actor) -> None:
    key = sent(world, an, some(2))
    for _ in range(2):
        with work(world, an) as w:
            batches.drop(w, key)
    assert batch(world, key).status is BatchStatus.CANCELLED
    assert batch_files.everything(world, BatchRow) == []
    actions = [entry.action for entry in batch_files.everything(world, AuditEntry)]
    assert actions.count("batch:drop") == 1


def test_what_is_being_filed_can_not_be_dropped(world: World, an: Actor) -> None:
    key = sent(world, an, some(2))
    batch_files.confirm(world, an, key, 2)
    with pytest.raises(Refused, match="batch_filing"), work(world, an) as w:
        batches.drop(w, key)


def test_rows_that_wait_too_long_are_erased_and_what_was_filed_stays(
    world: World, an: Actor, clock: StoppedClock
) -> None:
    partly = sent(world, an, rows({}, {"iban": ""}))
    batch_files.filed(world, an, partly, 1)
    waiting = sent(world, an, rows({}, {}, {"iban": ""}))
    clock.move(timedelta(days=world.manners.batch_days - 1))
    duties.run(world)
    assert batch(world, waiting).status is BatchStatus.READ
    clock.move(timedelta(days=1))
    duties.run(world)
    assert batch(world, waiting).status is BatchStatus.CANCELLED
    assert batch(world, partly).status is BatchStatus.FILED
    assert [row.status for row in batch_files.everything(world, BatchRow)] == [RowStatus.FILED]
    assert batch_files.everything(world, AuditEntry)[-1].action == "batch:expire"


def test_a_file_that_we_gave_back_replaces_its_rows_and_adds_new_ones(world: World, an: Actor) -> None:
    key = sent(world, an, rows({}, {"iban": ""}, {"odb": ""}))
    mended = rows({}, {"last_name": "Nieuw"}, {"odb": ""}, {})
    back = [
        replace(row, number=9 - row.number, replaces=row.number if row.number < 5 else 0) for row in mended
    ]
    second = sent(world, an, back[1:], mends=key)
    assert statuses(world, key) == {
        2: RowStatus.SOUND, 3: RowStatus.SOUND, 4: RowStatus.FAULTY, 5: RowStatus.SOUND,
    }  # fmt: skip
    assert batch_files.row(world, key, 3).answers["last_name"] == "Nieuw"
    assert batch_files.row(world, key, 3).version == 2
    assert (batch(world, key).total, batch(world, second).status) == (4, BatchStatus.MERGED)
    with work(world, an, writes=False) as w:
        assert batch_pages.view(w, second).elsewhere.endswith(key)
        assert [line.key for line in batch_lists.view(w).lines] == [key]


def test_rows_that_became_dossiers_are_not_replaced(world: World, an: Actor) -> None:
    key = sent(world, an, rows({}, {"iban": ""}))
    batch_files.filed(world, an, key, 1)
    sent(world, an, [replace(row, replaces=row.number) for row in rows({"last_name": "X"}, {})], mends=key)
    assert statuses(world, key) == {2: RowStatus.FILED, 3: RowStatus.SOUND}
    assert batch_files.row(world, key, 2).answers == {}


@pytest.mark.parametrize("mends", ["unknown", "done"])
def test_what_can_not_be_mended_any_more_is_a_file_of_its_own(world: World, an: Actor, mends: str) -> None:
    key = sent(world, an, some(1))
    batch_files.filed(world, an, key, 1)
    second = sent(world, an, rows({}, {"last_name": "Nieuw"}), mends=key if mends == "done" else "unknown")
    assert batch(world, second).status is BatchStatus.READ
    assert list(statuses(world, second).values()) == [RowStatus.DOUBLE, RowStatus.SOUND]
