"""The template of every world: a migrated, filled database file, made once per version of its ingredients."""

import hashlib
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from pathlib import Path
from threading import Lock

from sqlmodel import Session

from vov_app.adapters.database import make_engine, sqlite_url, upgrade
from vov_app.prototype.seed import seed
from vov_app.settings import ROOT, Settings, settings

INGREDIENTS = (
    "models",
    "migrations",
    "prototype/people.toml",
    "prototype/people.py",
    "prototype/seed.py",
)

# Alembic keeps its place in a global: two threads can't migrate at the same time.
_one_at_a_time = Lock()


def template(chosen: Settings) -> Path:
    """The template file, made if it isn't there; it never changes once it has its name."""
    path = chosen.data_dir / f"template-{_fingerprint()}.sqlite"
    with _one_at_a_time:
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            _make(path)
    return path


def _make(path: Path) -> None:
    draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    upgrade(sqlite_url(draft))
    engine = make_engine(sqlite_url(draft))
    with Session(engine) as session:
        seed(session)
        session.commit()
    engine.dispose()
    _settle(draft)
    draft.replace(path)


def _settle(path: Path) -> None:
    """Bring all that was written into the one file, so that copying it copies everything."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


@cache
def _fingerprint() -> str:
    total = hashlib.sha256()
    for file in _ingredients():
        total.update(file.name.encode() + file.read_bytes())
    return total.hexdigest()[:12]


def _ingredients() -> Iterator[Path]:
    for name in INGREDIENTS:
        place = ROOT / "vov_app" / name
        yield from sorted(place.rglob("*.py")) if place.is_dir() else [place]


if __name__ == "__main__":
    template(settings())
