"""Worlds of visitors: a copy of the template each, found by an unguessable key in a cookie."""

import asyncio
import json
import os
import re
import secrets
import shutil
from collections import OrderedDict
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from threading import Lock

from sqlalchemy import Engine

from vov_app.adapters.clock import ShiftedClock, system_now
from vov_app.adapters.database import make_engine, sqlite_url
from vov_app.adapters.secrets import secret
from vov_app.adapters.training_register import TrainingRegister
from vov_app.doors import lifetimes, manners, session_cookie
from vov_app.prototype.seed import STARTS_AT
from vov_app.prototype.template import template
from vov_app.services.cookies import cookie
from vov_app.services.worlds import World
from vov_app.settings import Settings

WORLD_COOKIE = "vov_world"
KEY = re.compile(r"[A-Za-z0-9_-]{43}")
OPEN_ENGINES = 64
TOUCH_SECONDS = 60
SWEEP_SECONDS = 600


@dataclass(frozen=True)
class _Opened:
    generation: int
    world: World

    @property
    def engine(self) -> Engine:
        return self.world.engine


class Worlds:
    """The entrance of the prototype door."""

    def __init__(self, settings: Settings) -> None:
        """Worlds live below the data directory; nothing is made yet."""
        self.settings = settings
        self.folder = settings.data_dir / "worlds"
        self._opened: OrderedDict[str, _Opened] = OrderedDict()
        self._lock = Lock()

    def create(self) -> str:
        """The key of a new world, as the template has it."""
        self._make_room()
        key = secrets.token_urlsafe(32)
        (self.folder / key).mkdir(parents=True)
        self._begin(key, generation=1)
        return key

    def reset(self, key: str) -> None:
        """Start this world again; whoever is in it notices at their next event."""
        if self._exists(key):
            before = self._read(key)["generation"]
            self._begin(key, before + 1)
            for old in (self.folder / key).glob(f"vov-{before}.sqlite*"):
                old.unlink(missing_ok=True)

    def world(self, cookies: str) -> World | None:
        """The world that a Cookie header names; None when there is none such."""
        key = self.key_of(cookies)
        return self._open(key) if key else None

    def key_of(self, cookies: str) -> str:
        """The key in a Cookie header, if it names a world that exists; else empty."""
        key = cookie(cookies, WORLD_COOKIE)
        return key if self._exists(key) else ""

    def sweep(self) -> int:
        """Remove the worlds that nobody came to for long; gives how many."""
        limit = system_now().timestamp() - 3600 * self.settings.world_idle_hours
        idle = [place for place in self._places() if _last_use(place) < limit]
        for place in idle:
            self._remove(place)
        return len(idle)

    def _exists(self, key: str) -> bool:
        return bool(KEY.fullmatch(key)) and (self.folder / key / "world.json").exists()

    def _begin(self, key: str, generation: int) -> None:
        place = self.folder / key
        shutil.copyfile(template(self.settings), place / f"vov-{generation}.sqlite")
        offset = (STARTS_AT - system_now()).total_seconds()
        draft = place / f"world.json.{os.getpid()}"
        draft.write_text(json.dumps({"generation": generation, "offset": offset}))
        draft.replace(place / "world.json")

    def _read(self, key: str) -> dict[str, int]:
        told: dict[str, int] = json.loads((self.folder / key / "world.json").read_text())
        return told

    def _open(self, key: str) -> World:
        told = self._read(key)
        self._touch(key)
        with self._lock:
            opened = self._opened.get(key)
            if opened is None or opened.generation != told["generation"]:
                if opened is not None:
                    opened.engine.dispose()
                opened = _Opened(told["generation"], self._world(key, told))
                self._opened[key] = opened
            self._opened.move_to_end(key)
            while len(self._opened) > OPEN_ENGINES:
                self._opened.popitem(last=False)[1].engine.dispose()
            return opened.world

    def _world(self, key: str, told: dict[str, int]) -> World:
        s = self.settings
        return World(
            key=key,
            engine=make_engine(sqlite_url(self.folder / key / f"vov-{told['generation']}.sqlite")),
            clock=ShiftedClock(timedelta(seconds=told["offset"])),
            register=TrainingRegister(),
            lifetimes=lifetimes(s),
            manners=manners(s),
            secret=secret(s),
            session_cookie=session_cookie(s),
            public_url=s.public_url,
            demo=True,
        )

    def _touch(self, key: str) -> None:
        """Note that somebody came by; at most once a minute, for it is a write."""
        place = self.folder / key
        if system_now().timestamp() - _last_use(place) > TOUCH_SECONDS:
            os.utime(place / "world.json")

    def _places(self) -> list[Path]:
        return [place for place in self.folder.glob("*") if KEY.fullmatch(place.name)]

    def _make_room(self) -> None:
        places = self._places()
        surplus = len(places) + 1 - self.settings.worlds_limit
        for place in sorted(places, key=_last_use)[: max(0, surplus)]:
            self._remove(place)

    def _remove(self, place: Path) -> None:
        with self._lock:
            opened = self._opened.pop(place.name, None)
        if opened is not None:
            opened.engine.dispose()
        shutil.rmtree(place, ignore_errors=True)


def _last_use(place: Path) -> float:
    try:
        return (place / "world.json").stat().st_mtime
    except FileNotFoundError:
        return 0.0


async def keep_tidy(worlds: Worlds) -> None:
    """Remove idle worlds now and then, for as long as the server runs."""
    while True:
        await asyncio.to_thread(worlds.sweep)
        await asyncio.sleep(SWEEP_SECONDS)
