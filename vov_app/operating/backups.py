"""Backups of the real door: a folder with a copy of the database and a manifest that tells what is in it."""

import hashlib
import json
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, func, inspect, select
from sqlmodel import Session, SQLModel, col

from vov_app.adapters.database import knows_revision, make_engine, newest_revision, revision_of
from vov_app.adapters.dumps import NoDump, dump, is_empty, load
from vov_app.models import AuditHead
from vov_app.operating.commands import Unusable
from vov_app.services import audit

MANIFEST = "manifest.json"


@dataclass(frozen=True)
class Contents:
    """What stands in a database at one moment: the rows of each table, and the end of the record."""

    revision: str = ""
    rows: dict[str, int] = field(default_factory=dict)
    audit_entries: int = 0
    audit_last: str = ""
    audit_broken_at: int | None = None


@dataclass(frozen=True)
class Manifest:
    """What a backup holds; `sha256` is that of its file."""

    made_at: str
    file: str
    sha256: str
    contents: Contents

    @classmethod
    def of(cls, folder: Path) -> "Manifest":
        """The manifest in a folder.

        Raises:
            Unusable: there is none, or it can't be read.
        """
        try:
            told = json.loads((folder / MANIFEST).read_text("utf-8"))
            return cls(**{**told, "contents": Contents(**told["contents"])})
        except (OSError, ValueError, TypeError, KeyError):
            raise Unusable(f"{folder} holds no backup: its {MANIFEST} isn't there or can't be read") from None


def backup(url: str, place: Path, now: datetime) -> tuple[Path, Manifest]:
    """Copy the database, while it is in use, to a new folder below `place`; the folder and what is in it.

    Only who runs this can read the folder: it holds all that the database knows of people.

    Raises:
        Unusable: the copy can't be made.
    """
    folder = place / f"vov-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    engine = make_engine(url)
    seen: list[Contents] = []
    try:
        folder.mkdir(parents=True, mode=0o700)
        file = dump(engine, folder, lambda connection: seen.append(contents(connection)))
        file.chmod(0o600)
    except (NoDump, OSError) as fault:
        raise Unusable(f"No backup was made: {fault}") from None
    finally:
        engine.dispose()
    made = Manifest(now.astimezone(UTC).isoformat(), file.name, _digest(file), seen[0])
    # Last of all: a folder without it is a backup that was cut short.
    (folder / MANIFEST).write_text(json.dumps(asdict(made), indent=2), "utf-8")
    return folder, made


def restore(folder: Path, url: str, *, overwrite: bool = False) -> Manifest:
    """Put a backup in the place of a database, and see that all of it arrived; what it holds.

    Raises:
        Unusable: the backup isn't whole, or newer than this code; the database isn't empty and `overwrite`
            wasn't said; or what arrived differs from the manifest.
    """
    manifest = Manifest.of(folder)
    _require_whole(folder, manifest)
    engine = make_engine(url)
    try:
        if not overwrite and not is_empty(engine):
            raise Unusable("The database isn't empty: --overwrite replaces all that is in it")
        load(folder / manifest.file, engine)
        with engine.connect() as connection:
            arrived = contents(connection)
    except NoDump as fault:
        raise Unusable(f"Nothing was restored: {fault}") from None
    finally:
        engine.dispose()
    if arrived != manifest.contents:
        raise Unusable(f"What was restored differs from the manifest: {_differences(arrived, manifest)}")
    return manifest


def contents(connection: Connection) -> Contents:
    """What the transaction of this connection sees; the record is checked when its tables are the newest."""
    there = set(inspect(connection).get_table_names())
    tables = [table for table in SQLModel.metadata.sorted_tables if table.name in there]
    rows = {t.name: connection.scalar(select(func.count()).select_from(t)) or 0 for t in tables}
    told = Contents(revision_of(connection), rows)
    if "audit_head" not in there:
        return told
    # By columns, for the tables may be older than this software: those are checked once they are migrated.
    head = connection.execute(select(col(AuditHead.number), col(AuditHead.hash))).first()
    number, last = head or (0, "")
    told = replace(told, audit_entries=number, audit_last=last)
    if told.revision != newest_revision():
        return told
    with Session(connection) as session:
        return replace(told, audit_broken_at=audit.first_broken(session))


def is_current(manifest: Manifest) -> bool:
    """Whether its tables are those that this code was written for; else they have to be migrated."""
    return manifest.contents.revision == newest_revision()


def summary(manifest: Manifest) -> str:
    """What a backup holds, in one line without anything of anybody."""
    held = manifest.contents
    rows = sum(held.rows.values())
    return f"{rows} rows  {held.audit_entries} entries  the last is {held.audit_last or 'none'}"


def _require_whole(folder: Path, manifest: Manifest) -> None:
    file = folder / manifest.file
    if file.parent != folder or not file.is_file() or _digest(file) != manifest.sha256:
        raise Unusable(f"{manifest.file} isn't the file that the manifest was written for")
    if manifest.contents.revision and not knows_revision(manifest.contents.revision):
        raise Unusable("The backup was made by a newer version of this software: restore it with that one")


def _differences(arrived: Contents, manifest: Manifest) -> str:
    told, found = asdict(manifest.contents), asdict(arrived)
    return ", ".join(sorted(name for name in told if told[name] != found[name]))


def _digest(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
