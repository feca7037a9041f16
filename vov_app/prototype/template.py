"""The template of every world: a migrated, filled database file, made once per version of its ingredients."""

import hashlib
import os
import sqlite3
from functools import cache
from pathlib import Path

from sqlmodel import Session

from vov_app.adapters.database import make_engine, sqlite_url, upgrade
from vov_app.prototype.seed import seed
from vov_app.settings import ROOT, Settings, settings

INGREDIENTS = ("models", "migrations/versions", "prototype/people.toml", "prototype/people.py", "prototype/seed.py")


def template(chosen: Settings) -> Path:
    """The template file, made if it isn't there."""
    path = chosen.data_dir / f"template-{_fingerprint()}.sqlite"
    if not path.exists():
        chosen.data_dir.mkdir(parents=True, exist_ok=True)
        _make(path)
    return path


def _make(path: Path) -> None:
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    draft.unlink(missing_ok=True)
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
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


@cache
def _fingerprint() -> str:
    total = hashlib.sha256()
    for name in INGREDIENTS:
        place = ROOT / "vov_app" / name
        files = sorted(place.rglob("*.py")) if place.is_dir() else [place]
        for file in files:
            total.update(file.read_bytes())
    return total.hexdigest()[:12]


if __name__ == "__main__":
    template(settings())
