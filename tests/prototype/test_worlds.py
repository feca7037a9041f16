"""Worlds of visitors: apart from each other, shared on purpose, started again, and removed in time."""

import asyncio
import os
import shutil
import sqlite3
import time
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError
from sqlmodel import Session, col, select

from tests.prototype.conftest import enter
from vov_app.adapters.clock import system_now
from vov_app.models import Organisation
from vov_app.prototype import worlds as module
from vov_app.prototype.seed import STARTS_AT
from vov_app.prototype.template import template
from vov_app.prototype.world_folder import WorldFolder
from vov_app.prototype.worlds import SWEEP_SECONDS, WORLD_COOKIE, Worlds, keep_tidy
from vov_app.services.worlds import World
from vov_app.settings import Settings

HOUR = 3600
NASTY = [
    "",
    ".",
    "..",
    "../../etc",
    "a" * 42,
    "a" * 44,
    "a" * 42 + "/",
    "a" * 42 + "\n",
    "a" * 42 + "\0",
    "%2e" * 14 + "a",
    "é" * 43,
    "\u0661" * 43,
    "a" * 100_000,
    "a" * 43,
]


def names(world: World) -> list[str]:
    """The organisations of a world, in a transaction that ends."""
    with Session(world.engine) as session:
        return list(session.exec(select(Organisation.name).order_by(col(Organisation.name))))


def leave_a_mark(world: World, name: str = "Mine") -> None:
    """Change something in a world."""
    with Session(world.engine) as session:
        session.add(Organisation(kbo="0099999999", name=name))
        session.commit()


def age(worlds: Worlds, key: str, hours: float) -> None:
    """Make it so long ago that somebody was there."""
    then = time.time() - hours * HOUR
    os.utime(worlds.folder / key / "world.json", (then, then))


def test_two_visitors_never_see_each_other(worlds: Worlds) -> None:
    mine, theirs = worlds.create(), worlds.create()
    leave_a_mark(enter(worlds, mine))
    assert "Mine" in names(enter(worlds, mine))
    assert "Mine" not in names(enter(worlds, theirs))


def test_who_has_the_key_is_in_the_same_world(worlds: Worlds, settings: Settings) -> None:
    key = worlds.create()
    leave_a_mark(enter(worlds, key))
    assert "Mine" in names(enter(Worlds(settings), key))


def test_a_world_is_of_the_demo_and_knows_its_key(worlds: Worlds) -> None:
    key = worlds.create()
    world = enter(worlds, key)
    assert (world.key, world.demo) == (key, True)
    assert worlds.key_of(f"{WORLD_COOKIE}={key}") == key


def test_a_reset_takes_away_what_was_done(worlds: Worlds) -> None:
    key = worlds.create()
    leave_a_mark(enter(worlds, key))
    worlds.reset(key)
    assert "Mine" not in names(enter(worlds, key))
    assert len(list((worlds.folder / key).glob("*.sqlite"))) == 1


def test_a_reset_is_seen_by_a_process_that_has_the_world_open(worlds: Worlds, settings: Settings) -> None:
    key, elsewhere = worlds.create(), Worlds(settings)
    leave_a_mark(enter(elsewhere, key))
    worlds.reset(key)
    assert "Mine" not in names(enter(elsewhere, key))


def test_an_event_under_way_ends_in_the_world_that_it_began_in(worlds: Worlds, settings: Settings) -> None:
    key, elsewhere = worlds.create(), Worlds(settings)
    with Session(enter(elsewhere, key).engine) as session:
        session.add(Organisation(kbo="0099999999", name="Mine"))
        session.flush()
        worlds.reset(key)
        session.commit()
    assert "Mine" not in names(enter(worlds, key))
    assert "Mine" not in names(enter(elsewhere, key))


@pytest.mark.parametrize("folder", ["plain", "100% of it", "what?", "a#b", "ruimte é"])
def test_who_holds_on_to_an_old_world_makes_no_new_file(settings: Settings, folder: str) -> None:
    data_dir = settings.data_dir / folder
    shutil.copytree(settings.data_dir, data_dir)
    worlds = Worlds(settings.model_copy(update={"data_dir": data_dir}))
    key = worlds.create()
    old = enter(worlds, key)
    assert names(old)
    worlds.reset(key)
    enter(worlds, key)
    with pytest.raises(OperationalError, match="unable to open"):
        names(old)
    assert {file.name for file in (worlds.folder / key).glob("*.sqlite")} == {"vov-2.sqlite"}


def test_two_resets_at_once_never_share_a_file(worlds: Worlds, monkeypatch: pytest.MonkeyPatch) -> None:
    key = worlds.create()
    place = WorldFolder(worlds.folder / key)
    before = place.state()
    worlds.reset(key)
    leave_a_mark(enter(worlds, key))
    with monkeypatch.context() as late:
        late.setattr(WorldFolder, "state", lambda _place: before)
        worlds.reset(key)
    assert place.state().generation == 3
    assert "Mine" not in names(enter(worlds, key))


def test_nobody_is_left_with_a_half_made_world(worlds: Worlds) -> None:
    key = worlds.create()
    (worlds.folder / key / "world.json").unlink()
    assert worlds.world(f"{WORLD_COOKIE}={key}") is None
    worlds.reset(key)
    assert worlds.key_of(f"{WORLD_COOKIE}={key}") == ""


def test_a_world_that_goes_while_it_is_looked_up_is_none(
    worlds: Worlds, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worlds, "has", lambda _key: True)
    assert worlds.at("a" * 43) is None


@pytest.mark.parametrize("key", NASTY)
def test_a_key_that_is_none_finds_nothing(worlds: Worlds, key: str) -> None:
    worlds.create()
    assert worlds.at(key) is None
    assert worlds.world(f"{WORLD_COOKIE}={key}") is None
    worlds.reset(key)
    assert len(list(worlds.folder.iterdir())) == 1


def test_a_nasty_key_never_reaches_the_file_system(worlds: Worlds, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Path] = []
    monkeypatch.setattr(Path, "exists", lambda path: asked.append(path))
    assert [worlds.has(key) for key in NASTY[:-1]] == [False] * (len(NASTY) - 1)
    assert asked == []


def test_the_clock_starts_on_that_monday_and_runs_on(worlds: Worlds, monkeypatch: pytest.MonkeyPatch) -> None:
    world = enter(worlds, worlds.create())
    first = world.clock.now()
    assert timedelta(0) <= first - STARTS_AT < timedelta(minutes=1)
    real = system_now()
    monkeypatch.setattr("vov_app.adapters.clock.system_now", lambda: real + timedelta(hours=5))
    assert timedelta(hours=4, minutes=59) < world.clock.now() - first < timedelta(hours=5, minutes=1)


def test_a_reset_puts_the_clock_back(worlds: Worlds, monkeypatch: pytest.MonkeyPatch) -> None:
    key = worlds.create()
    later = system_now() + timedelta(days=40)
    monkeypatch.setattr("vov_app.adapters.clock.system_now", lambda: later)
    monkeypatch.setattr(module, "system_now", lambda: later)
    assert enter(worlds, key).clock.now() - STARTS_AT > timedelta(days=39)
    worlds.reset(key)
    assert enter(worlds, key).clock.now() == STARTS_AT


def test_only_worlds_that_nobody_came_to_are_swept(worlds: Worlds) -> None:
    idle, used = worlds.create(), worlds.create()
    enter(worlds, idle)
    age(worlds, idle, hours=2.1)
    age(worlds, used, hours=1.9)
    assert worlds.sweep() == 1
    assert [place.name for place in worlds.folder.iterdir()] == [used]
    assert worlds.at(idle) is None


def test_a_world_that_is_being_made_is_not_swept(worlds: Worlds) -> None:
    place = worlds.folder / ("b" * 43)
    place.mkdir(parents=True)
    assert worlds.sweep() == 0
    os.utime(place, (0, 0))
    assert worlds.sweep() == 1


def test_coming_by_is_noted_but_not_at_every_event(worlds: Worlds) -> None:
    key = worlds.create()
    told = worlds.folder / key / "world.json"
    age(worlds, key, hours=1)
    enter(worlds, key)
    assert time.time() - told.stat().st_mtime < 60
    age(worlds, key, hours=30 / HOUR)
    before = told.stat().st_mtime
    enter(worlds, key)
    assert told.stat().st_mtime == before


def test_the_world_least_used_gives_way_when_there_are_too_many(worlds: Worlds, settings: Settings) -> None:
    keys = [worlds.create() for _ in range(settings.worlds_limit)]
    for hours, key in enumerate(reversed(keys)):
        age(worlds, key, hours / 10)
    newest = worlds.create()
    assert {place.name for place in worlds.folder.iterdir()} == {*keys[1:], newest}


def test_few_engines_stay_open_and_a_closed_one_opens_again(
    worlds: Worlds, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "OPEN_ENGINES", 2)
    keys = [worlds.create() for _ in range(3)]
    first = enter(worlds, keys[0])
    assert enter(worlds, keys[0]) is first
    for key in keys[1:]:
        enter(worlds, key)
    assert len(worlds._opened) == 2
    assert enter(worlds, keys[0]) is not first
    assert names(enter(worlds, keys[0])) == names(enter(worlds, keys[1]))


def test_the_template_is_made_once(settings: Settings) -> None:
    path = template(settings)
    made = path.stat().st_mtime_ns
    assert template(settings).stat().st_mtime_ns == made


def test_the_template_is_whole_in_one_file(made_template: Path, tmp_path: Path) -> None:
    assert list(made_template.parent.iterdir()) == [made_template]
    alone = shutil.copy(made_template, tmp_path / "alone.sqlite")
    with closing(sqlite3.connect(alone)) as connection:
        assert connection.execute("SELECT count(*) FROM organisation").fetchone() == (14,)


def test_a_template_under_way_is_never_taken_for_a_finished_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_session: Session) -> None:
        raise sqlite3.OperationalError("disk full")

    monkeypatch.setattr("vov_app.prototype.template.seed", fail)
    with pytest.raises(sqlite3.OperationalError):
        template(Settings(data_dir=tmp_path))
    assert list(tmp_path.glob("template-*.sqlite")) == []


async def test_the_caretaker_sweeps_again_and_again(worlds: Worlds, monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[float] = []
    swept: list[int] = []

    async def wait(seconds: float) -> None:
        waited.append(seconds)
        swept.append(len(list(worlds.folder.glob("*"))))
        if len(waited) == 2:
            raise asyncio.CancelledError
        age(worlds, key, hours=3)

    key = worlds.create()
    monkeypatch.setattr(asyncio, "sleep", wait)
    with pytest.raises(asyncio.CancelledError):
        await keep_tidy(worlds)
    assert (waited, swept) == ([SWEEP_SECONDS] * 2, [1, 0])
