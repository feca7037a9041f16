"""Refund applications before `Bevestigen`: drafts that belong to the organisation."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from vov_app.models.columns import json_field, key_field


class Draft(SQLModel, table=True):
    """Answers as they were typed, sound or not; `version` counts the saves.

    `leased_*` say who is editing, in which tab and until when that holds; `corrects_id` names the dossier
    that this draft makes a new version of, `corrects_version` the version that it began from, and
    `copied_from_id` the dossier that it began as a copy of.
    """

    __table_args__ = (Index("open_drafts", "organisation_id", "confirmed_at", "deleted_at", "saved_at"),)

    id: int | None = Field(default=None, primary_key=True)
    key: str = key_field()
    organisation_id: int = Field(foreign_key="organisation.id", index=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    answers: dict[str, Any] = json_field()
    last_step: str = Field(default="begin", max_length=40)
    version: int = 1
    started_at: datetime
    saved_at: datetime
    saved_by_id: int | None = None
    confirmed_at: datetime | None = Field(default=None, index=True)
    leased_by_id: int | None = None
    leased_tab: str = Field(default="", max_length=64)
    leased_until: datetime | None = None
    deleted_at: datetime | None = Field(default=None, index=True)
    deleted_by_id: int | None = None
    warned_at: datetime | None = None
    copied_from_id: int | None = Field(default=None, index=True)
    corrects_id: int | None = Field(default=None, index=True)
    corrects_version: int | None = None


class Counter(SQLModel, table=True):
    """The last number given out, per series (one per year of references)."""

    series: str = Field(primary_key=True, max_length=40)
    value: int = 0
