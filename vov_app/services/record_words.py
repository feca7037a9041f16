"""Entries of the record in words: who did what to whom, when, in which role, and what changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import col, select

from vov_app.models import AuditEntry, Organisation, Person
from vov_app.services import audit, dossiers
from vov_app.services.work import Work
from vov_app.texts import keys, t

_Names = Mapping[int | None, str]

# Facts that are one of a few names, each with words of its own.
NAMED = ("status", "desk", "member", "office")


@dataclass(frozen=True)
class RecordLine:
    """One entry; `before` and `after` are empty when nothing had a value."""

    number: str
    at: str
    by: str
    role: str
    what: str
    subject: str
    before: str
    after: str


@dataclass(frozen=True)
class Told:
    """One entry as something that happened: what, when, by whom, and more about it."""

    number: str
    title: str
    at: str
    by: str
    text: str
    deadline: str = ""


def lines(w: Work, entries: Sequence[AuditEntry]) -> list[RecordLine]:
    """The entries as lines of a table."""
    known = _names(w, entries)
    return [_line(entry, known) for entry in entries]


def told(w: Work, entries: Sequence[AuditEntry]) -> list[Told]:
    """The entries as the actor reads them about themselves, each with the organisation that it is of."""
    known = _names(w, entries)
    wanted = {entry.organisation_id for entry in entries}
    found = w.session.exec(select(Organisation).where(col(Organisation.id).in_(wanted)))
    places = {place.id: place.name for place in found}
    return [
        _told(
            _line(entry, known),
            places.get(entry.organisation_id, ""),
            mine=entry.subject_id == w.actor.person_id,
        )
        for entry in entries
    ]


def _told(line: RecordLine, place: str, *, mine: bool) -> Told:
    about = "" if mine or not line.subject else t("record.about", person=line.subject)
    text = "\n".join(part for part in (place, about, line.after) if part)
    by = t("record.by_as", by=line.by, role=line.role) if line.role and line.role != line.by else line.by
    return Told(line.number, line.what, line.at, by, text)


def _names(w: Work, entries: Sequence[AuditEntry]) -> _Names:
    wanted = {number for entry in entries for number in (entry.actor_id, entry.subject_id) if number}
    people = w.session.exec(select(Person).where(col(Person.id).in_(wanted)))
    return {person.id: person.name for person in people}


def _line(entry: AuditEntry, known: _Names) -> RecordLine:
    own = entry.subject_id == entry.actor_id
    return RecordLine(
        number=str(entry.number),
        at=t("common.value.moment", at=entry.at),
        by=known.get(entry.actor_id, "") or t(_by(entry)),
        role=_worded("record.role", entry.role) or entry.role,
        what=_what(entry),
        subject="" if own else known.get(entry.subject_id, ""),
        before=_values(entry.before),
        after=_values(entry.after),
    )


def _by(entry: AuditEntry) -> str:
    """Who acted, when no person of the portal did."""
    role = entry.role if entry.role in (audit.SYSTEM, audit.CLAIMS, dossiers.AUTHORITY) else audit.OPERATOR
    return f"record.role.{role}"


def _what(entry: AuditEntry) -> str:
    if entry.denied:
        return t("record.denied", reason=_worded("refused.reason", entry.denied) or entry.denied)
    return t(f"record.action.{entry.action.replace(':', '_')}")


def _values(facts: Mapping[str, Any]) -> str:
    """What changed, in words; what has no words is for machines alone."""
    told = (_value(name, value) for name, value in facts.items())
    return ", ".join(value for value in told if value)


def _value(name: str, fact: Any) -> str:
    if f"record.value.{name}" not in keys():
        return ""
    if fact is None:
        return _worded("record.absent", name)
    value = str(fact)
    if name in NAMED:
        return t(f"record.{name}.{value}")
    if name == "changed":
        names = (t(f"refund.field.{field}.short") for field in value.split())
        return t("record.value.changed", names=", ".join(names))
    return t(f"record.value.{name}", day=date.fromisoformat(value))


def _worded(group: str, name: str) -> str:
    return t(f"{group}.{name}") if f"{group}.{name}" in keys() else ""
