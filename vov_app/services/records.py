"""The record of one organisation in words, for who holds an office there: newest first, page by page."""

from dataclasses import dataclass, field

from sqlmodel import col, select

from vov_app.models import AuditEntry, Person
from vov_app.services import audit, looks, offices, record_words, user_queries
from vov_app.services.listed import Choice
from vov_app.services.record_words import RecordLine
from vov_app.services.work import Work
from vov_app.texts import t

PAGE = 25
SUBJECTS = ("request", "right", "user", "office", "invitation", "refund", "dossier")
DENIED = "denied"


@dataclass(frozen=True)
class RecordView:
    """One page of the record; `after` is where the next one starts, `person` whose entries these are."""

    ready: bool = False
    lines: list[RecordLine] = field(default_factory=list)
    after: str = ""
    announced: str = ""
    person: str = ""
    kinds: list[Choice] = field(default_factory=list)


def page(w: Work, kind: str = "", person_key: str = "", after: str = "") -> RecordView:
    """The entries of this kind that somebody did or had done to them, from the one after number `after`.

    `kind` is what an action is about, or `denied`; empty is any, as is `person_key`.

    Raises:
        Refused: the actor holds no office, or the organisation has no such user.
    """
    offices.require(w)
    person = user_queries.user(w, person_key) if person_key else None
    found = _entries(w, kind, person, after)
    shown = found[:PAGE]
    more = len(found) > PAGE
    return RecordView(
        ready=True,
        lines=record_words.lines(w, shown),
        after=str(shown[-1].number) if more else "",
        announced=t("record.announced.more" if more else "record.announced.all", count=len(shown)),
        person=person.name if person else "",
        kinds=[Choice(name, t(f"record.kind.{name or 'any'}")) for name in ("", *SUBJECTS, DENIED)],
    )


def looked(w: Work) -> None:
    """Note, once a day, that the actor reads the record.

    Raises:
        Refused: the actor holds no office.
    """
    role = offices.require(w)
    if not looks.today(w, looks.RECORD_VIEW):
        audit.record(w, looks.RECORD_VIEW, role=role)


def _entries(w: Work, kind: str, person: Person | None, after: str) -> list[AuditEntry]:
    wanted = select(AuditEntry).where(AuditEntry.organisation_id == w.organisation.id)
    if kind == DENIED:
        wanted = wanted.where(AuditEntry.denied != "")
    elif kind in SUBJECTS:
        wanted = wanted.where(col(AuditEntry.action).startswith(f"{kind}:"), AuditEntry.denied == "")
    if person is not None:
        wanted = wanted.where((AuditEntry.actor_id == person.id) | (AuditEntry.subject_id == person.id))
    if after.isdecimal():
        wanted = wanted.where(AuditEntry.number < int(after[:18]))
    return list(w.session.exec(wanted.order_by(col(AuditEntry.number).desc()).limit(PAGE + 1)))
