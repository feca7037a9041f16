"""Is Redis there, and what can it do?"""

import asyncio
from collections.abc import Awaitable
from typing import Any, Final, cast

from redis import Redis as PatientRedis
from redis.asyncio import Redis
from redis.exceptions import RedisError


async def fault_of(url: str, seconds: float) -> str:
    """What is wrong with the Redis at this address, named by an error; empty when it answers in time."""
    try:
        async with asyncio.timeout(seconds), Redis.from_url(url) as redis:
            await cast("Awaitable[bool]", redis.ping())
    except (RedisError, OSError, ValueError) as fault:
        return type(fault).__name__
    return ""


# Since 7.0 Redis can renew a lock only if it is still held (PEXPIRE … XX); Reflex's oplock asks for that.
RENEWS_LOCKS: Final = 7


def renews_locks(url: str, seconds: float = 2.0) -> bool:
    """Whether the Redis at this address can renew the lock on a State; False when it is silent."""
    try:
        with PatientRedis.from_url(url, socket_timeout=seconds, socket_connect_timeout=seconds) as redis:
            told: Any = redis.info("server")
    except (RedisError, OSError, ValueError):
        return False
    return int(str(told["redis_version"]).split(".")[0]) >= RENEWS_LOCKS
