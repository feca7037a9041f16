"""The outbox: a letter is a row of the transaction that causes it."""

from datetime import datetime
from enum import StrEnum

from sqlmodel import Field, SQLModel

from vov_app.models.columns import enum_field, key_field


class LetterStatus(StrEnum):
    """Whether the postman still has to deliver a letter."""

    WAITING = "waiting"
    SENT = "sent"
    STUCK = "stuck"


class LetterKind(StrEnum):
    """Every letter that the system writes; texts/nl/letters.toml holds their words."""

    RIGHT_REQUESTED = "right_requested"
    RECEIPT_EMPLOYER = "receipt_employer"
    RECEIPT_EMPLOYEE = "receipt_employee"
    REQUEST_RECEIVED = "request_received"
    REQUEST_REMINDED = "request_reminded"
    REQUEST_ESCALATED = "request_escalated"
    REQUEST_ESCALATED_TOLD = "request_escalated_told"
    REQUEST_GRANTED = "request_granted"
    REQUEST_REFUSED = "request_refused"
    REQUEST_EXPIRED = "request_expired"
    REQUEST_LAPSED = "request_lapsed"
    RIGHT_GRANTED = "right_granted"
    RIGHT_CHANGED = "right_changed"
    RIGHT_REVOKED = "right_revoked"
    RIGHT_ENDING = "right_ending"
    RIGHT_ENDING_ADMINISTRATOR = "right_ending_administrator"
    INVITATION = "invitation"
    DRAFT_EXPIRES = "draft_expires"
    LAST_DAY_NEARS = "last_day_nears"
    OFFICE_APPOINTED = "office_appointed"
    OFFICE_APPOINTED_TOLD = "office_appointed_told"
    OFFICE_DISMISSED = "office_dismissed"
    OFFICE_DISMISSED_TOLD = "office_dismissed_told"
    DOSSIER_CORRECTED = "dossier_corrected"
    DOSSIER_CORRECTED_EMPLOYEE = "dossier_corrected_employee"
    DOSSIER_WITHDRAWN = "dossier_withdrawn"
    DOSSIER_WITHDRAWN_EMPLOYEE = "dossier_withdrawn_employee"
    DOSSIER_INFORMATION_ASKED = "dossier_information_asked"
    DOSSIER_REMINDED = "dossier_reminded"
    DOSSIER_LAPSED = "dossier_lapsed"
    DOSSIER_INFORMED = "dossier_informed"
    DOSSIER_APPROVED = "dossier_approved"
    DOSSIER_REFUSED = "dossier_refused"
    DOSSIER_STOPPED = "dossier_stopped"
    DOSSIER_PAID = "dossier_paid"
    BATCH_FILED = "batch_filed"


class Letter(SQLModel, table=True):
    """One letter to one address; `once` is unique, so the same cause never writes it twice.

    `held_until` is the lease of the worker that is sending it, `fault` names what went wrong last, `about` is
    the reference of the dossier that it tells of.
    """

    id: int | None = Field(default=None, primary_key=True)
    key: str = key_field()
    once: str = Field(unique=True, max_length=120)
    about: str = Field(default="", index=True, max_length=32)
    kind: LetterKind = enum_field(LetterKind)
    status: LetterStatus = enum_field(LetterStatus, index=True, default=LetterStatus.WAITING)
    organisation_id: int | None = Field(default=None, foreign_key="organisation.id", index=True)
    recipient: str = Field(max_length=254)
    recipient_name: str = Field(max_length=200)
    subject: str = Field(max_length=200)
    body: str
    written_at: datetime
    sent_at: datetime | None = None
    attempts: int = 0
    next_try_at: datetime | None = Field(default=None, index=True)
    held_until: datetime | None = None
    fault: str = Field(default="", max_length=60)
