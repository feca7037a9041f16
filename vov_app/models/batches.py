"""A whole file at once: the file, its rows on their way to a dossier, and how far it is."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from vov_app.models.columns import enum_field, json_field, key_field


class BatchStatus(StrEnum):
    """How far a file is; a cancelled or refused one keeps no rows, those of a merged one went to another."""

    READING = "reading"
    READ = "read"
    FILING = "filing"
    FILED = "filed"
    CANCELLED = "cancelled"
    REFUSED = "refused"
    MERGED = "merged"


class RowStatus(StrEnum):
    """How far a row is: with faults, found twice, ready, left out, or a dossier."""

    FAULTY = "faulty"
    DOUBLE = "double"
    SOUND = "sound"
    SKIPPED = "skipped"
    FILED = "filed"


class Batch(SQLModel, table=True):
    """One uploaded file; `held_until` is the lease of the worker that is at it, `fault` why it was refused.

    `digest` recognises the same file, `columns` holds the key of the batch that a returned file mends.
    `done` counts the rows of the reading or the filing that goes on since `began_at`, `filed` all dossiers.
    """

    __table_args__ = (Index("batches_newest", "organisation_id", "id"),)

    id: int | None = Field(default=None, primary_key=True)
    key: str = key_field()
    organisation_id: int = Field(foreign_key="organisation.id", index=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    name: str = Field(max_length=200)
    digest: str = Field(max_length=64, index=True)
    status: BatchStatus = enum_field(BatchStatus, index=True, default=BatchStatus.READING)
    fault: str = Field(default="", max_length=60)
    fault_values: dict[str, Any] = json_field()
    common: dict[str, Any] = json_field()
    columns: dict[str, Any] = json_field()
    total: int = 0
    done: int = 0
    faulty: int = 0
    filed: int = 0
    uploaded_at: datetime
    began_at: datetime | None = None
    confirmed_at: datetime | None = None
    confirmed_by_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    finished_at: datetime | None = None
    held_by: str = Field(default="", max_length=64)
    held_until: datetime | None = None


class BatchFile(SQLModel, table=True):
    """The bytes of an uploaded file, for as long as rows have to be read from it."""

    __tablename__ = "batch_file"

    batch_id: int = Field(primary_key=True, foreign_key="batch.id")
    data: bytes


class BatchRow(SQLModel, table=True):
    """One row of a file: the answers as typed, what else stood in it, and all that is wrong with it."""

    __tablename__ = "batch_row"
    __table_args__ = (
        UniqueConstraint("batch_id", "number"),
        Index("rows_by_status", "batch_id", "status", "number"),
        Index("rows_alike", "batch_id", "fingerprint"),
    )

    id: int | None = Field(default=None, primary_key=True)
    batch_id: int = Field(foreign_key="batch.id", index=True)
    number: int
    status: RowStatus = enum_field(RowStatus, default=RowStatus.FAULTY)
    answers: dict[str, Any] = json_field()
    other: dict[str, Any] = json_field()
    faults: dict[str, Any] = json_field()
    fingerprint: str = Field(default="", max_length=64)
    version: int = 1
