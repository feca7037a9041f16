"""The clock of the machine jumps, ahead or back: nobody comes in who may not, nothing is done twice."""

from datetime import timedelta

import pytest
from sqlmodel import Session, col, select

from tests.chaos import whole
from tests.chaos.conftest import Seed
from tests.services import filed, people
from vov_app.adapters.clock import StoppedClock
from vov_app.domain.claims import Claims
from vov_app.models import AuditEntry, Letter
from vov_app.services import audit, drafts, duties, journey, leases, postman, signing_in
from vov_app.services.signing_in import SignInStanding
from vov_app.services.work import Actor, work
from vov_app.services.worlds import World

HOUR = timedelta(hours=1)
JUMPS = pytest.mark.parametrize("jump", [timedelta(days=3), -timedelta(days=3)], ids=["ahead", "back"])
SQLITE = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)


@JUMPS
def test_the_record_is_in_the_order_of_what_happened(
    world: World, an: Actor, clock: StoppedClock, jump: timedelta
) -> None:
    filed.file(world, an)
    clock.move(jump)
    filed.file(world, an)
    assert whole.faults(world) == []
    with Session(world.engine) as session:
        numbers = session.exec(select(AuditEntry.number).order_by(col(AuditEntry.id))).all()
        assert list(numbers) == list(range(1, len(numbers) + 1))
        assert audit.first_broken(session) is None


@SQLITE
def test_a_sign_in_never_lasts_longer_than_it_was_given(world: World, clock: StoppedClock) -> None:
    with work(world) as w:
        token = signing_in.sign_in(w, Claims("sub-an", "An", "Peeters", None, (), ()))
    began = clock.now()
    clock.move(-3 * 24 * HOUR)
    assert signing_in.recognise(world, token).standing in (SignInStanding.ACTIVE, SignInStanding.EXPIRED)
    clock.moment = began + 9 * HOUR
    assert signing_in.recognise(world, token).standing is SignInStanding.EXPIRED
    clock.move(-9 * HOUR)
    signing_in.recognise(world, token)


@SQLITE
def test_a_jump_ahead_ends_a_sign_in_and_nobody_is_let_in(world: World, clock: StoppedClock) -> None:
    with work(world) as w:
        token = signing_in.sign_in(w, Claims("sub-an", "An", "Peeters", None, (), ()))
    clock.move(3 * 24 * HOUR)
    assert not signing_in.recognise(world, token).actor.signed_in


@JUMPS
@SQLITE
def test_the_duties_of_a_day_run_once_however_the_clock_jumps(
    world: World, clock: StoppedClock, jump: timedelta
) -> None:
    assert duties.run(world)
    clock.move(jump)
    assert duties.run(world)
    with Session(world.engine) as session:
        before = len(session.exec(select(Letter)).all())
    assert not duties.run(world)
    clock.move(-jump)
    duties.run(world)
    assert not duties.run(world)
    with Session(world.engine) as session:
        assert len(session.exec(select(Letter)).all()) == before


@SQLITE
def test_a_letter_that_was_held_when_the_clock_jumped_back_goes_out_when_time_has_come(
    world: World, an: Actor, clock: StoppedClock
) -> None:
    filed.file(world, an)
    with work(world) as w:
        held = postman.claim(w, 9)
    assert held
    clock.move(-HOUR)
    with work(world) as w:
        assert postman.claim(w, 9) == [], "held still: nothing goes out twice"
    clock.move(HOUR + postman.LEASE)
    with work(world) as w:
        assert {letter.key for letter in postman.claim(w, 9)} == {letter.key for letter in held}


@SQLITE
def test_a_draft_that_was_held_when_the_clock_jumped_back_can_be_taken_over(
    world: World, an: Actor, clock: StoppedClock, seed: Seed
) -> None:
    other: Actor = seed(lambda session: people.filer(session, "Bea Claes"))
    with work(world, an) as w:
        key = drafts.start(w)
        journey.enter(w, key, "begin")
    clock.move(-3 * 24 * HOUR)
    with work(world, other) as w:
        assert journey.show(w, key, "begin").busy == an.name
        journey.take_over(w, key, "begin", {}, {})
        assert journey.show(w, key, "begin").busy == ""
    clock.move(leases.LASTS)
    with work(world, an) as w:
        assert journey.show(w, key, "begin").busy == ""
