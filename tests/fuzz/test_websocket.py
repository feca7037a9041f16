"""Whatever is sent over the websocket: nothing falls over, nothing is told, nothing is changed.

A bounded part runs with every test; `make fuzz` sends FUZZ_EVENTS of them.
"""

import asyncio
import os
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.fuzz import strategies
from tests.fuzz.targets import Target, filled, prototype_door, real_door
from tests.fuzz.wire import HYDRATE, Wire

pytestmark = [
    pytest.mark.journey,
    pytest.mark.timeout(7200),
    pytest.mark.filterwarnings("ignore::hypothesis.errors.HypothesisWarning"),  # of very long texts
]

TOTAL = int(os.environ.get("FUZZ_EVENTS", "1200"))
PARALLEL = 50
DRAWN = 25
# Each drawn sequence goes out in order, backwards, twice, and cut in two, over as many sockets.
WAYS = 4
PER_EXAMPLE = DRAWN * WAYS * 2


@pytest.fixture(scope="module", params=["real", "prototype"])
def target(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Target]:
    door = real_door if request.param == "real" else prototype_door
    with door(tmp_path_factory.mktemp(request.param)) as made:
        yield made
        made.check_at_the_end()


class Count:
    sent = 0


def ways(drawn: list[Any]) -> list[list[Any]]:
    twice = [each for each in drawn for _ in (1, 2)]
    return [drawn, drawn[::-1], twice[: len(drawn)], drawn[1::2] + drawn[::2]]


BOOT = {"name": HYDRATE, "payload": {}, "router_data": {"pathname": "/", "asPath": "/", "query": {}}}


async def one(target: Target, cookie: str, token: str, said: list[Any], frames: list[Any]) -> str:
    """Say all of it; who is hung up on calls again and goes on."""
    wire = Wire(target.origin, cookie, token)
    try:
        if not await wire.open(BOOT):
            return ""
        for event in said:
            await (wire.send(event) if await wire.is_open(BOOT) else asyncio.sleep(0))
            Count.sent += 1
        await wire.settle()
        for frame in frames:
            await (wire.say(frame) if await wire.is_open(BOOT) else asyncio.sleep(0))
            Count.sent += 1
        await wire.settle()
    finally:
        await wire.close()
    return "\n".join(wire.frames)


async def all_at_once(target: Target, drawn: list[Any], frames: list[Any]) -> str:
    shared = str(uuid.uuid4())
    tokens = [shared, *target.tokens, str(uuid.uuid4())]
    jobs = [
        one(target, cookie, tokens[n % len(tokens)], said, frames if n == 0 else [])
        for cookie in target.actors.values()
        for n, said in enumerate(ways(drawn))
    ]
    return "\n".join(await asyncio.gather(*jobs))


def test_nothing_that_is_sent_changes_or_shows_what_isn_t_theirs(target: Target) -> None:
    event = strategies.events(filled(target.keys))

    @settings(
        max_examples=max(1, TOTAL // 2 // PER_EXAMPLE),
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate],
    )
    @given(st.lists(event, min_size=DRAWN, max_size=DRAWN), st.lists(strategies.FRAMES, max_size=5))
    def attack(drawn: list[Any], frames: list[Any]) -> None:
        target.check(asyncio.run(all_at_once(target, drawn, frames)))

    Count.sent = 0
    attack()
    print(f"{Count.sent} events sent")
    assert Count.sent > 0


def test_fifty_at_once_get_no_further(target: Target) -> None:
    event = strategies.events(filled(target.keys))
    cookies = list(target.actors.values())

    @settings(
        max_examples=max(1, TOTAL // 10_000), deadline=None, database=None,
        suppress_health_check=list(HealthCheck), phases=[Phase.generate],
    )  # fmt: skip
    @given(st.lists(event, min_size=5, max_size=5))
    def attack(drawn: list[Any]) -> None:
        async def together() -> str:
            jobs = [
                one(target, cookies[n % len(cookies)], str(uuid.uuid4()), ways(drawn)[n % WAYS], [])
                for n in range(PARALLEL)
            ]
            return "\n".join(await asyncio.gather(*jobs))

        target.check(asyncio.run(together()))

    attack()
