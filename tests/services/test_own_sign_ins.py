"""Where a person is signed in: their own sign-ins alone, and all but the one that asks can be ended."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import Session, select

from vov_app.adapters.clock import StoppedClock
from vov_app.domain.claims import Claims
from vov_app.models import AuditEntry
from vov_app.services import own_sign_ins
from vov_app.services.own_sign_ins import MOST, SignInLine
from vov_app.services.signing_in import SignInStanding, recognise, sign_in
from vov_app.services.work import STRANGER, Actor, Refused, work
from vov_app.services.worlds import World, listen


def enter(world: World, name: str, digital_key: str = "") -> str:
    with work(world) as w:
        return sign_in(w, Claims(f"sub-{name}", name, "Peeters", None, (), ()), digital_key)


def actor(world: World, token: str) -> Actor:
    return recognise(world, token).actor


def lines(world: World, token: str) -> list[SignInLine]:
    with work(world, actor(world, token), writes=False) as w:
        return own_sign_ins.mine(w)


def standing(world: World, *tokens: str) -> list[SignInStanding]:
    return [recognise(world, token).standing for token in tokens]


ACTIVE, REVOKED = SignInStanding.ACTIVE, SignInStanding.REVOKED


def test_one_sees_ones_own_and_which_of_them_asks(world: World, clock: StoppedClock) -> None:
    phone = enter(world, "An", "itsme")
    clock.move(timedelta(minutes=5))
    desk = enter(world, "An")
    enter(world, "Bart", "eid")
    here, other = lines(world, desk)
    assert (here.here, other.here) == (True, False)
    assert (here.name, other.name) == ("Aangemeld met een digitale sleutel", "Aangemeld met itsme")
    assert "10.00 uur" in other.began
    assert "10.05 uur" in here.seen
    assert [line.here for line in lines(world, phone)] == [True, False]
    assert len({here.key, other.key}) == 2
    clock.move(timedelta(minutes=28))
    assert len(lines(world, desk)) == 1, "who wasn't seen for half an hour isn't signed in"


def test_one_ends_another_of_ones_own(world: World) -> None:
    phone, tablet, desk, bart = (
        enter(world, "An"),
        enter(world, "An"),
        enter(world, "An"),
        enter(world, "Bart"),
    )
    told: list[frozenset[int]] = []
    listen(lambda _, who: told.append(who))
    [theirs] = [line.key for line in lines(world, phone) if line.here]
    me = actor(world, desk)
    with work(world, me) as w:
        assert own_sign_ins.end(w, theirs) == 1
        assert own_sign_ins.end(w, theirs) == 0, "it has ended already"
    assert standing(world, phone, tablet, desk, bart) == [REVOKED, ACTIVE, ACTIVE, ACTIVE]
    assert told == [frozenset({me.person_id})], "the screens that were open there look again"
    with Session(world.engine) as session:
        entry = session.exec(select(AuditEntry)).one()
    assert (entry.action, entry.actor_id, entry.subject_id) == (
        "person:end_sign_ins",
        me.person_id,
        me.person_id,
    )


def test_one_ends_all_the_others_at_once(world: World) -> None:
    phone, tablet, desk, bart = (
        enter(world, "An"),
        enter(world, "An"),
        enter(world, "An"),
        enter(world, "Bart"),
    )
    for count in (2, 0):
        with work(world, actor(world, desk)) as w:
            assert own_sign_ins.end_others(w) == count
    assert standing(world, phone, tablet, desk, bart) == [REVOKED, REVOKED, ACTIVE, ACTIVE]


def test_nobody_ends_those_of_another_nor_the_one_that_asks(world: World) -> None:
    an, bart = enter(world, "An"), enter(world, "Bart")
    [mine], [theirs] = lines(world, an), lines(world, bart)
    for key in (mine.key, theirs.key, ""):
        with work(world, actor(world, an)) as w:
            assert own_sign_ins.end(w, key) == 0
    assert standing(world, an, bart) == [ACTIVE, ACTIVE]


def test_a_stranger_sees_and_ends_nothing(world: World) -> None:
    enter(world, "An")
    with work(world, STRANGER) as w:
        for verb in (own_sign_ins.mine, own_sign_ins.end_others):
            with pytest.raises(Refused, match="signed_out"):
                verb(w)


def test_a_sign_in_too_many_ends_the_one_that_was_away_longest(world: World, clock: StoppedClock) -> None:
    tokens = []
    for _ in range(MOST):
        tokens.append(enter(world, "An"))
        clock.move(timedelta(seconds=1))
    bart = enter(world, "Bart")
    assert standing(world, *tokens) == [ACTIVE] * MOST
    last = enter(world, "An")
    assert standing(world, *tokens, bart, last) == [REVOKED, *[ACTIVE] * (MOST + 1)]
    assert len(lines(world, last)) == MOST


def test_the_keys_of_one_world_are_not_those_of_another(world: World) -> None:
    token = enter(world, "An")
    elsewhere = replace(world, secret=b"another one")
    assert lines(world, token)[0].key != lines(elsewhere, token)[0].key
