"""A restore drill: a backup that was taken while somebody writes is put back elsewhere, and is whole."""

import json
import stat
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread

import pytest
from alembic import command
from sqlalchemy import text
from sqlmodel import Session

from tests import factories
from tests.migrations.test_migrations import config
from tests.operating.conftest import Vov, opened
from tests.postgres import fresh_postgres
from tests.services import filed, people
from vov_app.adapters import dumps
from vov_app.adapters.database import sqlite_url
from vov_app.operating import backups
from vov_app.operating.backups import MANIFEST, Manifest, backup, contents, restore
from vov_app.operating.commands import Exit, Unusable
from vov_app.services.worlds import World
from vov_app.settings import settings

ENOUGH = 3
TELLING = "server version: 18; pg_dump version: 15"


@pytest.fixture
def elsewhere(url: str, tmp_path: Path) -> Iterator[str]:
    """The address of another empty database of the same kind."""
    if url.startswith("sqlite"):
        yield sqlite_url(tmp_path / "elsewhere" / "vov.sqlite")
        return
    with fresh_postgres() as address:
        yield address


@pytest.fixture
def writer(world: World) -> Iterator[Event]:
    """Somebody who files dossiers without end; the event is set when there are some."""
    with Session(world.engine, expire_on_commit=False) as session:
        actor = people.filer(session)
        session.commit()
    enough, over = Event(), Event()

    def write() -> None:
        for number in range(1000):
            if over.is_set():
                return
            filed.file(world, actor)
            if number >= ENOUGH:
                enough.set()

    thread = Thread(target=write)
    thread.start()
    assert enough.wait(60)
    yield enough
    over.set()
    thread.join()


@pytest.mark.usefixtures("writer")
def test_a_backup_under_writing_is_whole_elsewhere(
    world: World, url: str, elsewhere: str, tmp_path: Path
) -> None:
    folder, made = backup(url, tmp_path / "backups", world.clock.now())
    assert made.contents.rows["refund_application"] >= ENOUGH
    assert made.contents.audit_entries >= ENOUGH
    assert made.contents.audit_broken_at is None
    assert restore(folder, elsewhere) == made
    with opened(elsewhere) as engine, engine.connect() as connection:
        assert contents(connection) == made.contents
    assert backups.is_current(made)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / made.file).stat().st_mode) == 0o600
    with pytest.raises(Unusable, match="isn't empty"):
        restore(folder, elsewhere)
    with opened(elsewhere) as engine, engine.begin() as connection:
        connection.execute(text("DELETE FROM letter"))
    assert restore(folder, elsewhere, overwrite=True) == made


def test_the_commands_back_up_and_restore(
    world: World, elsewhere: str, tmp_path: Path, vov: Vov, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Session(world.engine) as session:
        factories.organisation(session)
        session.commit()
    code, told, _ = vov("backup", str(tmp_path / "kept"))
    folder = told.split("  ")[0]
    assert (code, told) == (Exit.DONE, f"{folder}  2 rows  0 entries  the last is none\n")
    assert vov("restore", folder)[0] == Exit.REFUSED
    monkeypatch.setenv("VOV_DATABASE_URL", elsewhere)
    settings.cache_clear()
    assert vov("restore", folder) == (Exit.DONE, "restored  2 rows  0 entries  the last is none\n", "")


@pytest.fixture
def kept(world: World, url: str, tmp_path: Path) -> Path:
    """A backup of nothing."""
    return backup(url, tmp_path, world.clock.now())[0]


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"sha256": "0"}, "isn't the file"),
        ({"file": "../other"}, "isn't the file"),
        ({"contents": {"revision": "f" * 12}}, "newer version"),
        ({"contents": {"rows": {"person": 9}}}, "differs from the manifest: rows"),
        ({"contents": {"more": 1}}, "holds no backup"),
    ],
)
def test_a_backup_that_was_touched_is_not_trusted(
    kept: Path, elsewhere: str, change: dict[str, str | dict[str, object]], told: str
) -> None:
    manifest = json.loads((kept / MANIFEST).read_text())
    for name, value in change.items():
        manifest[name] = {**manifest[name], **value} if isinstance(value, dict) else value
    (kept / MANIFEST).write_text(json.dumps(manifest))
    with pytest.raises(Unusable, match=told):
        restore(kept, elsewhere)


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_a_backup_that_was_cut_short_is_none(kept: Path, elsewhere: str) -> None:
    (kept / MANIFEST).unlink()
    with pytest.raises(Unusable, match="holds no backup"):
        Manifest.of(kept)
    (kept / dumps.FILES["sqlite"]).write_text("not a database")
    with opened(elsewhere) as engine, pytest.raises(dumps.NoDump, match="SQLite: file is not a database"):
        dumps.load(kept / dumps.FILES["sqlite"], engine)


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
def test_what_postgresql_can_not_do_is_one_line(
    world: World, url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kept: Path
) -> None:
    (kept / dumps.FILES["postgresql"]).write_text("no dump")
    with pytest.raises(dumps.NoDump, match="pg_restore: error: "):
        dumps.load(kept / dumps.FILES["postgresql"], world.engine)
    with pytest.raises(dumps.NoDump, match="is no copy of a postgresql database"):
        dumps.load(tmp_path / dumps.FILES["sqlite"], world.engine)
    old = tmp_path / "pg_dump"
    old.write_text(
        f"#!/bin/sh\necho 'pg_dump: error: no' >&2; echo 'pg_dump: detail: {TELLING}' >&2; exit 1\n"
    )
    old.chmod(0o700)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Unusable, match=f"pg_dump: error: no; {TELLING}$"):
        backup(url, tmp_path / "old", world.clock.now())
    old.unlink()
    with pytest.raises(Unusable, match="pg_dump isn't on the PATH"):
        backup(url, tmp_path / "none", world.clock.now())


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_an_older_backup_has_to_be_migrated(
    world: World, url: str, elsewhere: str, tmp_path: Path, vov: Vov, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.engine.dispose()
    command.downgrade(config(url), "-1")
    folder = vov("backup", str(tmp_path / "kept"))[1].split("  ")[0]
    monkeypatch.setenv("VOV_DATABASE_URL", elsewhere)
    settings.cache_clear()
    assert vov("restore", folder)[1].endswith("Its tables are older than this software: run vov migrate.\n")
    assert vov("migrate")[1].startswith("The tables went from ")
    assert vov("migrate")[1].startswith("The tables are up to date: ")


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_a_database_without_tables_holds_nothing(url: str, tmp_path: Path) -> None:
    with opened(url) as engine, engine.connect():
        assert backup(url, tmp_path / "kept", factories.MONDAY)[1].contents == backups.Contents()
