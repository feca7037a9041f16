"""Who asks too much waits a little: a person first, and an address only when it asks for many people."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil
from typing import Protocol

from vov_app.domain.limits import Kind, Rate


class Buckets(Protocol):
    """Keeps token buckets by key, for this process or for all of them."""

    async def take(self, key: str, rate: Rate) -> float:
        """Take one; the seconds to wait when there is none, else 0."""
        ...


@dataclass(frozen=True)
class Limits:
    """The rates of one person, and how many people may sit behind one address."""

    rates: Mapping[Kind, Rate]
    people_per_address: int
    buckets: Buckets

    async def wait(self, kind: Kind, person: str, address: str) -> int:
        """Take one for a person and for their address; the whole seconds to wait, 0 when it may be done now.

        Either may be empty, and then isn't counted. Who has to wait takes nothing from the others behind the
        same address.
        """
        rate = self.rates[kind]
        seconds = await self._take(kind, "person", person, rate)
        if not seconds:
            seconds = await self._take(kind, "address", address, rate.times(self.people_per_address))
        return ceil(seconds)

    async def _take(self, kind: Kind, whose: str, who: str, rate: Rate) -> float:
        return await self.buckets.take(f"{kind}:{whose}:{disguised(who)}", rate) if who else 0.0


def disguised(who: str) -> str:
    """What stands for a person or an address in a bucket's key: shorter, and not readable."""
    return hashlib.sha256(who.encode()).hexdigest()[:32]


_limits: list[Limits] = []


def keep_to(limits: Limits) -> None:
    """Choose, once per process, the limits that everybody is held to."""
    _limits[:] = [limits]


async def wait(kind: Kind, *, person: str = "", address: str = "") -> int:
    """The whole seconds to wait before this may be done; 0 when it may be done now, and then it counts."""
    return await _limits[0].wait(kind, person, address) if _limits else 0
