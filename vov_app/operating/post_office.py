"""Deliver the outbox for as long as the app runs: claim, send, mark; no transaction is open while sending."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine
from functools import partial

from vov_app.adapters.mail import SENT, Outcome, mailer
from vov_app.models import Letter
from vov_app.services import postman
from vov_app.services.work import work
from vov_app.services.worlds import World
from vov_app.settings import Settings

AT_ONCE = 5
IDLE_SECONDS = 5.0
# A letter that is out but not marked goes out twice: marking is worth some patience.
PATIENCE_SECONDS = (0.0, 1.0, 5.0, 25.0)
UNEXPECTED = Outcome("unexpected")

log = logging.getLogger("vov.post")
Send = Callable[[Letter], Awaitable[Outcome]]


async def deliver_forever(world: World, settings: Settings) -> None:
    """Deliver what waits, again and again; ends only when the app does, after the letters under way."""
    send = mailer(settings).send
    while True:
        if not await _to_the_end(deliver_some(world, send)):
            await asyncio.sleep(IDLE_SECONDS)


async def deliver_some(world: World, send: Send) -> int:
    """Send the letters that are due, a few at a time; how many there were."""
    try:
        letters = await world.run(partial(_claim, world))
    except Exception as fault:
        log.error("letters can't be claimed: %s", type(fault).__name__)
        return 0
    await asyncio.gather(*(_deliver(world, send, letter) for letter in letters))
    return len(letters)


async def _deliver(world: World, send: Send, letter: Letter) -> None:
    try:
        outcome = await send(letter)
    except Exception as fault:
        log.error("letter %s: unexpected %s", letter.key, type(fault).__name__)
        outcome = UNEXPECTED
    if outcome != SENT:
        log.warning("letter %s, attempt %d: %s", letter.key, letter.attempts, outcome.fault)
    await _mark(world, letter, outcome)


async def _mark(world: World, letter: Letter, outcome: Outcome) -> None:
    """Note what came of it; when the database is away too long, the lease runs out and it goes out again."""
    for seconds in PATIENCE_SECONDS:
        await asyncio.sleep(seconds)
        try:
            await world.run(partial(_note, world, letter, outcome))
        except Exception as fault:
            log.error("letter %s can't be marked: %s", letter.key, type(fault).__name__)
        else:
            return


def _claim(world: World) -> list[Letter]:
    with work(world) as w:
        return postman.claim(w, AT_ONCE)


def _note(world: World, letter: Letter, outcome: Outcome) -> None:
    with work(world) as w:
        if outcome == SENT:
            postman.delivered(w, letter.key)
        else:
            postman.failed(w, letter.key, letter.attempts, outcome.fault, final=outcome.final)


async def _to_the_end(step: Coroutine[object, object, int]) -> int:
    """Let a step finish, also when the app stops meanwhile: half a step would send letters twice."""
    task = asyncio.create_task(step)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        await task
        raise
