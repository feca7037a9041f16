"""Refund applications: drafts that belong to the organisation, and what was confirmed."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from vov_app.models.columns import json_field, key_field


class Draft(SQLModel, table=True):
    """Answers as they were typed, sound or not; `version` counts the saves."""

    id: int | None = Field(default=None, primary_key=True)
    key: str = key_field()
    organisation_id: int = Field(foreign_key="organisation.id", index=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    answers: dict[str, Any] = json_field()
    last_step: str = Field(default="begin", max_length=40)
    version: int = 1
    started_at: datetime
    saved_at: datetime
    confirmed_at: datetime | None = Field(default=None, index=True)


class Application(SQLModel, table=True):
    """A confirmed refund application; the unique draft makes a second confirmation impossible."""

    __tablename__ = "refund_application"
    __table_args__ = (Index("same_training", "organisation_id", "employee_insz", "odb"),)

    id: int | None = Field(default=None, primary_key=True)
    reference: str = Field(unique=True, index=True, max_length=32)
    draft_id: int = Field(foreign_key="draft.id", unique=True)
    organisation_id: int = Field(foreign_key="organisation.id", index=True)
    person_id: int = Field(foreign_key="person.id")
    employee_insz: str = Field(max_length=11)
    odb: str = Field(max_length=20)
    start_date: date
    end_date: date
    answers: dict[str, Any] = json_field()
    estimate: dict[str, Any] = json_field()
    confirmed_at: datetime


class Counter(SQLModel, table=True):
    """The last number given out, per series (one per year of references)."""

    series: str = Field(primary_key=True, max_length=40)
    value: int = 0
