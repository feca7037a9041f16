"""Token buckets in the memory of this process, or in Redis for all of them."""

import logging
from collections import OrderedDict
from collections.abc import Callable
from typing import Any

from redis.asyncio import Redis
from redis.exceptions import RedisError

from vov_app.adapters.clock import ticks
from vov_app.domain.limits import Level, Rate, spend

log = logging.getLogger("vov.limits")

MOST_BUCKETS = 100_000
PREFIX = "vov:limit:"

# The same sum as domain/limits.py spend, done where the bucket is, so that two processes never spend one
# token twice. Redis tells the time; a bucket that is full again is forgotten.
_SPEND = """
local rate, burst = tonumber(ARGV[1]), tonumber(ARGV[2])
local clock = redis.call('TIME')
local now = tonumber(clock[1]) + tonumber(clock[2]) / 1000000
local left = tonumber(redis.call('HGET', KEYS[1], 'left') or burst)
local at = tonumber(redis.call('HGET', KEYS[1], 'at') or now)
left = math.min(burst, left + math.max(0, now - at) * rate)
local wait = 0
if left >= 1 then left = left - 1 else wait = (1 - left) / rate end
redis.call('HSET', KEYS[1], 'left', tostring(left), 'at', string.format('%.6f', now))
redis.call('PEXPIRE', KEYS[1], math.ceil((burst - left) / rate * 1000) + 1000)
return tostring(wait)
"""


class MemoryBuckets:
    """The buckets of one process; the one used longest ago gives way when there are very many."""

    def __init__(self, now: Callable[[], float] = ticks) -> None:
        self._now = now
        self._levels: OrderedDict[str, Level] = OrderedDict()

    def spend(self, key: str, rate: Rate) -> float:
        """Take one; the seconds to wait when there is none, else 0."""
        level, wait = spend(self._levels.get(key), rate, self._now())
        self._levels[key] = level
        self._levels.move_to_end(key)
        if len(self._levels) > MOST_BUCKETS:
            self._levels.popitem(last=False)
        return wait

    async def take(self, key: str, rate: Rate) -> float:
        """The same, as a service waits for it."""
        return self.spend(key, rate)


class RedisBuckets:
    """The buckets of all processes; while Redis is away each process counts for itself."""

    def __init__(self, url: str) -> None:
        self._redis: Redis = Redis.from_url(url, socket_timeout=1, socket_connect_timeout=1)
        self._script: Any = self._redis.register_script(_SPEND)
        self._meanwhile = MemoryBuckets()

    async def take(self, key: str, rate: Rate) -> float:
        """Take one; the seconds to wait when there is none, else 0."""
        try:
            return float(await self._script(keys=[f"{PREFIX}{key}"], args=[rate.per_second, rate.burst]))
        except (RedisError, OSError) as fault:
            log.warning("limits are counted by this process alone: %s", type(fault).__name__)
            return self._meanwhile.spend(key, rate)

    async def close(self) -> None:
        """Hang up."""
        await self._redis.aclose()


def buckets_of(redis_url: str) -> MemoryBuckets | RedisBuckets:
    """Where buckets are kept: in Redis when there is one, else this process is alone."""
    return RedisBuckets(redis_url) if redis_url else MemoryBuckets()
