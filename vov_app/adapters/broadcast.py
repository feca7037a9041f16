"""Tell every process that something changed for some people; Redis carries it when there are several."""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Protocol

from redis.asyncio import Redis
from redis.exceptions import RedisError

log = logging.getLogger("vov.live")

CHANNEL = "vov:changed"
PAUSE_SECONDS = 1.0


@dataclass(frozen=True)
class Change:
    """The rights or requests of these people changed in this world; what changed isn't told."""

    world: str
    people: frozenset[int]

    def packed(self) -> str:
        """The change as text."""
        return json.dumps({"world": self.world, "people": sorted(self.people)})

    @classmethod
    def unpacked(cls, text: str | bytes) -> "Change":
        """The change in a text that `packed` made.

        Raises:
            ValueError: the text is none such.
        """
        told = json.loads(text)
        return cls(str(told["world"]), frozenset(int(person) for person in told["people"]))


Hear = Callable[[Change], Awaitable[None]]


class Broadcast(Protocol):
    """Carries changes to the processes that show screens."""

    async def send(self, world: str, people: frozenset[int]) -> None:
        """Tell all processes, this one included."""
        ...

    async def hear(self, listener: Hear) -> None:
        """Call the listener for each change, for as long as the process lives."""
        ...


class OneProcess:
    """There is no other process: what is sent is heard at once."""

    def __init__(self) -> None:
        self._changes: asyncio.Queue[Change] = asyncio.Queue()

    async def send(self, world: str, people: frozenset[int]) -> None:
        """Put the change in line."""
        await self._changes.put(Change(world, people))

    async def hear(self, listener: Hear) -> None:
        """Take changes from the line, one after the other."""
        while True:
            await listener(await self._changes.get())


class ManyProcesses:
    """Redis publishes to every process; while it is away screens look again at their next event only."""

    def __init__(self, url: str) -> None:
        self._redis: Redis = Redis.from_url(url)

    async def send(self, world: str, people: frozenset[int]) -> None:
        """Publish the change; a Redis that is away loses it, and says so in the log."""
        try:
            await self._redis.publish(CHANNEL, Change(world, people).packed())
        except (RedisError, OSError) as fault:
            log.warning("a change wasn't told to other processes: %s", type(fault).__name__)

    async def hear(self, listener: Hear) -> None:
        """Listen, and start again when Redis went away."""
        while True:
            try:
                await self._listen(listener)
            except (RedisError, OSError) as fault:
                log.warning("no longer hearing other processes: %s", type(fault).__name__)
            await asyncio.sleep(PAUSE_SECONDS)

    async def _listen(self, listener: Hear) -> None:
        async with self._redis.pubsub(ignore_subscribe_messages=True) as heard:
            await heard.subscribe(CHANNEL)
            async for message in heard.listen():
                try:
                    change = Change.unpacked(message["data"])
                except (ValueError, KeyError, TypeError):
                    continue  # not one of ours
                await listener(change)


def broadcast_of(redis_url: str) -> Broadcast:
    """How this process tells others: through Redis when there is one, else it is alone."""
    return ManyProcesses(redis_url) if redis_url else OneProcess()
