"""Two processes do the night's work on one database: each duty is done once, each letter goes out once."""

import asyncio
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import count
from pathlib import Path

import pytest
from sqlmodel import Session, select

from tests.chaos import whole
from tests.chaos.conftest import FULL, Seed
from tests.chaos.killing import at_once, in_world, killed_at
from tests.mail.conftest import letter
from tests.services import deciding, people
from vov_app.adapters.clock import StoppedClock
from vov_app.adapters.mail import SENT, Outcome
from vov_app.models import Duty, Grant, Letter, LetterKind, LetterStatus
from vov_app.operating.night_watch import see_to
from vov_app.operating.post_office import deliver_some
from vov_app.services.postman import LEASE
from vov_app.services.work import Actor
from vov_app.services.worlds import World

STRIDE = 1 if FULL else 11
# Four days after it was asked nobody has decided: who decides is reminded, and a right ends within a month.
NIGHT = timedelta(days=4)
TOLD = (LetterKind.REQUEST_REMINDED, LetterKind.RIGHT_ENDING, LetterKind.RIGHT_ENDING_ADMINISTRATOR)
pytestmark = pytest.mark.timeout(900 if FULL else 120)


@pytest.fixture
def evening(world: World, seed: Seed) -> World:
    """Somebody asked for the right, and a right ends within a month."""
    seed(deciding.carine)
    bart: Actor = seed(people.member)
    an: Actor = seed(people.filer)
    seed(lambda session: deciding.mailed(session, an, "an@korenbloem.example"))
    deciding.asked(world, bart)
    seed(ends_soon)
    return world


def ends_soon(session: Session) -> None:
    """The one right there is ends in November."""
    grant = session.exec(select(Grant)).one()
    grant.valid_until = date(2025, 11, 14)


def delivers(post: Path) -> Callable[[World], None]:
    """Delivers what waits: what goes out is a line in this file, as a mail server would have taken it."""

    async def send(going: Letter) -> Outcome:
        with post.open("a", encoding="utf-8") as out:
            out.write(f"{going.key}\n")
        return SENT

    async def all_of_it(world: World) -> None:
        while await deliver_some(world, send):
            pass

    return lambda world: asyncio.run(all_of_it(world))


def went_out(post: Path) -> Counter[str]:
    """How often each letter went out."""
    return Counter(post.read_text(encoding="utf-8").split() if post.exists() else ())


def letters(world: World) -> list[Letter]:
    """All that were written."""
    with Session(world.engine, expire_on_commit=False) as session:
        return list(session.exec(select(Letter)))


def ran_for(world: World) -> date | None:
    """The day that the duties were done for last."""
    with Session(world.engine) as session:
        duty = session.exec(select(Duty)).one_or_none()
        return duty.ran_for if duty else None


def test_two_at_once_do_each_duty_and_send_each_letter_once(
    evening: World, clock: StoppedClock, tmp_path: Path
) -> None:
    post = tmp_path / "post"

    def night(world: World) -> bool:
        did_it = see_to(world)
        delivers(post)(world)
        return did_it

    for day in (NIGHT, timedelta(days=1)):
        clock.move(day)
        assert at_once(evening.engine, in_world(evening, night)) == 1
    kinds = Counter(one.kind for one in letters(evening))
    assert [kinds[kind] for kind in TOLD] == [1, 1, 1]
    delivers(post)(evening)  # what one wrote after the other had looked
    assert went_out(post) == Counter(one.key for one in letters(evening))
    assert whole.faults(evening) == []


def test_whenever_one_is_killed_in_its_duties_the_other_does_them(
    evening: World, clock: StoppedClock
) -> None:
    clock.move(NIGHT)
    before, killed = len(letters(evening)), 0
    for moment in range(0, 1000, STRIDE):
        died = killed_at(moment, evening.engine, in_world(evening, see_to))
        if ran_for(evening) is not None:
            break
        assert died
        assert len(letters(evening)) == before, f"half of the duties, killed at moment {moment}"
        killed += 1
    print(f"killed {killed} times in the duties")
    assert killed > 2
    assert not see_to(evening)
    kinds = Counter(one.kind for one in letters(evening))
    assert [kinds[kind] for kind in TOLD] == [1, 1, 1]
    assert whole.faults(evening) == []


def test_whenever_one_is_killed_in_its_post_the_other_delivers(
    world: World, seed: Seed, clock: StoppedClock, tmp_path: Path
) -> None:
    numbers, died, moments = count(1), True, count(0, STRIDE)
    while died:
        moment = next(moments)
        post = tmp_path / f"post-{moment}"
        seed(lambda session: session.add_all(three(numbers)))
        died = killed_at(moment, world.engine, in_world(world, delivers(post)))
        marked = {one.key for one in letters(world) if one.status is LetterStatus.SENT}
        unmarked = went_out(post).keys() - marked
        clock.move(LEASE)
        delivers(post)(world)
        assert {one.status for one in letters(world)} == {LetterStatus.SENT}, f"killed at moment {moment}"
        assert {key for key, times in went_out(post).items() if times > 1} == unmarked
        assert max(went_out(post).values()) <= 2
    print(f"killed {moment // STRIDE} times in the post")
    assert moment > STRIDE


def three(numbers: Iterator[int]) -> list[Letter]:
    """Three letters more."""
    return [letter(next(numbers)) for _ in range(3)]
