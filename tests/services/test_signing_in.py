"""A sign-in is recognised by its token, for an organisation only if the person may act for it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import Session, select

from tests import factories
from vov_app.adapters.clock import StoppedClock
from vov_app.domain.claims import ClaimedOrganisation, Claims
from vov_app.models import Membership, Organisation, SignIn
from vov_app.services.signing_in import SignInStanding, recognise, sign_in, sign_out, touch
from vov_app.services.work import STRANGER, work
from vov_app.services.worlds import World

KORENBLOEM = ClaimedOrganisation(factories.KORENBLOEM, "Bakkerij De Korenbloem bv")
AN = Claims("acm-an", "An", "Peeters", factories.INSZ, (KORENBLOEM,), ())


def signed_in(world: World, claims: Claims = AN) -> str:
    with work(world) as w:
        return sign_in(w, claims, "itsme")


def key_of(world: World, kbo: str = factories.KORENBLOEM) -> str:
    with Session(world.engine) as session:
        return session.exec(select(Organisation).where(Organisation.kbo == kbo)).one().key


def test_the_database_keeps_no_token(world: World) -> None:
    token = signed_in(world)
    with Session(world.engine) as session:
        row = session.exec(select(SignIn)).one()
    assert token not in repr(row)
    assert len(row.token_hash) == 64


def test_each_sign_in_gets_a_new_token(world: World) -> None:
    assert signed_in(world) != signed_in(world)


def test_the_person_and_their_organisation_are_recognised(world: World) -> None:
    found = recognise(world, signed_in(world), key_of(world))
    assert found.standing is SignInStanding.ACTIVE
    assert found.actor.name == "An Peeters"
    assert found.actor.organisation is not None
    assert found.actor.organisation.kbo == factories.KORENBLOEM


@pytest.mark.parametrize("token", ["", "nonsense", "' OR 1=1 --"])
def test_an_unknown_token_is_a_stranger(world: World, token: str) -> None:
    signed_in(world)
    assert recognise(world, token).actor == STRANGER


def test_another_organisation_is_not_theirs(world: World, seed: Callable[..., Any]) -> None:
    token = signed_in(world)
    seed(lambda s: factories.organisation(s, "Metaalwerken Van Loo nv", factories.VAN_LOO))
    found = recognise(world, token, key_of(world, factories.VAN_LOO))
    assert found.actor.signed_in
    assert found.actor.organisation is None


def test_an_ended_membership_no_longer_counts(world: World, seed: Callable[..., Any]) -> None:
    token = signed_in(world)

    def end(session: Session) -> None:
        session.exec(select(Membership)).one().ended_at = factories.MONDAY

    seed(end)
    assert recognise(world, token, key_of(world)).actor.organisation is None


def test_the_idle_limit_ends_a_sign_in(world: World, clock: StoppedClock) -> None:
    token = signed_in(world)
    clock.move(timedelta(minutes=30) - timedelta(seconds=1))
    assert recognise(world, token).standing is SignInStanding.ACTIVE
    clock.move(timedelta(seconds=1))
    assert recognise(world, token).standing is SignInStanding.EXPIRED
    assert recognise(world, token).actor == STRANGER


def test_being_seen_starts_the_idle_limit_again(world: World, clock: StoppedClock) -> None:
    token = signed_in(world)
    clock.move(timedelta(minutes=29))
    found = recognise(world, token)
    assert found.stale
    touch(world, found.actor)
    clock.move(timedelta(minutes=29))
    assert recognise(world, token).standing is SignInStanding.ACTIVE


def test_the_absolute_limit_ends_even_a_busy_sign_in(world: World, clock: StoppedClock) -> None:
    token = signed_in(world)
    for _ in range(24):
        clock.move(timedelta(minutes=20))
        found = recognise(world, token)
        touch(world, found.actor)
    assert recognise(world, token).standing is SignInStanding.EXPIRED


def test_the_end_that_comes_first_is_told(world: World, clock: StoppedClock) -> None:
    token = signed_in(world)
    assert recognise(world, token).ends_at == clock.now() + timedelta(minutes=30)
    for _ in range(23):
        clock.move(timedelta(minutes=20))
        touch(world, recognise(world, token).actor)
    assert recognise(world, token).ends_at == factories.MONDAY + timedelta(minutes=480)


def test_signing_out_revokes_this_sign_in_alone(world: World) -> None:
    gone, other = signed_in(world), signed_in(world)
    with work(world) as w:
        sign_out(w, gone)
    assert recognise(world, gone).standing is SignInStanding.REVOKED
    assert recognise(world, other).standing is SignInStanding.ACTIVE
