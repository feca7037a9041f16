"""A screen that looks again: what it shows now, and where who may not see it any more is led."""

import asyncio
from collections.abc import Callable
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from reflex_base.event import Event
from sqlmodel import Session, select

from tests.state.conftest import Tab
from tests.state.people import Scene, scene
from vov_app import routes
from vov_app.adapters.broadcast import OneProcess
from vov_app.models import AuditEntry, Grant
from vov_app.services.worlds import World
from vov_app.state import live
from vov_app.state.live import LiveState
from vov_app.state.session import SessionState
from vov_app.state.tile import TileState

Seed = Callable[[Callable[[Session], Any]], Any]


@pytest.fixture
def stage(world: World, cookie_of: Callable[..., str], seed: Seed) -> Scene:
    return scene(world, cookie_of, seed)


def revoke(session: Session) -> None:
    for grant in session.exec(select(Grant)):
        grant.revoked_on = date(2025, 10, 13)


def denials(session: Session) -> int:
    return len(session.exec(select(AuditEntry).where(AuditEntry.denied != "")).all())


async def looked_again(tab: Callable[..., Tab], cookie: str, path: str) -> Tab:
    """A tab that had loaded its page looks again; what it was sent before is forgotten."""
    here = tab(cookie)
    here.path = path
    await here.call(SessionState.enter)
    here.received.clear()
    await here.call(LiveState.look_again)
    return here


async def test_the_tile_tells_how_things_stand_now(tab: Callable[..., Tab], stage: Scene, seed: Seed) -> None:
    here = await looked_again(tab, stage.filer, routes.application(stage.key))
    assert (await here.state(TileState)).tile.standing == "held"
    seed(revoke)
    await here.call(LiveState.look_again)
    assert (await here.state(TileState)).tile.standing == "revoked"
    assert "bijgewerkt" in (await here.state(LiveState)).announced
    assert here.redirects == []


async def test_who_lost_the_right_is_led_out_of_the_form_and_attempted_nothing(
    tab: Callable[..., Tab], stage: Scene, seed: Seed
) -> None:
    here = await looked_again(tab, stage.filer, stage.step("contact"))
    assert here.redirects == []
    seed(revoke)
    await here.call(LiveState.look_again)
    assert here.redirects == [routes.forbidden("revoked", stage.key)]
    assert seed(denials) == 0


@pytest.mark.parametrize("page", ["users", "record", "tile", "profile"])
async def test_what_isn_t_theirs_stays_closed(tab: Callable[..., Tab], stage: Scene, page: str) -> None:
    path = {
        "users": routes.users(stage.key),
        "record": routes.record(stage.key),
        "tile": routes.application(stage.key),
        "profile": routes.PROFILE,
    }[page]
    stranger = await looked_again(tab, "", path)
    assert stranger.redirects == [routes.with_return(routes.START, path)]
    if page in ("users", "record"):
        colleague = await looked_again(tab, stage.colleague, path)
        assert colleague.redirects == [routes.forbidden("no_office", stage.key)]


class ManyTabs:
    """An app in which one person has these tabs open; writes down whose turn it is."""

    def __init__(self, *tabs: str) -> None:
        self.turns: list[str] = []
        self.all_had_theirs = asyncio.Event()
        self.event_processor = self
        self.event_namespace = SimpleNamespace(token_to_sid=dict.fromkeys(tabs, "sid"))

    async def enqueue(self, tab: str, event: Event) -> None:
        assert event.name.endswith(".look_again")
        self._turn(tab)

    async def somebody_else(self) -> None:
        await asyncio.sleep(0)
        self._turn("somebody else")

    def _turn(self, whose: str) -> None:
        self.turns.append(whose)
        if len(self.turns) == 4:
            self.all_had_theirs.set()


async def test_others_get_their_turn_while_many_screens_look_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "SCREENS", live.Screens())
    here, broadcast = ManyTabs("one", "two", "three"), OneProcess()
    for each in ("one", "two", "three", "closed meanwhile"):
        live.SCREENS.arrive("world", 7, each)
    hear, _ = live.go_live(here, broadcast)  # type: ignore[arg-type]
    monkeypatch.setattr(live, "listen", lambda _told: None)
    hearing = asyncio.create_task(hear())
    await broadcast.send("world", frozenset({7, 8}))
    await here.somebody_else()
    await here.all_had_theirs.wait()
    hearing.cancel()
    assert sorted(here.turns) == ["one", "somebody else", "three", "two"]
    assert here.turns[-1] != "somebody else"


async def test_a_page_for_anybody_just_stays(tab: Callable[..., Tab], stage: Scene) -> None:
    assert (await looked_again(tab, "", routes.WHAT_IF)).redirects == []
    assert (await looked_again(tab, stage.filer, "/bestaat-niet")).redirects == []
