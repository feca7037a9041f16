"""Buckets in memory and in Redis give out the same; without Redis each process counts for itself."""

import asyncio
from collections.abc import AsyncIterator, Iterator

import pytest

from tests.ports import free_port
from tests.redis import fresh_redis
from vov_app.adapters import buckets as module
from vov_app.adapters.buckets import MemoryBuckets, RedisBuckets, buckets_of
from vov_app.domain.limits import Rate

SLOW = Rate(0.001, 5)


@pytest.fixture(scope="module")
def redis() -> Iterator[str]:
    with fresh_redis() as url:
        yield url


@pytest.fixture
async def shared(redis: str) -> AsyncIterator[RedisBuckets]:
    made = RedisBuckets(redis)
    yield made
    await made.close()


async def test_the_settings_choose() -> None:
    assert isinstance(buckets_of(""), MemoryBuckets)
    assert isinstance(buckets_of("redis://127.0.0.1:1/0"), RedisBuckets)


async def test_two_processes_spend_no_token_twice(redis: str, shared: RedisBuckets) -> None:
    other = RedisBuckets(redis)
    both = [each.take("one", SLOW) for _ in range(10) for each in (shared, other)]
    waits = await asyncio.gather(*both)
    await other.close()
    assert sum(wait == 0 for wait in waits) == 5
    assert all(900 < wait <= 1000 for wait in waits if wait)
    assert await shared.take("another", SLOW) == 0


async def test_a_bucket_that_would_be_full_again_is_forgotten(shared: RedisBuckets) -> None:
    await shared.take("brief", Rate(1000, 5))
    left = await shared._redis.pttl(f"{module.PREFIX}brief")
    assert 0 < left <= 1100


async def test_without_redis_this_process_counts(caplog: pytest.LogCaptureFixture) -> None:
    alone = RedisBuckets(f"redis://127.0.0.1:{free_port()}/0")
    waits = [await alone.take("one", SLOW) for _ in range(7)]
    await alone.close()
    assert [wait == 0 for wait in waits] == [True] * 5 + [False] * 2
    assert "limits are counted by this process alone" in caplog.text


async def test_very_many_buckets_don_t_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_BUCKETS", 3)
    made = MemoryBuckets(lambda: 0.0)
    for key in ("a", "b", "a", "c", "d"):
        await made.take(key, SLOW)
    assert list(made._levels) == ["a", "c", "d"]
