"""Screens look again by themselves: they are told that something changed, and ask the server what."""

import asyncio
from collections import defaultdict
from collections.abc import Callable
from typing import Any

import reflex as rx
from reflex_base.event import Event

from vov_app import routes
from vov_app.domain.access import Access
from vov_app.services.worlds import listen
from vov_app.state.admission import refused_any, sign_in_page
from vov_app.state.page import LOADS, page_state
from vov_app.state.policy import access_of, handler, refusal_page
from vov_app.state.present import PRESENT, Present
from vov_app.texts import clock, t


@page_state()
class LiveState(rx.State):
    """What is read out when a screen changed by itself."""

    announced: str = ""

    @handler(Access.PUBLIC, passive=True)
    async def look_again(self) -> object:
        """Load the page that is open again, as one event; whether that is still allowed is decided afresh."""
        here = PRESENT.get()
        self.announced = t("common.live", clock=clock(here.world.clock.now()))
        loads = LOADS.get(routes.pattern_of(here.path), ())
        away = await _turned_away(here, [access_of(load.fn) for load in loads], str(self.router.url))
        if away:
            return rx.redirect(away)
        told = [await load.fn(await self.get_state(load.state)) for load in loads]
        return [event for event in told if event is not None]


async def _turned_away(here: Present, needed: list[Access | None], url: str) -> str:
    """Where somebody is led who may not see any more what they have open; nobody attempted anything, so the
    record has no entry of it."""
    found = here.recognition
    if found.actor.signed_in:
        reason = await here.world.run(lambda: refused_any(here.world, found.actor, needed))
        return refusal_page(reason) if reason else ""
    return "" if set(needed) <= {Access.PUBLIC} else sign_in_page(found.standing, url)


class Screens:
    """Which tabs of this process are open, by world and person; a tab that has gone is forgotten."""

    def __init__(self) -> None:
        self._tabs: defaultdict[tuple[str, int], set[str]] = defaultdict(set)

    def arrive(self, world: str, person: int, tab: str) -> None:
        """Somebody who is signed in did something in a tab."""
        if person and tab:
            self._tabs[world, person].add(tab)

    def of(self, world: str, people: frozenset[int], open_now: Any) -> list[str]:
        """The tabs of these people that are open; the others are dropped."""
        found: list[str] = []
        for person in people:
            here = {tab for tab in self._tabs.pop((world, person), set()) if tab in open_now}
            if here:
                self._tabs[world, person] = here
                found.extend(here)
        return found

    def tidy(self, open_now: Any) -> None:
        """Forget every tab that has gone."""
        for who, tabs in list(self._tabs.items()):
            tabs.intersection_update(open_now)
            if not tabs:
                del self._tabs[who]


SCREENS = Screens()
TIDY_SECONDS = 300
COUNT_SECONDS = 5


def go_live(app: rx.App, broadcast: Any) -> list[Any]:
    """Wire commits to screens: what has to run for as long as the server does.

    A commit may happen in any thread; nothing is pushed from within a handler, for two of them that wait for
    each other's State would wait for ever.
    """
    sent: list[Any] = []  # a task that nobody holds may be collected before it is done

    async def push(change: Any) -> None:
        open_now = app.event_namespace.token_to_sid if app.event_namespace else {}
        for tab in SCREENS.of(change.world, change.people, open_now):
            [event] = Event.from_event_type(LiveState.look_again())
            await app.event_processor.enqueue(tab, event)
            # What the screen is told leaves before its neighbour's turn, and others get theirs in between.
            await asyncio.sleep(0)

    async def hear() -> None:
        loop = asyncio.get_running_loop()

        def committed(world: str, people: frozenset[int]) -> None:
            loop.call_soon_threadsafe(lambda: sent.append(loop.create_task(broadcast.send(world, people))))

        listen(committed)
        await broadcast.hear(push)

    async def tidy() -> None:
        while True:
            await asyncio.sleep(TIDY_SECONDS)
            sent[:] = [task for task in sent if not task.done()]
            SCREENS.tidy(app.event_namespace.token_to_sid if app.event_namespace else {})

    return [hear, tidy]


def count_screens(app: rx.App, tell: Callable[[int], None]) -> Any:
    """What has to run for as long as the server does, to tell every few seconds how many screens are open."""

    async def count_now_and_then() -> None:
        while True:
            tell(len(app.event_namespace.sid_to_token) if app.event_namespace else 0)
            await asyncio.sleep(COUNT_SECONDS)

    return count_now_and_then
