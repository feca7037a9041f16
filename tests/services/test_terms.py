"""Dates that nobody misses: of drafts and trainings, in letters ahead, and by a secret address."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import Session, select

from tests import answers
from tests.services import deciding, people
from vov_app.adapters.clock import StoppedClock
from vov_app.forms.refund import REFUND
from vov_app.models import CalendarFeed, Draft, Grant, Letter, LetterKind
from vov_app.services import dossiers, drafts, duties, feeds, terms
from vov_app.services.dossiers import Filing
from vov_app.services.terms import TermsView
from vov_app.services.work import Actor, Refused, work
from vov_app.services.worlds import World

Seed = Callable[[Callable[[Session], Any]], Any]


def begun(world: World, actor: Actor, **changed: str) -> str:
    with work(world, actor) as w:
        key = drafts.start(w)
        for step in REFUND.steps[:4]:
            drafts.save(w, key, step, {**answers.SOUND, **changed})
        return key


def filed(world: World, actor: Actor, **changed: str) -> None:
    with work(world, actor) as w:
        dossiers.begin(w, [Filing({**answers.SOUND, **changed})])


def page(world: World, actor: Actor) -> TermsView:
    with work(world, actor, writes=False) as w:
        return terms.view(w)


def on(world: World, clock: StoppedClock, day: date) -> None:
    clock.move(datetime(day.year, day.month, day.day, 5, tzinfo=UTC) - clock.now())
    duties.run(world)


def letters(world: World) -> list[Letter]:
    with Session(world.engine) as session:
        return list(session.exec(select(Letter).where(Letter.kind == LetterKind.LAST_DAY_NEARS)))


def test_a_draft_tells_its_dates(world: World, an: Actor) -> None:
    begun(world, an)
    (line,) = page(world, an).drafts
    assert (line.name, line.last_day, line.safe) == ("Tom Bakker", "14 december 2025", "30 november 2025")
    assert line.left == "62 dagen na vandaag"
    assert line.opens == "3 september 2025"
    assert line.file.endswith("/laatste-dag.ics")


@pytest.mark.parametrize(
    ("start", "left"),
    [
        ("1/7/2026", "Nog niet open"),
        ("1/7/2025", "Te laat"),
        ("30/11/2025", "137 dagen na vandaag Hoe de laatste dag"),
    ],
)
def test_too_early_too_late_and_unsure_are_told(world: World, an: Actor, start: str, left: str) -> None:
    begun(world, an, start_date=start)
    (line,) = page(world, an).drafts
    assert line.left.startswith(left)


def test_drafts_without_a_date_are_counted_and_old_ones_left_out(world: World, an: Actor) -> None:
    begun(world, an, start_date="")
    begun(world, an, start_date="1/2/2025")
    view = page(world, an)
    assert view.drafts == []
    assert view.undated == 1


def test_trainings_of_dossiers_may_still_be_filed_for(world: World, an: Actor, clock: StoppedClock) -> None:
    filed(world, an)
    filed(world, an, first_name="Lien")
    (line,) = page(world, an).trainings
    assert line.last_day == "14 december 2025"
    assert line.file == ""
    clock.move(timedelta(days=70))
    assert page(world, an).trainings == []


def test_without_the_right_there_are_no_dates(world: World, bart: Actor, an: Actor) -> None:
    key = begun(world, an)
    for verb in (terms.view, terms.everything, feeds.make, feeds.revoke, feeds.standing):
        with work(world, bart) as w, pytest.raises(Refused, match="missing"):
            verb(w)
    with work(world, bart) as w, pytest.raises(Refused, match="missing"):
        terms.of_draft(w, key)


def test_a_letter_fourteen_and_three_days_ahead_once_each(
    world: World, an: Actor, seed: Seed, clock: StoppedClock
) -> None:
    seed(lambda session: deciding.mailed(session, an, "an@korenbloem.example"))
    begun(world, an)
    for day in (29, 30):
        on(world, clock, date(2025, 11, day))
    assert len(letters(world)) == 1
    on(world, clock, date(2025, 12, 1))
    assert len(letters(world)) == 1
    on(world, clock, date(2025, 12, 11))
    on(world, clock, date(2025, 12, 12))
    first, second = letters(world)
    assert "14 december 2025" in first.subject
    assert "Tom" not in first.body + second.body
    on(world, clock, date(2025, 12, 20))
    assert len(letters(world)) == 2


def test_a_missed_night_gives_the_nearer_letter_alone(
    world: World, an: Actor, seed: Seed, clock: StoppedClock
) -> None:
    seed(lambda session: deciding.mailed(session, an, "an@korenbloem.example"))
    lien: Actor = seed(lambda session: people.filer(session, "Lien Maes"))
    seed(lambda session: deciding.mailed(session, lien, "lien@korenbloem.example"))
    key = begun(world, an)
    with work(world, lien) as w:
        drafts.take_over(w, key)
        drafts.save(w, key, REFUND.steps[1], {**answers.SOUND, "contact_name": "Lien Maes"})
    on(world, clock, date(2025, 12, 13))
    assert {letter.recipient for letter in letters(world)} == {
        "an@korenbloem.example", "lien@korenbloem.example",
    }  # fmt: skip


def test_who_has_no_address_gets_none_and_what_was_deleted_asks_nothing(
    world: World, an: Actor, seed: Seed, clock: StoppedClock
) -> None:
    key = begun(world, an)
    on(world, clock, date(2025, 12, 5))
    assert letters(world) == []
    seed(lambda session: deciding.mailed(session, an, "an@korenbloem.example"))

    def delete(session: Session) -> None:
        session.exec(select(Draft).where(Draft.key == key)).one().deleted_at = clock.now()

    seed(delete)
    on(world, clock, date(2025, 12, 6))
    assert letters(world) == []


def test_a_secret_address_reads_the_dates_until_it_is_revoked(
    world: World, an: Actor, clock: StoppedClock
) -> None:
    begun(world, an)
    filed(world, an)
    with work(world, an) as w:
        assert feeds.standing(w) == ""
        first = feeds.make(w)
        assert "13 oktober 2025" in feeds.standing(w)
    with work(world, an) as w:
        second = feeds.make(w)

    def read(address: str) -> int:
        with work(world, writes=False) as w:
            place, found = feeds.read(w, address.split("/")[-2])
            assert place.name == "Bakkerij De Korenbloem bv"
            return len(found)

    assert read(second) == 2
    for address in (first, "/kalender/guess/termijnen.ics"):
        with pytest.raises(Refused, match="no_feed"):
            read(address)
    with work(world, an) as w:
        feeds.revoke(w)
        feeds.revoke(w)
    with pytest.raises(Refused, match="no_feed"):
        read(second)
    with Session(world.engine) as session:
        assert second.split("/")[-2] not in repr(session.exec(select(CalendarFeed)).all())


def test_the_address_stops_with_the_right(world: World, an: Actor, seed: Seed) -> None:
    with work(world, an) as w:
        token = feeds.make(w).split("/")[-2]

    def revoke(session: Session) -> None:
        session.exec(select(Grant)).one().revoked_on = date(2025, 10, 13)

    seed(revoke)
    with work(world, writes=False) as w, pytest.raises(Refused, match="revoked"):
        feeds.read(w, token)


def test_one_draft_has_one_term_or_none(world: World, an: Actor) -> None:
    key, without = begun(world, an), begun(world, an, start_date="")
    with work(world, an, writes=False) as w:
        found = terms.of_draft(w, key)
        assert found is not None
        assert found.window.last_day == date(2025, 12, 14)
        assert terms.of_draft(w, without) is None
        with pytest.raises(Refused, match="no_draft"):
            terms.of_draft(w, "elsewhere")
