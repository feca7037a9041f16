"""Drafts that two people open: one edits, the other sees who, takes over, and nobody's answer disappears."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import Session, select

from tests import answers
from tests.services import people
from vov_app.adapters.clock import StoppedClock
from vov_app.forms.refund import REFUND
from vov_app.models import AuditEntry
from vov_app.services import checking, disputes, draft_lists, drafts, journey, worlds
from vov_app.services.journey import StepView
from vov_app.services.work import Actor, Refused, work
from vov_app.services.worlds import World

Seed = Callable[[Callable[[Session], Any]], Any]


@pytest.fixture
def els(seed: Seed) -> Actor:
    actor: Actor = seed(lambda session: people.filer(session, "Els Wouters"))
    return actor


@pytest.fixture
def key(world: World, an: Actor) -> str:
    with work(world, an) as w:
        key = drafts.start(w)
        for step in REFUND.steps[:-1]:
            drafts.save(w, key, step, answers.SOUND)
        return key


def show(world: World, actor: Actor, key: str) -> StepView:
    with work(world, actor, writes=False) as w:
        return journey.show(w, key, "contact")


def note(world: World, actor: Actor, key: str, value: str, given: dict[str, str]) -> StepView:
    with work(world, actor) as w:
        return journey.note(w, key, "contact", {"contact_name": value}, given)


def take(world: World, actor: Actor, key: str) -> None:
    with work(world, actor) as w:
        drafts.take_over(w, key)


def stored(world: World, actor: Actor, key: str) -> str:
    with work(world, actor, writes=False) as w:
        return drafts.read(w, key).answers["contact_name"]


def test_who_edits_is_seen_and_keeps_it_for_five_minutes(
    world: World, an: Actor, els: Actor, key: str, clock: StoppedClock
) -> None:
    assert (show(world, an, key).busy, show(world, els, key).busy) == ("", "An Peeters")
    assert not show(world, els, key).free
    clock.move(timedelta(minutes=4, seconds=59))
    assert show(world, els, key).busy == "An Peeters"
    clock.move(timedelta(seconds=1))
    assert (show(world, els, key).busy, show(world, els, key).free) == ("", True)
    with work(world, els) as w:
        journey.enter(w, key, "contact")
    assert show(world, an, key).busy == "Els Wouters"


def test_what_is_typed_keeps_the_lease_alive(world: World, an: Actor, key: str, clock: StoppedClock) -> None:
    clock.move(timedelta(seconds=30))
    assert not show(world, an, key).free
    clock.move(timedelta(minutes=3))
    assert show(world, an, key).free
    note(world, an, key, "An P.", {})
    assert not show(world, an, key).free


def test_a_colleague_writes_nothing_until_they_take_over(
    world: World, an: Actor, els: Actor, key: str
) -> None:
    view = note(world, els, key, "Els", {})
    assert (view.busy, view.answers["contact_name"], view.given["contact_name"]) == (
        "An Peeters", "Els", answers.SOUND["contact_name"],
    )  # fmt: skip
    told: list[frozenset[int]] = []
    worlds.listen(lambda _, who: told.append(who))
    take(world, els, key)
    assert told == [frozenset({an.person_id})]
    assert note(world, els, key, "Els", {}).busy == ""
    assert stored(world, an, key) == "Els"
    assert note(world, an, key, "An", {}).busy == "Els Wouters"
    assert stored(world, an, key) == "Els"


def test_taking_over_is_an_entry_once_and_nothing_when_it_is_ones_own(
    world: World, an: Actor, els: Actor, key: str
) -> None:
    for actor in (an, els, els):
        take(world, actor, key)
    with Session(world.engine) as session:
        entries = session.exec(select(AuditEntry).where(AuditEntry.action == "draft:take_over")).all()
    assert [(entry.actor_id, entry.about) for entry in entries] == [(els.person_id, key)]


def test_the_loser_of_a_race_sees_both_answers_and_picks(
    world: World, an: Actor, els: Actor, key: str
) -> None:
    given = show(world, an, key).given
    take(world, els, key)
    note(world, els, key, "Els Wouters", show(world, els, key).given)
    with work(world, an) as w:
        view = journey.take_over(w, key, "contact", {"contact_name": "An P."}, given)
    assert view.disputes == {
        "contact_name.legend": "Intussen gaf Els Wouters hier een ander antwoord. Welk antwoord geldt?",
        "contact_name.mine": "Mijn antwoord: An P.",
        "contact_name.theirs": "Het antwoord van Els Wouters: Els Wouters",
    }
    assert (view.answers["contact_name"], view.given["contact_name"]) == ("An P.", "Els Wouters")
    assert stored(world, an, key) == "Els Wouters"


@pytest.mark.parametrize(("pick", "wins"), [("mine", "An P."), ("theirs", "Els Wouters")])
def test_a_pick_settles_it(world: World, an: Actor, key: str, pick: str, wins: str) -> None:
    typed = {**answers.CONTACT, "contact_name": "An P."}
    note(world, an, key, "Els Wouters", {})
    with work(world, an) as w:
        view = journey.save(w, key, "contact", typed, given=answers.SOUND)
    assert list(view.faults) == ["contact_name"]
    again = {"given": view.given, "disputed": ["contact_name"]}
    with work(world, an) as w:
        assert list(journey.save(w, key, "contact", typed, **again).faults) == ["contact_name"]  # type: ignore[arg-type]
        led = journey.save(w, key, "contact", {**typed, "pick_contact_name": pick}, **again)  # type: ignore[arg-type]
    assert led.elsewhere.endswith("/werknemer")
    assert stored(world, an, key) == wins


def test_what_only_the_other_changed_stands(world: World, an: Actor, key: str) -> None:
    given = show(world, an, key).given
    note(world, an, key, "Els Wouters", {})
    with work(world, an) as w:
        journey.save(w, key, "contact", {**given, "contact_phone": "053 99 99 99"}, given=given)
        kept = drafts.read(w, key).answers
    assert (kept["contact_name"], kept["contact_phone"]) == ("Els Wouters", "053 99 99 99")


def test_nothing_is_confirmed_that_wasnt_seen(world: World, an: Actor, els: Actor, key: str) -> None:
    with work(world, an, writes=False) as w:
        seen = checking.show(w, key).version
    take(world, els, key)
    note(world, els, key, "Els Wouters", {})
    with work(world, an) as w:
        busy = checking.confirm(w, key, {"declaration": "ja"}, seen)
        drafts.take_over(w, key)
        view = checking.confirm(w, key, {"declaration": "ja"}, seen)
    assert (busy.busy, busy.elsewhere) == ("Els Wouters", "")
    assert "door Els Wouters" in view.faults["declaration"]
    with work(world, an) as w:
        lost = checking.confirm(w, key, {"declaration": "ja", "version": str(seen)}, 0)
        led = checking.confirm(w, key, {"declaration": "ja", "version": str(lost.version)}, 0)
    assert lost.faults, "who lost the State tells what the page showed"
    assert "/ontvangstbevestiging/" in led.elsewhere


def test_a_draft_that_a_colleague_deletes_tells_who_edits_it(
    world: World, an: Actor, els: Actor, key: str
) -> None:
    told: list[frozenset[int]] = []
    worlds.listen(lambda _, who: told.append(who))
    with work(world, els) as w:
        draft_lists.delete(w, key)
    assert told == [frozenset({an.person_id})]
    with pytest.raises(Refused, match="no_draft"):
        show(world, an, key)


def test_the_overview_can_be_taken_over_too(world: World, an: Actor, els: Actor, key: str) -> None:
    with work(world, els) as w:
        assert checking.enter(w, key).busy == "An Peeters"
        assert checking.take_over(w, key).busy == ""
    with work(world, an) as w:
        assert checking.enter(w, key).busy == "Els Wouters"


def test_an_overview_that_became_unsound_meanwhile_leads_to_what_is_missing(
    world: World, an: Actor, key: str
) -> None:
    with work(world, an, writes=False) as w:
        seen = checking.show(w, key).version
    note(world, an, key, "", {})
    with work(world, an) as w:
        view = checking.confirm(w, key, {"declaration": "ja"}, seen)
    assert view.elsewhere.endswith("/contactgegevens")


def test_volgende_keeps_nothing_while_somebody_else_edits(
    world: World, an: Actor, els: Actor, key: str
) -> None:
    with work(world, els) as w:
        view = journey.save(w, key, "contact", {**answers.CONTACT, "contact_name": "Els"})
    assert (view.busy, view.answers["contact_name"], view.elsewhere) == ("An Peeters", "Els", "")
    assert stored(world, an, key) == answers.SOUND["contact_name"]


@pytest.mark.parametrize("payload", [None, [], "x", {"pick_contact_name": "nobody"}])
def test_what_is_no_pick_picks_nothing(payload: object) -> None:
    assert disputes.picks(REFUND.steps[1], payload) == {}


def test_a_confirmed_draft_is_nobodys(world: World, an: Actor, els: Actor, key: str) -> None:
    with work(world, an) as w:
        checking.confirm(w, key, {"declaration": "ja"}, drafts.read(w, key).version)
    with work(world, els) as w:
        drafts.enter(w, key)
        drafts.take_over(w, key)
        assert drafts.read(w, key).busy == ""
