"""The tables and nothing else; importing this room registers all of them."""

from vov_app.models.audit import AuditEntry, AuditHead
from vov_app.models.batches import Batch, BatchFile, BatchRow, BatchStatus, RowStatus
from vov_app.models.dossiers import Application, ApplicationVersion, CalendarFeed, DossierEvent, DossierWord
from vov_app.models.duties import Duty
from vov_app.models.letters import Letter, LetterKind, LetterStatus
from vov_app.models.maintenance import Maintenance
from vov_app.models.people import (
    NEVER,
    Appointment,
    Invitation,
    Membership,
    Office,
    Organisation,
    Person,
    Source,
)
from vov_app.models.refunds import Counter, Draft
from vov_app.models.rights import Grant, RightRequest, RightRequestEvent
from vov_app.models.sign_ins import SignIn

__all__ = [
    "NEVER",
    "Application",
    "ApplicationVersion",
    "Appointment",
    "AuditEntry",
    "AuditHead",
    "Batch",
    "BatchFile",
    "BatchRow",
    "BatchStatus",
    "CalendarFeed",
    "Counter",
    "DossierEvent",
    "DossierWord",
    "Draft",
    "Duty",
    "Grant",
    "Invitation",
    "Letter",
    "LetterKind",
    "LetterStatus",
    "Maintenance",
    "Membership",
    "Office",
    "Organisation",
    "Person",
    "RightRequest",
    "RightRequestEvent",
    "RowStatus",
    "SignIn",
    "Source",
]
