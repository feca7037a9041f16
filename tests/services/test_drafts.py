"""Drafts keep what was typed, for the organisation and for nobody else."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import Session, select

from tests import answers, factories
from tests.services import people
from vov_app.adapters.clock import StoppedClock
from vov_app.forms.refund import BEGIN, CONTACT, EMPLOYEE
from vov_app.models import Draft, Grant, Organisation, Person
from vov_app.services import drafts
from vov_app.services.work import STRANGER, Actor, Refused, work
from vov_app.services.worlds import World

Seed = Callable[[Callable[[Session], Any]], Any]


def started(world: World, actor: Actor) -> str:
    with work(world, actor) as w:
        return drafts.start(w)


def typed(world: World, actor: Actor, key: str, payload: object, **rest: Any) -> drafts.DraftView:
    with work(world, actor) as w:
        return drafts.save(w, key, BEGIN, payload, **rest)


def elsewhere(session: Session) -> Actor:
    where = factories.organisation(session, "Metaalwerken Van Loo nv", factories.VAN_LOO)
    who = factories.person(session, "Geert Jacobs")
    factories.membership(session, who, where)
    factories.grant(session, who, where)
    return Actor(2, who.id or 0, who.name, people.ref(where))


def test_starting_twice_gives_the_same_empty_draft(world: World, an: Actor) -> None:
    assert started(world, an) == started(world, an)


def test_a_draft_with_answers_is_left_alone_by_a_new_start(world: World, an: Actor) -> None:
    first = started(world, an)
    typed(world, an, first, answers.BEGIN)
    assert started(world, an) != first


def test_unsound_answers_are_kept_as_typed(world: World, an: Actor) -> None:
    key = started(world, an)
    typed(world, an, key, {"start_date": "gisteren", "joined_later": "nee"})
    with work(world, an, writes=False) as w:
        assert drafts.read(w, key).answers["start_date"] == "gisteren"


def test_one_answer_can_be_kept_alone(world: World, an: Actor) -> None:
    key = started(world, an)
    typed(world, an, key, answers.BEGIN)
    typed(world, an, key, {"start_date": "1/10/2025"}, only=frozenset({"start_date"}))
    with work(world, an, writes=False) as w:
        assert drafts.read(w, key).answers == {**answers.BEGIN, "start_date": "1/10/2025"}


def test_a_step_saves_only_its_own_fields(world: World, an: Actor) -> None:
    key = started(world, an)
    typed(world, an, key, {**answers.BEGIN, "insz": "85010199786", "id": "1"})
    with work(world, an, writes=False) as w:
        assert set(drafts.read(w, key).answers) == set(answers.BEGIN)


def test_saving_the_same_again_writes_nothing(world: World, an: Actor, clock: StoppedClock) -> None:
    key = started(world, an)
    first = typed(world, an, key, answers.BEGIN)
    clock.move(timedelta(minutes=5))
    assert typed(world, an, key, answers.BEGIN).saved_at == first.saved_at


def test_colleagues_with_the_right_see_each_others_drafts(world: World, an: Actor, seed: Seed) -> None:
    els = seed(lambda s: people.filer(s, "Els Wouters"))
    key = started(world, an)
    typed(world, an, key, answers.BEGIN)
    with work(world, els, writes=False) as w:
        assert [(d.key, d.started_by) for d in drafts.open_ones(w)] == [(key, "An Peeters")]


def test_another_organisation_finds_no_draft(world: World, an: Actor, seed: Seed) -> None:
    key = started(world, an)
    stranger = seed(elsewhere)
    with work(world, stranger, writes=False) as w, pytest.raises(Refused, match="no_draft"):
        drafts.read(w, key)
    with work(world, stranger) as w, pytest.raises(Refused, match="no_draft"):
        drafts.save(w, key, CONTACT, {})


@pytest.mark.parametrize("verb", ["start", "read", "save"])
def test_without_the_right_nothing_can_be_done(world: World, an: Actor, bart: Actor, verb: str) -> None:
    key = started(world, an)
    verbs: dict[str, Callable[[Any], object]] = {
        "start": drafts.start,
        "read": lambda w: drafts.read(w, key),
        "save": lambda w: drafts.save(w, key, EMPLOYEE, {}),
    }
    for actor, reason in ((bart, "missing"), (STRANGER, "no_organisation")):
        with work(world, actor) as w, pytest.raises(Refused, match=reason):
            verbs[verb](w)


def test_who_lost_the_right_no_longer_sees_drafts(world: World, an: Actor, seed: Seed) -> None:
    key = started(world, an)
    typed(world, an, key, answers.BEGIN)

    def revoke(session: Session) -> None:
        session.exec(select(Grant)).one().revoked_on = date(2025, 10, 13)

    seed(revoke)
    with work(world, an, writes=False) as w:
        assert drafts.open_ones(w) == []
        with pytest.raises(Refused, match="revoked"):
            drafts.read(w, key)
    with Session(world.engine) as session:
        assert session.exec(select(Draft)).one().answers == answers.BEGIN


def test_names_are_told_to_nobody_who_may_not_file(world: World, bart: Actor) -> None:
    with work(world, bart, writes=False) as w:
        assert drafts.open_ones(w) == []
    with Session(world.engine) as session:
        assert session.exec(select(Person)).first() is not None
        assert session.exec(select(Organisation)).first() is not None
