"""A token bucket per websocket, emptied before any State is loaded or any row is read."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import reflex as rx

log = logging.getLogger("vov.rate")


@dataclass
class Bucket:
    """So many events at once, and so many a second after that."""

    rate: float
    burst: float
    ticks: Callable[[], float]
    left: float = field(init=False)
    last: float = field(init=False)

    def __post_init__(self) -> None:
        self.left, self.last = self.burst, self.ticks()

    def take(self) -> bool:
        """Take one; False when the bucket is empty."""
        now = self.ticks()
        self.left = min(self.burst, self.left + (now - self.last) * self.rate)
        self.last = now
        if self.left < 1:
            return False
        self.left -= 1
        return True


def limit_events(app: rx.App, rate: float, burst: float, ticks: Callable[[], float]) -> None:
    """Close a socket that sends more than `rate` events a second after a burst of `burst`.

    Raises:
        RuntimeError: the app has no websocket, so there is nothing to limit.
    """
    namespace: Any = app.event_namespace
    sockets = app.sio
    if namespace is None or sockets is None:
        raise RuntimeError("the app has no websocket")
    buckets: dict[str, Bucket] = {}
    on_event, on_disconnect = namespace.on_event, namespace.on_disconnect

    async def limited(sid: str, data: Any) -> None:
        bucket = buckets.setdefault(sid, Bucket(rate, burst, ticks))
        if bucket.take():
            await on_event(sid, data)
            return
        log.warning("socket closed: too many events")
        await sockets.disconnect(sid, namespace=namespace.namespace)

    def forget(sid: str, *rest: Any) -> Any:
        buckets.pop(sid, None)
        return on_disconnect(sid, *rest)

    namespace.on_event, namespace.on_disconnect = limited, forget
