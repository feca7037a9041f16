"""Is Redis there?"""

import asyncio
from collections.abc import Awaitable
from typing import cast

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
