"""Who gets a letter to send and for how long, and what becomes of it: on both databases."""

from datetime import timedelta

import pytest

from tests.mail.conftest import Put, kept
from vov_app.adapters.clock import StoppedClock
from vov_app.models import LetterKind, LetterStatus
from vov_app.services import postman
from vov_app.services.postman import LEASE, LOST, MOST_ATTEMPTS, PAUSES, Stuck
from vov_app.services.work import work
from vov_app.services.worlds import World

KEY = "key-1"


def claimed(world: World, most: int = 10) -> list[tuple[str, int]]:
    with work(world) as w:
        return [(letter.key, letter.attempts) for letter in postman.claim(w, most)]


def fail(world: World, attempt: int = 1, fault: str = "smtp_450", *, final: bool = False) -> None:
    with work(world) as w:
        postman.failed(w, KEY, attempt, fault, final=final)


def deliver(world: World, key: str = KEY) -> None:
    with work(world) as w:
        postman.delivered(w, key)


def again(world: World, key: str = KEY) -> bool:
    with work(world) as w:
        return postman.again(w, key)


def use_up(world: World, clock: StoppedClock) -> None:
    """Every attempt fails."""
    for attempt in range(1, MOST_ATTEMPTS + 1):
        assert claimed(world) == [(KEY, attempt)]
        fail(world, attempt)
        clock.move(max(PAUSES))


def test_a_letter_is_leased_once(world: World, put: Put) -> None:
    put(3)
    assert claimed(world, 2) == [("key-1", 1), ("key-2", 1)]
    assert claimed(world, 2) == [("key-3", 1)]
    assert claimed(world) == []


def test_what_arrived_is_done(world: World, put: Put, clock: StoppedClock) -> None:
    put()
    claimed(world)
    deliver(world)
    clock.move(LEASE)
    deliver(world)
    letter = kept(world)
    assert letter.status is LetterStatus.SENT
    assert letter.sent_at == clock.now() - LEASE
    assert claimed(world) == []


def test_after_each_failure_the_pause_is_longer(world: World, put: Put, clock: StoppedClock) -> None:
    put()
    for attempt, pause in enumerate(PAUSES, start=1):
        assert claimed(world) == [(KEY, attempt)]
        fail(world, attempt)
        clock.move(pause - timedelta(seconds=1))
        assert claimed(world) == []
        clock.move(timedelta(seconds=1))
    assert list(PAUSES) == sorted(set(PAUSES))
    assert kept(world).status is LetterStatus.WAITING


def test_after_the_last_attempt_it_is_stuck(world: World, put: Put, clock: StoppedClock) -> None:
    put()
    use_up(world, clock)
    with work(world, writes=False) as w:
        [found] = postman.stuck(w)
    assert found == Stuck(KEY, LetterKind.RIGHT_REQUESTED, MOST_ATTEMPTS, "smtp_450", kept(world).written_at)
    assert claimed(world) == []


def test_a_final_refusal_is_stuck_at_once(world: World, put: Put) -> None:
    put()
    claimed(world)
    fail(world, fault="smtp_550", final=True)
    assert (kept(world).status, kept(world).fault) == (LetterStatus.STUCK, "smtp_550")


def test_a_lease_that_ran_out_counts_as_an_attempt(world: World, put: Put, clock: StoppedClock) -> None:
    put()
    claimed(world)
    clock.move(LEASE - timedelta(seconds=1))
    assert claimed(world) == []
    clock.move(timedelta(seconds=1))
    assert claimed(world) == [(KEY, 2)]


def test_a_letter_on_which_each_worker_dies_is_stuck(world: World, put: Put, clock: StoppedClock) -> None:
    put()
    for _ in range(MOST_ATTEMPTS):
        assert len(claimed(world)) == 1
        clock.move(LEASE)
    assert claimed(world) == []
    assert (kept(world).status, kept(world).fault) == (LetterStatus.STUCK, LOST)


def test_a_late_failure_does_not_end_the_lease_of_another(
    world: World, put: Put, clock: StoppedClock
) -> None:
    put()
    claimed(world)
    clock.move(LEASE)
    claimed(world)
    fail(world, attempt=1, final=True)
    assert kept(world).status is LetterStatus.WAITING
    assert claimed(world) == []


def test_a_late_failure_does_not_undo_what_arrived(world: World, put: Put) -> None:
    put()
    claimed(world)
    deliver(world)
    fail(world, final=True)
    assert kept(world).status is LetterStatus.SENT


def test_what_arrived_late_is_not_stuck(world: World, put: Put) -> None:
    put()
    claimed(world)
    fail(world, final=True)
    deliver(world)
    assert (kept(world).status, kept(world).fault) == (LetterStatus.SENT, "")


def test_the_operator_has_a_stuck_letter_sent_again(world: World, put: Put, clock: StoppedClock) -> None:
    put()
    use_up(world, clock)
    assert again(world)
    assert claimed(world) == [(KEY, 1)]


def test_what_is_not_stuck_is_not_sent_again(world: World, put: Put) -> None:
    put()
    assert not again(world)
    claimed(world)
    deliver(world)
    assert not again(world)


@pytest.mark.parametrize("key", ["no-such", ""])
def test_a_letter_that_is_gone(world: World, key: str) -> None:
    deliver(world, key)
    with work(world) as w:
        postman.failed(w, key, 1, "timeout", final=True)
    assert not again(world, key)
