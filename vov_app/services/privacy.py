"""One person's data: all that we hold of them in one piece, and letting go of what needn't stay.

The operator does this for who asks (GDPR, articles 15 and 17), after making sure that it is they who ask.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import delete, update
from sqlmodel import SQLModel, col, or_, select

from vov_app.domain import identifiers
from vov_app.domain.identifiers import Identifier
from vov_app.domain.requests import OPEN
from vov_app.models import (
    Application,
    ApplicationVersion,
    Appointment,
    AuditEntry,
    CalendarFeed,
    Draft,
    Grant,
    Invitation,
    Letter,
    Membership,
    Organisation,
    Person,
    RightRequest,
    SignIn,
)
from vov_app.services import audit, member_lines
from vov_app.services.keeping import blank_letters
from vov_app.services.tokens import digest
from vov_app.services.work import Refused, Work
from vov_app.texts import t

ERASED: Final = "erased:"
Held = Mapping[str, Sequence[Mapping[str, object]]]


@dataclass(frozen=True)
class Subject:
    """Who it is about: somebody who signed in here, an employee with this INSZ, or both."""

    person: Person | None
    insz: str
    addresses: frozenset[str]

    @property
    def id(self) -> int:
        """The number of who signed in; 0 for others."""
        return (self.person.id or 0) if self.person else 0


def find(w: Work, wanted: str) -> Subject:
    """Who has this key, INSZ or mail address.

    Raises:
        Refused: nobody has, here or in a dossier.
    """
    insz = identifiers.compact(Identifier.INSZ, wanted)
    insz = insz if identifiers.fault(Identifier.INSZ, insz, w.today) is None else ""
    known = or_(
        col(Person.key) == wanted,
        col(Person.email) == wanted,
        col(Person.insz_digest) == (digest(w.world.secret, insz) if insz else wanted),
    )
    person = w.session.exec(select(Person).where(known).order_by(col(Person.id))).first()
    if person is None and not (insz and _employed(w, insz)):
        raise Refused("no_user")
    return Subject(person, insz, _addresses(w, person))


def signed_in(w: Work, wanted: str) -> int:
    """The number of who has this key, INSZ or mail address.

    Raises:
        Refused: nobody who signed in here has.
    """
    found = find(w, wanted)
    if not found.id:
        raise Refused("no_user")
    return found.id


def export(w: Work, wanted: str) -> Held:
    """All that is held of somebody, by kind: the words of the tables, for a machine and for a patient reader.

    What others wrote in the same place (a dossier holds an employer's figures too) comes along whole.

    Raises:
        Refused: nobody is known by this.
    """
    subject = find(w, wanted)
    audit.record(w, "person:export", subject_id=subject.id or None, role=audit.OPERATOR)
    mine = subject.id
    return {
        "person": _rows(w, Person, col(Person.id) == mine, "key subject given_name family_name email"),
        "organisations": _of_places(w, Membership, mine, "source ended_at"),
        "offices": _of_places(w, Appointment, mine, "office email source ended_at"),
        "rights": _of_places(w, Grant, mine, "right context valid_from valid_until revoked_on source"),
        "requests": _of_places(w, RightRequest, mine, "key status motive reason asked_at decided_at"),
        "sign_ins": _rows(w, SignIn, col(SignIn.person_id) == mine, "digital_key started_at seen_at ends_at"),
        "calendar_feeds": _of_places(w, CalendarFeed, mine, "made_at revoked_at"),
        "drafts": _of_places(w, Draft, mine, "key started_at saved_at confirmed_at deleted_at"),
        "invitations": _rows(w, Invitation, _invited(w, subject), "name email invited_at expires_at"),
        "letters": _rows(w, Letter, _to(subject), "kind subject body recipient written_at sent_at"),
        "dossiers_filed": _of_places(w, Application, mine, "reference confirmed_at status"),
        "dossiers_about": _about(w, subject.insz),
        "record": _rows(w, AuditEntry, _recorded(mine), "number at action denied role about before after"),
    }


def erase(w: Work, wanted: str) -> Mapping[str, int]:
    """Let go of somebody: what went, by kind; names and addresses are replaced where a row has to stay.

    Dossiers and their versions stay, for the employer and the authority have to account for them; so do the
    entries of the record, which hold numbers alone. Rights, offices and requests end, and are kept under a
    person without a name.

    Raises:
        Refused: nobody is known by this, or only dossiers are, which stay.
    """
    subject = find(w, wanted)
    if subject.person is None:
        raise Refused("stays")
    gone = {
        "sign_ins": _count(w, delete(SignIn).where(col(SignIn.person_id) == subject.id)),
        "calendar_feeds": _count(w, delete(CalendarFeed).where(col(CalendarFeed.person_id) == subject.id)),
        "invitations": _count(w, delete(Invitation).where(_invited(w, subject))),
        "letters": _count(w, blank_letters().where(_to(subject))),
        "requests": _end_requests(w, subject.id),
        "organisations": _end(w, Membership, subject.id, ended_at=w.now),
        "offices": _end(w, Appointment, subject.id, ended_at=w.now, email=None),
        "rights": _end_rights(w, subject.id),
    }
    _rename(subject.person)
    member_lines.refresh(w.session, subject.id)
    audit.record(w, "person:erase", subject_id=subject.id, after={"kinds": len(gone)}, role=audit.OPERATOR)
    return gone


def _rename(person: Person) -> None:
    person.given_name, person.family_name = t("privacy.erased.given"), t("privacy.erased.family")
    person.subject, person.email, person.insz_digest = f"{ERASED}{person.key}", None, None


def _end_requests(w: Work, person: int) -> int:
    """Their own words go; a request that is open lapses the next night, since nobody acts any more."""
    mine = update(RightRequest).where(col(RightRequest.person_id) == person)
    _count(w, mine.values(motive=""))
    return _count(w, mine.where(col(RightRequest.status).not_in(OPEN)).values(reason=""))


def _end(w: Work, table: type[Any], person: int, **values: object) -> int:
    still = (col(table.person_id) == person, col(table.ended_at).is_(None))
    return _count(w, update(table).where(*still).values(**values))


def _end_rights(w: Work, person: int) -> int:
    still = (col(Grant.person_id) == person, col(Grant.revoked_on).is_(None))
    return _count(w, update(Grant).where(*still).values(revoked_on=w.today))


def _employed(w: Work, insz: str) -> bool:
    return w.session.exec(select(Application.id).where(Application.employee_insz == insz)).first() is not None


def _addresses(w: Work, person: Person | None) -> frozenset[str]:
    if person is None:
        return frozenset()
    offices = w.session.exec(select(Appointment.email).where(Appointment.person_id == person.id))
    return frozenset(address for address in (person.email, *offices) if address)


def _invited(w: Work, subject: Subject) -> Any:
    known = subject.person.insz_digest if subject.person else None
    marks = {mark for mark in (known, digest(w.world.secret, subject.insz) if subject.insz else None) if mark}
    return col(Invitation.insz_digest).in_(marks)


def _to(subject: Subject) -> Any:
    return col(Letter.recipient).in_(subject.addresses)


def _recorded(person: int) -> Any:
    return or_(col(AuditEntry.actor_id) == person, col(AuditEntry.subject_id) == person)


def _about(w: Work, insz: str) -> list[Mapping[str, object]]:
    """The dossiers in which somebody is the employee, with every version of what was told of them."""
    if not insz:
        return []
    wanted = (
        select(ApplicationVersion, Application, Organisation)
        .join(Application, col(Application.id) == col(ApplicationVersion.application_id))
        .join(Organisation, col(Organisation.id) == col(Application.organisation_id))
        .where(Application.employee_insz == insz)
        .order_by(col(ApplicationVersion.id))
    )
    return [
        {
            "reference": application.reference,
            "organisation": place.name,
            "version": version.number,
            "made_at": _plain(version.made_at),
            "answers": version.answers,
        }
        for version, application, place in w.session.exec(wanted)
    ]


def _of_places(w: Work, table: type[Any], person: int, names: str) -> list[Mapping[str, object]]:
    wanted = (
        select(table, Organisation.name)
        .join(Organisation, col(Organisation.id) == table.organisation_id)
        .where(table.person_id == person)
        .order_by(table.id)
    )
    return [{"organisation": place, **_told(row, names)} for row, place in w.session.exec(wanted)]


def _rows(w: Work, table: type[Any], which: Any, names: str) -> list[Mapping[str, object]]:
    return [_told(row, names) for row in w.session.exec(select(table).where(which).order_by(table.id))]


def _told(row: SQLModel, names: str) -> dict[str, object]:
    return {name: _plain(getattr(row, name)) for name in names.split()}


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date | datetime) else value


def _count(w: Work, statement: Any) -> int:
    done: Any = w.session.execute(statement, execution_options={"synchronize_session": False})
    return int(done.rowcount)
