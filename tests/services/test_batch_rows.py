"""Rows are mended one by one on the screen: judged again at once, and never over somebody else's work."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from tests.services import batch_files
from tests.services.batch_files import row, rows, sent, some, statuses
from vov_app.models import RowStatus
from vov_app.services import batch_pages, batch_returns, batch_rows, batches
from vov_app.services.work import Actor, Refused, work
from vov_app.services.worlds import World


def mend(world: World, actor: Actor, key: str, typed: Mapping[str, object]) -> str:
    with work(world, actor) as w:
        return batch_rows.mend(w, key, typed)


def test_a_row_that_is_mended_is_sound_at_once(world: World, an: Actor) -> None:
    key = sent(world, an, rows({"iban": "", "size": "veel"}))
    told = mend(world, an, key, {"number": "2", "version": "1", "iban": batch_files.GOOD["iban"]})
    assert "verbeterd moet worden: 1" in told
    told = mend(world, an, key, {"number": "2", "version": "2", "size": "60", "employee_agrees": "ja"})
    assert told == "Rij 2 klopt nu en is bewaard."
    assert statuses(world, key) == {2: RowStatus.SOUND}
    assert row(world, key, 2).version == 3


def test_a_row_that_somebody_else_changed_is_shown_again_instead(world: World, an: Actor) -> None:
    key = sent(world, an, rows({"iban": ""}))
    mend(world, an, key, {"number": "2", "version": "1", "last_name": "Claes"})
    told = mend(world, an, key, {"number": "2", "version": "1", "last_name": "Maes"})
    assert "door iemand anders gewijzigd" in told
    assert row(world, key, 2).answers["last_name"] == "Claes"


def test_nonsense_is_no_answer(world: World, an: Actor) -> None:
    key = sent(world, an, rows({"iban": ""}))
    nonsense = {"number": "2", "version": "1", "last_name": ["x"], "joined_later": "x", "unknown": "x"}
    mend(world, an, key, nonsense)
    kept = row(world, key, 2).answers
    assert (kept["last_name"], kept["joined_later"], "unknown" in kept) == ("Bakker", "", False)


@pytest.mark.parametrize("number", ["3", "x", "", None, "9" * 20])
def test_only_rows_of_the_file_can_be_mended(world: World, an: Actor, number: object) -> None:
    key = sent(world, an, some(1))
    with pytest.raises(Refused, match="no_row"):
        mend(world, an, key, {"number": number, "version": "1"})


def test_what_became_a_dossier_is_mended_on_its_own_page(world: World, an: Actor) -> None:
    key = sent(world, an, rows({}, {"iban": ""}))
    batch_files.filed(world, an, key, 1)
    with pytest.raises(Refused, match="no_row"):
        mend(world, an, key, {"number": "2", "version": "1"})
    whole = sent(world, an, rows({}, {"insz": batch_files.insz(77)}))
    batch_files.confirm(world, an, whole, 1)
    with pytest.raises(Refused, match="batch_closed"):
        mend(world, an, whole, {"number": "3", "version": "1"})


def test_rows_are_left_out_and_put_back(world: World, an: Actor) -> None:
    key = sent(world, an, rows({}, {"iban": ""}))
    with work(world, an) as w:
        for number in ("2", "3", "3"):
            batch_rows.skip(w, key, number)
    assert statuses(world, key) == {2: RowStatus.SKIPPED, 3: RowStatus.SKIPPED}
    with work(world, an) as w:
        for number in ("2", "3"):
            batch_rows.restore(w, key, number)
    assert statuses(world, key) == {2: RowStatus.SOUND, 3: RowStatus.FAULTY}


def test_what_was_found_twice_is_left_out_or_filed_all_the_same(world: World, an: Actor) -> None:
    same = {"insz": batch_files.insz(5)}
    key = sent(world, an, rows(same, same, same, same))
    with work(world, an) as w:
        assert "klopt" in batch_rows.keep(w, key, "3")
        assert batch_rows.skip_doubles(w, key).endswith("2.")
    assert list(statuses(world, key).values()) == [
        RowStatus.SOUND, RowStatus.SOUND, RowStatus.SKIPPED, RowStatus.SKIPPED,
    ]  # fmt: skip
    batch_files.filed(world, an, key, 2)
    assert list(statuses(world, key).values())[:2] == [RowStatus.FILED, RowStatus.FILED]


def test_a_mended_row_may_look_like_another(world: World, an: Actor) -> None:
    key = sent(world, an, rows({"insz": batch_files.insz(5)}, {"iban": ""}))
    typed = {"number": "3", "version": "1", "iban": batch_files.GOOD["iban"], "insz": batch_files.insz(5)}
    assert "lijkt" in mend(world, an, key, typed)
    with work(world, an, writes=False) as w:
        (shown,) = batch_pages.view(w, key).rows
    assert shown.double.startswith("Rij 2")
    assert shown.wrong == []


def test_a_row_that_can_not_be_read_at_all_is_like_no_other(world: World, an: Actor) -> None:
    key = sent(world, an, rows({"insz": "", "odb": ""}, {}))
    told = mend(world, an, key, {"number": "2", "version": "1", "last_name": "Maes"})
    assert "verbeterd moet worden: 2" in told


def test_rows_that_are_given_back_keep_what_else_stood_there(world: World, an: Actor) -> None:
    (given,) = rows({"iban": ""})
    key = sent(world, an, [replace(given, other={"Opmerking": "van Jan"})])
    with work(world, an) as w:
        batch_rows.keep(w, key, "2")  # notes something about the row that isn't theirs
        table = batch_returns.table(w, key)
    assert (table.head[-1], table.rows[0][-1]) == ("Opmerking", "van Jan")
    with work(world, an) as w:
        batches.drop(w, key)
    with pytest.raises(Refused, match="batch_closed"), work(world, an) as w:
        batch_returns.table(w, key)


def test_a_file_that_came_back_may_hold_new_rows_alone(world: World, an: Actor) -> None:
    key = sent(world, an, rows({"iban": ""}))
    sent(world, an, some(2), mends=key)
    assert list(statuses(world, key).values()) == [RowStatus.FAULTY, RowStatus.SOUND, RowStatus.SOUND]
