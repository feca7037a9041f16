"""Refund applications after `Bevestigen`: dossiers, their versions, and what happened to them."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from vov_app.domain.dossiers import DossierEventKind, DossierStatus, NotCalculated
from vov_app.models.columns import enum_field, json_field

_WAITING: Any = text("status = 'information_asked'")
_PAID: Any = text("payments > 0")


class Application(SQLModel, table=True):
    """A confirmed refund application, which is a dossier; the unique draft and row forbid a second one.

    Answers, estimate and the columns made from them are those of the newest version; `status`, `version`,
    `calculated`, `reason` and `payments` are the fold of its events, kept so that lists needn't fold.
    `last_day` is the last day of the filing window, `employee_sort` the name as lists are sorted by it.
    """

    __tablename__ = "refund_application"
    __table_args__ = (
        Index("same_training", "organisation_id", "employee_insz", "odb"),
        Index("dossiers_newest", "organisation_id", "id"),
        Index("dossiers_by_status", "organisation_id", "status", "id"),
        Index("dossiers_by_school_year", "organisation_id", "school_year", "id"),
        Index("dossiers_by_employee", "organisation_id", "employee_sort", "id"),
        Index("dossiers_by_start", "organisation_id", "start_date", "id"),
        Index("dossiers_by_last_day", "organisation_id", "last_day"),
        Index("dossiers_waiting", "id", sqlite_where=_WAITING, postgresql_where=_WAITING),
        Index("dossiers_paid", "organisation_id", "id", sqlite_where=_PAID, postgresql_where=_PAID),
    )

    id: int | None = Field(default=None, primary_key=True)
    reference: str = Field(unique=True, index=True, max_length=32)
    draft_id: int | None = Field(default=None, foreign_key="draft.id", unique=True)
    batch_row_id: int | None = Field(default=None, unique=True, index=True)
    organisation_id: int = Field(foreign_key="organisation.id", index=True)
    person_id: int = Field(foreign_key="person.id")
    employee_insz: str = Field(max_length=11)
    employee_name: str = Field(default="", max_length=200)
    employee_sort: str = Field(default="", max_length=200)
    odb: str = Field(max_length=20)
    start_date: date
    end_date: date
    last_day: date | None = None
    school_year: str = Field(default="", max_length=9)
    answers: dict[str, Any] = json_field()
    estimate: dict[str, Any] = json_field()
    status: DossierStatus = enum_field(DossierStatus, default=DossierStatus.FILED)
    version: int = 1
    calculated: bool | None = None
    reason: NotCalculated | None = enum_field(NotCalculated, nullable=True, default=None)
    payments: int = 0
    confirmed_at: datetime
    changed_at: datetime | None = None


class ApplicationVersion(SQLModel, table=True):
    """The answers as they were confirmed once, with the estimate and the rules of that moment."""

    __tablename__ = "application_version"
    __table_args__ = (UniqueConstraint("application_id", "number"),)

    id: int | None = Field(default=None, primary_key=True)
    application_id: int = Field(foreign_key="refund_application.id", index=True)
    number: int
    answers: dict[str, Any] = json_field()
    estimate: dict[str, Any] = json_field()
    rules: dict[str, Any] = json_field()
    person_id: int = Field(foreign_key="person.id")
    made_at: datetime


class DossierEvent(SQLModel, table=True):
    """One thing that happened to a dossier; events are only ever added, and numbered per dossier."""

    __tablename__ = "dossier_event"
    __table_args__ = (UniqueConstraint("application_id", "number"),)

    id: int | None = Field(default=None, primary_key=True)
    application_id: int = Field(foreign_key="refund_application.id", index=True)
    number: int
    kind: DossierEventKind = enum_field(DossierEventKind)
    at: datetime
    person_id: int | None = Field(default=None, foreign_key="person.id")
    role: str = Field(default="", max_length=60)
    version: int = 1
    facts: dict[str, Any] = json_field()


class DossierWord(SQLModel, table=True):
    """A beginning by which a dossier is found: of a name of the employee, its number or its ODB number."""

    __tablename__ = "dossier_word"
    __table_args__ = {"sqlite_with_rowid": False}  # the key is all there is: kept once, in its order

    organisation_id: int = Field(primary_key=True, foreign_key="organisation.id")
    word: str = Field(primary_key=True, max_length=32)
    application_id: int = Field(primary_key=True, foreign_key="refund_application.id")


class CalendarFeed(SQLModel, table=True):
    """A secret address under which a calendar program reads an organisation's dates, until it is revoked."""

    __tablename__ = "calendar_feed"

    id: int | None = Field(default=None, primary_key=True)
    organisation_id: int = Field(foreign_key="organisation.id", index=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    token_hash: str = Field(unique=True, index=True, max_length=64)
    made_at: datetime
    revoked_at: datetime | None = None
