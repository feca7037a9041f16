"""The tables and nothing else; importing this room registers all of them."""

from vov_app.models.letters import Letter, LetterKind, LetterStatus
from vov_app.models.people import Appointment, Membership, Office, Organisation, Person, Source
from vov_app.models.refunds import Application, Counter, Draft
from vov_app.models.rights import Grant, RightRequest, RightRequestEvent
from vov_app.models.sign_ins import SignIn

__all__ = [
    "Application",
    "Appointment",
    "Counter",
    "Draft",
    "Grant",
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
