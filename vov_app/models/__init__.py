"""The tables and nothing else; importing this room registers all of them."""

from vov_app.models.audit import AuditEntry, AuditHead
from vov_app.models.duties import Duty
from vov_app.models.letters import Letter, LetterKind, LetterStatus
from vov_app.models.people import Appointment, Invitation, Membership, Office, Organisation, Person, Source
from vov_app.models.refunds import Application, Counter, Draft
from vov_app.models.rights import Grant, RightRequest, RightRequestEvent
from vov_app.models.sign_ins import SignIn

__all__ = [
    "Application",
    "Appointment",
    "AuditEntry",
    "AuditHead",
    "Counter",
    "Draft",
    "Duty",
    "Grant",
    "Invitation",
    "Letter",
    "LetterKind",
    "LetterStatus",
    "Membership",
    "Office",
    "Organisation",
    "Person",
    "RightRequest",
    "RightRequestEvent",
    "SignIn",
    "Source",
]
