"""What a dossier and a draft take of the database, on both databases; in this process."""

import tempfile
from itertools import pairwise
from pathlib import Path

from sqlalchemy import Engine, text
from sqlmodel import Session

from bench.crowd import START
from tests import answers
from tests.databases import postgres_engine, sqlite_engine
from tests.services import filed, people
from tests.services.conftest import make_world
from vov_app.adapters.clock import StoppedClock
from vov_app.services import drafts
from vov_app.services.work import work
from vov_app.services.worlds import World

MANY = 300


def measure() -> dict[str, float]:
    """KiB for each dossier (with draft, version, events, words, letters and record) and each filled draft."""
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        engine = sqlite_engine(Path(folder) / "sizes.sqlite")
        found |= _measured("SQLite", engine)
        engine.dispose()
    with postgres_engine() as engine:
        found |= _measured("PostgreSQL", engine)
    return found


def _measured(name: str, engine: Engine) -> dict[str, float]:
    world = make_world(engine, StoppedClock(START))
    with Session(engine, expire_on_commit=False) as session:
        actor = people.filer(session)
        session.commit()

    def draft(world: World) -> None:
        with work(world, actor) as w:
            key = drafts.start(w)
            drafts.save(w, key, filed.REFUND.steps[0], dict(answers.SOUND))

    sizes = [_bytes(engine)]
    for number in range(MANY):
        filed.file(world, actor, first_name=f"Tom{number}")
    sizes.append(_bytes(engine))
    for _ in range(MANY):
        draft(world)
    sizes.append(_bytes(engine))
    each = [(after - before) / MANY / 1024 for before, after in pairwise(sizes)]
    return {f"{name}, dossier": round(each[0], 1), f"{name}, draft": round(each[1], 1)}


def _bytes(engine: Engine) -> int:
    asked = "SELECT pg_database_size(current_database())"
    if engine.dialect.name == "sqlite":
        asked = "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"
    with engine.connect() as connection:
        return int(connection.execute(text(asked)).scalar_one())


if __name__ == "__main__":
    for what, kib in measure().items():
        print(f"{what:24} {kib:6.1f} KiB")
