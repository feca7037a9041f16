"""A file in words: how far it is, its rows a page at a time, and what came of it."""

from datetime import timedelta
from typing import Any

import pytest

from tests.services import batch_files
from tests.services.batch_files import confirm, desk, rows, sent, some
from vov_app.adapters.clock import StoppedClock
from vov_app.operating import batch_steps
from vov_app.operating.batch_desk import Desk
from vov_app.operating.batch_steps import Unreadable
from vov_app.services import batch_lists, batch_pages, batch_reading, batches
from vov_app.services.batch_pages import BatchView
from vov_app.services.work import Actor, work
from vov_app.services.worlds import World


def view(world: World, actor: Actor, key: str, *how: str) -> BatchView:
    with work(world, actor, writes=False) as w:
        return batch_pages.view(w, key, *how)


def test_while_it_is_read_it_tells_how_far_and_how_long_still(
    world: World, an: Actor, clock: StoppedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch_steps, "READ_AT_ONCE", 4)
    seen: list[BatchView] = []
    original = batch_reading.judged

    def judged(*given: Any) -> Any:
        seen.append(view(world, an, key))
        clock.move(timedelta(seconds=8))
        return original(*given)

    monkeypatch.setattr(batch_reading, "judged", judged)
    with work(world, an) as w:
        key = batches.take(w, "x.csv", b"x")
    assert view(world, an, key).progress.line == "Het bestand wordt geopend."
    desk(rows(*({"iban": ""} for _ in range(100)))).take_turn(world)
    at_40 = seen[10].progress
    assert (at_40.value, at_40.most, at_40.line) == (40, 100, "Gelezen rijen: 40 van 100")
    assert at_40.errors == "Rijen met fouten tot nu toe: 40"
    assert at_40.left == "Dit duurt nog ongeveer 2 minuten."
    assert seen[-1].progress.left == "Dit duurt nog ongeveer 8 seconden."
    assert seen[0].progress.left == ""
    assert len({each.progress.announced for each in seen}) == 4
    assert all(each.busy and each.droppable for each in seen)


def test_rows_come_a_page_at_a_time_with_their_questions(world: World, an: Actor) -> None:
    key = sent(world, an, rows(*({"iban": "BE44", "employee_agrees": ""} for _ in range(12)), {}))
    first = view(world, an, key)
    assert (len(first.rows), first.after, first.wrong, first.sound) == (10, "11", 12, 1)
    assert [line.label for line in first.figures] == ["Rijen met fouten", "Rijen die kloppen"]
    assert [cell.name for cell in first.rows[0].wrong] == ["iban", "employee_agrees"]
    tick = first.rows[0].wrong[1]
    assert (tick.id, [choice.value for choice in tick.choices]) == ("row-2-employee_agrees", ["", "ja"])
    later = next(cell for cell in first.rows[0].others if cell.name == "joined_later")
    assert [choice.value for choice in later.choices] == ["", "ja", "nee"]
    second = view(world, an, key, "wrong", first.after)
    assert ([each.number for each in second.rows], second.after) == (["12", "13"], "")
    assert [each.number for each in view(world, an, key, "sound").rows] == ["14"]
    assert view(world, an, key, "skipped").rows == []
    assert view(world, an, key, "nonsense", "x").rows == first.rows


def test_a_row_without_a_name_is_told_by_its_number(world: World, an: Actor) -> None:
    key = sent(world, an, rows({"first_name": "", "last_name": ""}))
    assert view(world, an, key).rows[0].name == "Werknemer zonder naam"


def test_a_file_that_could_not_be_read_says_why(world: World, an: Actor) -> None:
    def unreadable(_data: bytes, _name: str) -> Any:
        raise Unreadable("broken")

    with work(world, an) as w:
        key = batches.take(w, "x.csv", b"x")
    batch_files.work_through(world, Desk(unreadable))
    shown = view(world, an, key)
    assert (shown.tone, shown.busy, shown.mendable, shown.droppable) == ("error", False, False, False)
    assert shown.refused


def test_what_was_filed_is_listed_with_its_dossiers(world: World, an: Actor) -> None:
    key = sent(world, an, some(30))
    confirm(world, an, key, 30)
    desk(()).take_turn(world)
    assert view(world, an, key).progress.line == "Ingediende rijen: 30 van 30"
    batch_files.work_through(world, desk(()))
    first = view(world, an, key)
    assert (len(first.dossiers), first.after, first.busy) == (25, "26", False)
    assert first.dossiers[0].label.startswith("Rij 2: VOV-2025-000001-")
    assert len(view(world, an, key, "wrong", first.after).dossiers) == 5
    with work(world, an, writes=False) as w:
        (line,) = batch_lists.view(w).lines
    assert (line.status, line.rows) == ("Ingediend", "Ingediende rijen: 30")


def test_dossiers_stand_beside_the_rows_that_are_left(world: World, an: Actor) -> None:
    key = sent(world, an, rows({}, {"iban": ""}))
    batch_files.filed(world, an, key, 1)
    shown = view(world, an, key)
    assert (len(shown.rows), len(shown.dossiers), shown.sound) == (1, 1, 0)


@pytest.mark.parametrize(("fault", "told"), [("large", {"file"}), ("", set()), ("<b>", set())])
def test_the_list_says_why_a_file_was_not_taken_in(
    world: World, an: Actor, fault: str, told: set[str]
) -> None:
    with work(world, an, writes=False) as w:
        assert set(batch_lists.view(w, fault).faults) == told
