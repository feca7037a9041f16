"""Rights that people hold, and the requests for them with their history."""

from datetime import date, datetime

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

from vov_app.domain.requests import OPEN, Desk, RequestAction, RequestStatus
from vov_app.domain.rights import Context, Right
from vov_app.models.columns import enum_field, key_field
from vov_app.models.people import Source

_OPEN_ONLY = text(f"status IN ({', '.join(repr(str(s)) for s in sorted(OPEN))})")


class Grant(SQLModel, table=True):
    """A right in one context, held by a person for an organisation on the days from..until inclusive.

    `warned_for` is the last day that its holder was warned of, so that a new end is warned of again.
    """

    __tablename__ = "right_grant"
    __table_args__ = (
        Index(
            "rights_of_members",
            "organisation_id", "person_id", "right", "context", "revoked_on", "valid_until",
        ),
    )  # fmt: skip

    id: int | None = Field(default=None, primary_key=True)
    key: str = key_field()
    person_id: int = Field(foreign_key="person.id", index=True)
    organisation_id: int = Field(foreign_key="organisation.id")
    right: Right = enum_field(Right)
    context: Context = enum_field(Context)
    valid_from: date
    valid_until: date | None = None
    revoked_on: date | None = None
    source: Source = enum_field(Source)
    warned_for: date | None = None


class RightRequest(SQLModel, table=True):
    """A request for a right; at most one is open per person, organisation, right and context.

    `motive` is why it was asked, `reason` why it was refused, `desk` who has to decide by `promised_on`.
    """

    __tablename__ = "right_request"
    __table_args__ = (
        Index(
            "one_open_request",
            "person_id", "organisation_id", "right", "context",
            unique=True, sqlite_where=_OPEN_ONLY, postgresql_where=_OPEN_ONLY,
        ),
    )  # fmt: skip

    id: int | None = Field(default=None, primary_key=True)
    key: str = key_field()
    person_id: int = Field(foreign_key="person.id", index=True)
    organisation_id: int = Field(foreign_key="organisation.id", index=True)
    right: Right = enum_field(Right)
    context: Context = enum_field(Context)
    status: RequestStatus = enum_field(RequestStatus, index=True, default=RequestStatus.REQUESTED)
    desk: Desk = enum_field(Desk, default=Desk.ADMINISTRATORS)
    motive: str = Field(default="", max_length=1000)
    asked_at: datetime
    promised_on: date
    decided_at: datetime | None = None
    reason: str = Field(default="", max_length=1000)


class RightRequestEvent(SQLModel, table=True):
    """One step in the life of a request: who did what, and when."""

    __tablename__ = "right_request_event"

    id: int | None = Field(default=None, primary_key=True)
    request_id: int = Field(foreign_key="right_request.id", index=True)
    action: RequestAction | None = enum_field(RequestAction, nullable=True, default=None)
    status: RequestStatus = enum_field(RequestStatus)
    person_id: int | None = Field(default=None, foreign_key="person.id")
    at: datetime
