"""Several workers, each with connections of its own, send each letter once."""

import asyncio
import threading
from collections import Counter

import pytest

from tests import factories
from tests.mail.conftest import Put, mailer_to
from tests.mail.post_house import PostHouse
from tests.services.conftest import make_world
from vov_app.adapters.clock import StoppedClock
from vov_app.adapters.database import make_engine
from vov_app.operating.post_office import deliver_some
from vov_app.services.worlds import World

LETTERS = 50
PATIENCE_SECONDS = 60  # as long as the test waits: a busy machine makes no letter late


def work_until_nothing_waits(database: str, url: str, start: threading.Barrier, sent: list[int]) -> None:
    """A worker: it has an engine, a loop and a mailer of its own."""
    engine = make_engine(database)
    world = make_world(engine, StoppedClock(factories.MONDAY))
    start.wait()

    async def deliver() -> int:
        total = 0
        while count := await deliver_some(world, mailer_to(url, PATIENCE_SECONDS).send):
            total += count
        return total

    sent.append(asyncio.run(deliver()))
    engine.dispose()


@pytest.mark.parametrize("workers", [2, 4])
def test_each_letter_goes_out_once(
    world: World, database: str, put: Put, house: PostHouse, workers: int
) -> None:
    put(LETTERS)
    start, sent = threading.Barrier(workers), list[int]()
    told = (database, house.url, start, sent)
    threads = [threading.Thread(target=work_until_nothing_waits, args=told) for _ in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE_SECONDS)
    assert Counter(house.keys) == Counter(f"<key-{n}@loket.example>" for n in range(1, LETTERS + 1))
    assert sum(sent) == LETTERS
    assert len(sent) == workers
