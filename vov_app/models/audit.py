"""What happened: entries that are only ever added, each chained to the one before."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from vov_app.models.columns import json_field


class AuditEntry(SQLModel, table=True):
    """One thing that somebody did, or tried: `action` reads subject:action, `hash` covers all of it.

    People stand here by number, never by name or INSZ; `before` and `after` hold dates and words of ours.
    """

    __tablename__ = "audit_entry"
    __table_args__ = (Index("record_of_organisation", "organisation_id", "number"),)

    id: int | None = Field(default=None, primary_key=True)
    number: int = Field(unique=True, index=True)
    at: datetime
    action: str = Field(max_length=60)
    denied: str = Field(default="", max_length=60)
    role: str = Field(default="", max_length=60)
    actor_id: int | None = Field(default=None, index=True)
    subject_id: int | None = Field(default=None, index=True)
    organisation_id: int | None = Field(default=None, index=True)
    about: str = Field(default="", max_length=60)
    before: dict[str, Any] = json_field()
    after: dict[str, Any] = json_field()
    previous: str = Field(max_length=64)
    hash: str = Field(max_length=64)


class AuditHead(SQLModel, table=True):
    """The end of the chain, in one row: who locks it may add the next entry.

    `begins_*` are the number and the fingerprint of the last entry that was let go of, before the first one
    that is kept.
    """

    __tablename__ = "audit_head"

    id: int | None = Field(default=None, primary_key=True)
    number: int = 0
    hash: str = Field(default="", max_length=64)
    begins_after: int = 0
    begins_hash: str = Field(default="", max_length=64)
