"""Worlds of visitors: a copy of the template each, found by an unguessable key in a cookie."""

import asyncio
import contextlib
import json
import os
import re
import secrets
import shutil
from collections import OrderedDict
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path
from threading import Lock

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
STATE = "world.json"
KEY = re.compile(r"[A-Za-z0-9_-]{43}")
OPEN_ENGINES = 32
TOUCH_SECONDS = 60
SWEEP_SECONDS = 600


@dataclass(frozen=True)
class _State:
    """What world.json holds: how often the world began, and how many seconds its clock is ahead of ours."""

    generation: int
    offset: float


@dataclass(frozen=True)
class _Opened:
    state: _State
    world: World


class Worlds:
    """The entrance of the prototype door; several processes may serve the same worlds."""

    def __init__(self, settings: Settings) -> None:
        """Worlds live below the data directory; nothing is made yet."""
        self.settings = settings
        self.folder = settings.data_dir / "worlds"
        self._opened: OrderedDict[str, _Opened] = OrderedDict()
        self._lock = Lock()

    def create(self) -> str:
        """The key of a new world, as the template has it; the one least used gives way if needed."""
        self._make_room()
        key = secrets.token_urlsafe(32)
        (self.folder / key).mkdir(parents=True)
        self._begin(key, generation=1)
        return key

    def reset(self, key: str) -> None:
        """Start this world again; whoever is in it notices at their next event. No world, no matter."""
        if not self.has(key):
            return
        before = self._read(key).generation
        self._begin(key, before + 1)
        for old in (self.folder / key).glob(f"vov-{before}.sqlite*"):
            old.unlink(missing_ok=True)

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

    def key_of(self, cookies: str) -> str:
        """The key in a Cookie header, if it names a world that exists; else empty."""
        key = cookie(cookies, WORLD_COOKIE)
        return key if self.has(key) else ""

    def has(self, key: str) -> bool:
        """Whether there is such a world. The key is judged before the file system hears of it."""
        return bool(KEY.fullmatch(key)) and (self.folder / key / STATE).exists()

    def sweep(self) -> int:
        """Remove the worlds that nobody came to for long; gives how many."""
        limit = system_now().timestamp() - 3600 * self.settings.world_idle_hours
        idle = [place for place in self._places() if _last_use(place) < limit]
        for place in idle:
            self._remove(place)
        return len(idle)

    def _begin(self, key: str, generation: int) -> None:
        """Put a fresh copy in place, and only then tell of it: a world is there whole or not at all."""
        place = self.folder / key
        draft = place / f"draft-{secrets.token_hex(8)}"
        shutil.copyfile(template(self.settings), draft)
        state = _State(_claim(draft, place, generation), (STARTS_AT - system_now()).total_seconds())
        draft.write_text(json.dumps(asdict(state)))
        draft.replace(place / STATE)

    def _read(self, key: str) -> _State:
        return _State(**json.loads((self.folder / key / STATE).read_text()))

    def _open(self, key: str) -> World:
        state = self._read(key)
        self._touch(key)
        with self._lock:
            opened = self._opened.get(key)
            if opened is None or opened.state != state:
                if opened is not None:
                    opened.world.engine.dispose()
                opened = self._opened[key] = _Opened(state, self._world(key, state))
            self._opened.move_to_end(key)
            while len(self._opened) > OPEN_ENGINES:
                self._opened.popitem(last=False)[1].world.engine.dispose()
            return opened.world

    def _world(self, key: str, state: _State) -> World:
        s = self.settings
        return World(
            key=key,
            engine=make_engine(sqlite_url(self.folder / key / f"{_file(state.generation)}")),
            clock=ShiftedClock(timedelta(seconds=state.offset)),
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
            os.utime(place / STATE)

    def _places(self) -> list[Path]:
        return [place for place in self.folder.glob("*") if KEY.fullmatch(place.name)]

    def _make_room(self) -> None:
        places = self._places()
        surplus = len(places) + 1 - self.settings.worlds_limit
        if surplus <= 0:
            return
        for place in sorted(places, key=_last_use)[:surplus]:
            self._remove(place)

    def _remove(self, place: Path) -> None:
        with self._lock:
            opened = self._opened.pop(place.name, None)
        if opened is not None:
            opened.world.engine.dispose()
        (place / STATE).unlink(missing_ok=True)
        shutil.rmtree(place, ignore_errors=True)


def _last_use(place: Path) -> float:
    """When somebody was last in this world, in seconds; of one that is still being made, when that began."""
    for told in (place / STATE, place):
        with contextlib.suppress(FileNotFoundError):
            return told.stat().st_mtime
    return 0.0


def _file(generation: int) -> str:
    return f"vov-{generation}.sqlite"


def _claim(draft: Path, place: Path, generation: int) -> int:
    """The number under which the draft was put in place: this one, or the next that nobody else took.

    Two people may start a world again at the same moment; neither may write over the file of the other.
    """
    while True:
        with contextlib.suppress(FileExistsError):
            os.link(draft, place / _file(generation))
            draft.unlink()
            return generation
        generation += 1


async def keep_tidy(worlds: Worlds) -> None:
    """Remove idle worlds now and then, for as long as the server runs."""
    while True:
        await asyncio.to_thread(worlds.sweep)
        await asyncio.sleep(SWEEP_SECONDS)
