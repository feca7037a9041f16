"""The drafts of an organisation: seen by colleagues, deleted and put back, and gone by themselves."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import Session, select

from tests import answers
from tests.services import deciding, people
from vov_app.adapters.clock import StoppedClock
from vov_app.forms.refund import REFUND
from vov_app.models import AuditEntry, Draft, Letter, LetterKind
from vov_app.services import draft_lists, drafts, duties, refunds
from vov_app.services.draft_lists import DraftsView
from vov_app.services.work import Actor, Refused, work
from vov_app.services.worlds import World

Seed = Callable[[Callable[[Session], Any]], Any]


def begun(world: World, actor: Actor, steps: int = 4, **changed: str) -> str:
    with work(world, actor) as w:
        key = drafts.start(w)
        for step in REFUND.steps[:steps]:
            drafts.save(w, key, step, {**answers.SOUND, **changed})
        return key


def page(world: World, actor: Actor) -> DraftsView:
    with work(world, actor, writes=False) as w:
        return draft_lists.view(w)


def act(world: World, actor: Actor, verb: Callable[[Any, str], None], key: str) -> None:
    with work(world, actor) as w:
        verb(w, key)


def night(world: World, clock: StoppedClock, **later: float) -> None:
    clock.move(timedelta(**later))
    duties.run(world)


def kept(world: World) -> Draft:
    with Session(world.engine) as session:
        return session.exec(select(Draft)).one()


def warnings(world: World) -> list[Letter]:
    with Session(world.engine) as session:
        return list(session.exec(select(Letter).where(Letter.kind == LetterKind.DRAFT_EXPIRES)))


def test_a_colleague_sees_who_when_how_far_and_how_long(world: World, an: Actor, seed: Seed) -> None:
    els: Actor = seed(lambda session: people.filer(session, "Els Wouters"))
    key = begun(world, an)
    with work(world, els) as w:
        assert page(world, els).lines[0].busy == "An Peeters werkt hier nu aan."
        drafts.take_over(w, key)
        drafts.save(w, key, REFUND.steps[1], {**answers.SOUND, "contact_name": "Els Wouters"})
    assert page(world, els).lines[0].busy == ""
    (line,) = page(world, els).lines
    assert line.name == "Tom Bakker"
    assert line.began.endswith("door An Peeters")
    assert line.saved.endswith("door Els Wouters")
    assert line.far == "Stappen in orde: 4 van 5"
    assert line.left == "Indienen kan tot en met 14 december 2025: nog 62 dagen na vandaag."
    assert "11 januari 2026" in line.expires
    assert line.address.endswith(f"/terugbetaling/{key}/contactgegevens")


@pytest.mark.parametrize(
    ("start", "left"),
    [("", "Hoelang"), ("1/7/2026", "Indienen kan van 1 april 2026"), ("1/2/2025", "Indienen kon tot en met")],
)
def test_days_left_are_told_or_why_not(world: World, an: Actor, start: str, left: str) -> None:
    begun(world, an, start_date=start)
    (line,) = page(world, an).lines
    assert line.left.startswith(left)


def test_what_holds_nothing_or_was_confirmed_isnt_listed(world: World, an: Actor) -> None:
    key = begun(world, an, len(REFUND.steps))
    with work(world, an) as w:
        refunds.confirm(w, key)
        drafts.start(w)
    assert page(world, an).lines == []
    with work(world, an) as w, pytest.raises(Refused, match="no_draft"):
        draft_lists.delete(w, key)


def test_a_deleted_draft_is_nowhere_and_comes_back_as_it_was(world: World, an: Actor) -> None:
    key = begun(world, an)
    act(world, an, draft_lists.delete, key)
    view = page(world, an)
    assert (view.lines, [line.key for line in view.deleted]) == ([], [key])
    with work(world, an) as w:
        assert drafts.open_ones(w) == []
        with pytest.raises(Refused, match="no_draft"):
            drafts.read(w, key)
    act(world, an, draft_lists.restore, key)
    act(world, an, draft_lists.restore, key)
    with work(world, an) as w:
        assert drafts.read(w, key).answers["first_name"] == "Tom"
    with Session(world.engine) as session:
        told = [e.action for e in session.exec(select(AuditEntry).where(AuditEntry.about == key))]
    assert told == ["draft:delete", "draft:restore"]


def test_after_a_day_it_cant_be_put_back_and_its_answers_are_gone(
    world: World, an: Actor, clock: StoppedClock
) -> None:
    key = begun(world, an)
    act(world, an, draft_lists.delete, key)
    night(world, clock, hours=23)
    assert kept(world).answers
    night(world, clock, hours=24)
    assert kept(world).answers == {}
    assert page(world, an).deleted == []
    with work(world, an) as w, pytest.raises(Refused, match="no_draft"):
        draft_lists.restore(w, key)


def test_a_letter_a_week_before_it_expires_once_for_each_saving(
    world: World, an: Actor, seed: Seed, clock: StoppedClock
) -> None:
    seed(lambda session: deciding.mailed(session, an, "an@korenbloem.example"))
    key = begun(world, an, start_date="1/7/2026")
    night(world, clock, days=82)
    assert warnings(world) == []
    night(world, clock, days=1)
    night(world, clock, days=1)
    (letter,) = warnings(world)
    assert "11 januari 2026" in letter.subject
    assert "Tom" not in letter.body
    with work(world, an) as w:
        drafts.save(w, key, REFUND.steps[2], {**answers.SOUND, "first_name": "Tomas"})
    night(world, clock, days=84)
    assert len(warnings(world)) == 2


def test_what_nobody_saves_expires_and_can_be_put_back_that_day(
    world: World, an: Actor, clock: StoppedClock
) -> None:
    begun(world, an)
    night(world, clock, days=89)
    assert len(page(world, an).lines) == 1
    night(world, clock, days=1)
    view = page(world, an)
    assert (len(view.lines), len(view.deleted)) == (0, 1)
    assert kept(world).deleted_by_id is None


def test_more_than_a_page_is_said(world: World, an: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(draft_lists, "MOST", 1)
    begun(world, an)
    assert not page(world, an).more
    begun(world, an)
    view = page(world, an)
    assert (len(view.lines), view.more) == (1, True)


def test_without_the_right_there_is_nothing_to_see_or_do(world: World, an: Actor, bart: Actor) -> None:
    key = begun(world, an)
    for verb in (lambda w, _: draft_lists.view(w), draft_lists.delete, draft_lists.restore):
        with work(world, bart) as w, pytest.raises(Refused, match="missing"):
            verb(w, key)
