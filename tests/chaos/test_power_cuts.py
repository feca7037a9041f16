"""The power goes at a random moment: the files of SQLite as they are then open, and hold no half thing.

The writer is stopped while its files are copied, so that a copy is one moment. What a disk hadn't written yet
is modelled by cutting the end of the log off: the last commits may be gone, but nothing else. What is on its
way from the log into the database was written to the disk before; the cut comes after that.
"""

import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.chaos import whole
from tests.chaos.conftest import FULL
from tests.chaos.killing import FAILED
from tests.services import filed
from vov_app.adapters.database import make_engine, sqlite_url
from vov_app.services.work import Actor
from vov_app.services.worlds import World

CUTS = 60 if FULL else 6
# As https://www.sqlite.org/walformat.html has them, in bytes.
LOG_HEAD, FRAME_HEAD = 32, 24
SQLITE = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)


@pytest.fixture
def writer(world: World, an: Actor) -> Iterator[int]:
    """The number of a process that files dossiers until it is killed."""
    url = world.engine.url.render_as_string()
    child = os.fork()
    if child == 0:
        _file_for_ever(url, world, an)
    yield child
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def _file_for_ever(url: str, world: World, actor: Actor) -> None:
    try:
        engine = make_engine(url)
        while True:
            filed.file(replace(world, engine=engine), actor)
    except BaseException:
        os._exit(FAILED)


@SQLITE
@pytest.mark.timeout(900 if FULL else 120)
def test_each_moment_opens_again(world: World, writer: int, tmp_path: Path) -> None:
    chance = random.Random(20251013)
    seen: list[int] = []
    for number in range(CUTS):
        time.sleep(chance.uniform(0, 0.05))  # any moment is as good as another
        copy = _cut(world, writer, tmp_path / f"cut-{number}")
        log = copy.with_name(f"{copy.name}-wal")
        if number % 2 and log.exists():
            least, most = _written(copy), log.stat().st_size
            os.truncate(log, chance.randint(min(least, most), most))
        seen.append(_opened(world, copy))
    _until_more(world, writer, max(seen))
    print(f"{CUTS} cuts, with {min(seen)} to {max(seen)} dossiers")


def _cut(world: World, writer: int, folder: Path) -> Path:
    """The files as they are at this moment."""
    folder.mkdir()
    source = Path(str(world.engine.url.database))
    os.kill(writer, signal.SIGSTOP)
    os.waitpid(writer, os.WUNTRACED)
    for file in source.parent.glob(f"{source.name}*"):
        shutil.copyfile(file, folder / file.name)
    os.kill(writer, signal.SIGCONT)
    return folder / source.name


def _written(copy: Path) -> int:
    """How many bytes of the log were on the disk for sure, since they went into the database."""
    page = int.from_bytes(copy.read_bytes()[16:18], "big")
    index = copy.with_name(f"{copy.name}-shm").read_bytes()
    attempted = int.from_bytes(index[128:132], sys.byteorder)
    return LOG_HEAD + attempted * (FRAME_HEAD + page) if attempted else 0


def _opened(world: World, copy: Path) -> int:
    """How many whole dossiers a copy holds."""
    engine = make_engine(sqlite_url(copy))
    try:
        with engine.connect() as connection:
            assert connection.scalar(text("PRAGMA integrity_check")) == "ok"
            assert connection.execute(text("PRAGMA foreign_key_check")).all() == []
        there = replace(world, engine=engine)
        assert whole.faults(there) == []
        return whole.dossiers(there)
    finally:
        engine.dispose()


def _until_more(world: World, writer: int, than: int) -> None:
    """Wait until the writer, who noticed nothing, has gone on."""
    while whole.dossiers(world) <= than:
        assert os.waitpid(writer, os.WNOHANG) == (0, 0), "the writer failed"
        time.sleep(0.05)
