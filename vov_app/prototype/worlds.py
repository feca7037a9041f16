"""Worlds of visitors: a copy of the template each, found by an unguessable key in a cookie."""

import asyncio
import re
import secrets
from collections import OrderedDict
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from threading import Lock
from urllib.parse import quote

from sqlalchemy import URL

from vov_app.adapters.clock import ShiftedClock, system_now
from vov_app.adapters.database import many_alike, reader_of
from vov_app.adapters.secrets import secret
from vov_app.adapters.training_register import TrainingRegister
from vov_app.doors import keeping, lifetimes, manners, session_cookie
from vov_app.prototype.seed import STARTS_AT
from vov_app.prototype.template import template
from vov_app.prototype.world_folder import WorldFolder, WorldState
from vov_app.services import duties
from vov_app.services.cookies import cookie
from vov_app.services.signing_in import stay_signed_in
from vov_app.services.work import work
from vov_app.services.worlds import World
from vov_app.settings import Settings

WORLD_COOKIE = "vov_world"
KEY = re.compile(r"[A-Za-z0-9_-]{43}")
OPEN_ENGINES = 256
TOUCH_SECONDS = 60
SWEEP_SECONDS = 600


@dataclass(frozen=True)
class _Opened:
    state: WorldState
    world: World


class Worlds:
    """The entrance of the prototype door; several processes may serve the same worlds."""

    def __init__(self, settings: Settings) -> None:
        """Worlds live below the data directory; nothing is made yet."""
        self.settings = settings
        self.folder = settings.data_dir / "worlds"
        self._opened: OrderedDict[str, _Opened] = OrderedDict()
        self._make_engine = many_alike()
        self._lock = Lock()

    def create(self) -> str:
        """The key of a new world, as the template has it; the one least used gives way if needed."""
        self._make_room()
        key = secrets.token_urlsafe(32)
        self._begin(key, generation=1)
        return key

    def reset(self, key: str) -> None:
        """Start this world again; whoever is in it notices at their next event. No world, no matter."""
        if not self.has(key):
            return
        before = self._folder(key).state().generation
        self._begin(key, before + 1)
        self._folder(key).forget(before)

    def world(self, cookies: str) -> World | None:
        """The world that a Cookie header names; None when there is none such."""
        return self.at(cookie(cookies, WORLD_COOKIE))

    def at(self, key: str) -> World | None:
        """The world with this key; None when there is none such."""
        try:
            return self._open(key) if self.has(key) else None
        except FileNotFoundError:
            # Removed since we looked.
            return None

    def opened(self) -> list[World]:
        """The worlds that somebody is in, as far as this process knows."""
        with self._lock:
            return [opened.world for opened in self._opened.values()]

    def move_clock(self, key: str, days: int) -> None:
        """Let so many days pass in this world; whoever is signed in there stays so. No world, no matter."""
        world = self.at(key)
        if world is None:
            return
        with work(world) as w:
            stay_signed_in(w, timedelta(days=days))
        self._folder(key).move_clock(timedelta(days=days).total_seconds())
        moved = self.at(key)
        if moved is not None:
            duties.run(moved)

    def key_of(self, cookies: str) -> str:
        """The key in a Cookie header, if it names a world that exists; else empty."""
        key = cookie(cookies, WORLD_COOKIE)
        return key if self.has(key) else ""

    def has(self, key: str) -> bool:
        """Whether there is such a world. The key is judged before the file system hears of it."""
        return bool(KEY.fullmatch(key)) and self._folder(key).exists()

    def sweep(self) -> int:
        """Remove the worlds that nobody came to for long; gives how many."""
        limit = system_now().timestamp() - 3600 * self.settings.world_idle_hours
        idle = [place for place in self.folders() if place.last_use() < limit]
        for place in idle:
            self._remove(place)
        return len(idle)

    def _folder(self, key: str) -> WorldFolder:
        return WorldFolder(self.folder / key)

    def _begin(self, key: str, generation: int) -> None:
        offset = (STARTS_AT - system_now()).total_seconds()
        self._folder(key).begin(template(self.settings), generation, offset)

    def _open(self, key: str) -> World:
        state = self._folder(key).state()
        self._touch(key)
        with self._lock:
            opened = self._opened.get(key)
            if opened is None or opened.state != state:
                self._close(key)
                opened = self._opened[key] = _Opened(state, self._world(key, state))
            self._opened.move_to_end(key)
            while len(self._opened) > OPEN_ENGINES:
                self._close(next(iter(self._opened)))
            return opened.world

    def _close(self, key: str) -> None:
        opened = self._opened.pop(key, None)
        if opened is not None:
            opened.world.engine.dispose()
            opened.world.reading.dispose()

    def _world(self, key: str, state: WorldState) -> World:
        s = self.settings
        engine = self._make_engine(_standing(self._folder(key).database(state.generation)))
        return World(
            key=key,
            engine=engine,
            reading=reader_of(engine),
            clock=ShiftedClock(timedelta(seconds=state.offset)),
            register=TrainingRegister(),
            lifetimes=lifetimes(s),
            manners=manners(s),
            secret=secret(s),
            session_cookie=session_cookie(s),
            public_url=s.public_url,
            keeping=keeping(self.settings),
            demo=True,
        )

    def _touch(self, key: str) -> None:
        """Note that somebody came by; at most once a minute, for it is a write."""
        if system_now().timestamp() - self._folder(key).last_use() > TOUCH_SECONDS:
            self._folder(key).touch()

    def folders(self) -> list[WorldFolder]:
        """The folders of all worlds there are."""
        return [WorldFolder(place) for place in self.folder.glob("*") if KEY.fullmatch(place.name)]

    def _make_room(self) -> None:
        places = self.folders()
        surplus = len(places) + 1 - self.settings.worlds_limit
        if surplus <= 0:
            return
        for place in sorted(places, key=WorldFolder.last_use)[:surplus]:
            self._remove(place)

    def _remove(self, place: WorldFolder) -> None:
        with self._lock:
            self._close(place.path.name)
        place.remove()


def _standing(path: Path) -> str:
    """The address of a database file that is never made anew.

    Who still holds a world that was reset or removed would else leave an empty file behind, and read from it.
    """
    url = URL.create("sqlite", database=f"file:{quote(str(path))}", query={"mode": "rw", "uri": "true"})
    return url.render_as_string()


async def keep_tidy(worlds: Worlds) -> None:
    """Remove idle worlds now and then, for as long as the server runs."""
    while True:
        await asyncio.to_thread(worlds.sweep)
        await asyncio.sleep(SWEEP_SECONDS)
