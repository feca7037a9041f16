"""What one process says, every process hears; without Redis there is one process."""

import asyncio
from collections.abc import Iterator

import pytest

from tests.redis import fresh_redis
from vov_app.adapters.broadcast import CHANNEL, Change, ManyProcesses, OneProcess, broadcast_of

PEOPLE = frozenset({1, 7})


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with fresh_redis() as url:
        yield url


def test_a_change_survives_the_wire() -> None:
    change = Change("world", PEOPLE)
    assert Change.unpacked(change.packed()) == change


async def test_without_redis_one_hears_oneself() -> None:
    alone = broadcast_of("")
    assert isinstance(alone, OneProcess)
    heard: asyncio.Queue[Change] = asyncio.Queue()
    ear = asyncio.create_task(alone.hear(heard.put))
    await alone.send("world", PEOPLE)
    assert await asyncio.wait_for(heard.get(), 1) == Change("world", PEOPLE)
    ear.cancel()


async def test_through_redis_all_hear_and_nonsense_is_passed_over(address: str) -> None:
    one, two = broadcast_of(address), broadcast_of(address)
    assert isinstance(one, ManyProcesses)
    assert isinstance(two, ManyProcesses)
    heard: asyncio.Queue[Change] = asyncio.Queue()
    ears = [asyncio.create_task(each.hear(heard.put)) for each in (one, two)]
    while await one._redis.pubsub_numsub(CHANNEL) != [(CHANNEL.encode(), 2)]:  # noqa: ASYNC110 - Redis tells nobody
        await asyncio.sleep(0.01)
    for nonsense in ("", "{}", "[1]", '{"world": 1, "people": 3}'):
        await one._redis.publish(CHANNEL, nonsense)
    await two.send("world", PEOPLE)
    told = [await asyncio.wait_for(heard.get(), 2) for _ in range(2)]
    assert told == [Change("world", PEOPLE)] * 2
    for ear in ears:
        ear.cancel()
    await asyncio.gather(*ears, return_exceptions=True)
    await one._redis.aclose()
    await two._redis.aclose()


async def test_a_redis_that_is_away_stops_nobody(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vov_app.adapters.broadcast.PAUSE_SECONDS", 0.01)
    away = ManyProcesses("redis://127.0.0.1:1/0")
    await away.send("world", PEOPLE)
    ear = asyncio.create_task(away.hear(lambda _: asyncio.sleep(0)))
    await asyncio.sleep(0.2)
    ear.cancel()
    assert "a change wasn't told to other processes" in caplog.text
    assert caplog.text.count("no longer hearing") > 1
