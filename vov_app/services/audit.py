"""The record: who did what to whom, when and in which role; entries are added and never changed."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import delete, insert
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from vov_app.models import AuditEntry, AuditHead
from vov_app.services.work import Actor, Work, work
from vov_app.services.worlds import World

HEAD = 1
SYSTEM = "system"
OPERATOR = "operator"
CLAIMS = "claims"
SHORTEN = "record:shorten"
Facts = Mapping[str, object]
NO_FACTS: Facts = {}


def record(
    w: Work,
    action: str,
    *,
    subject_id: int | None = None,
    about: str = "",
    before: Facts = NO_FACTS,
    after: Facts = NO_FACTS,
    role: str = "",
    denied: str = "",
) -> AuditEntry:
    """Add an entry in the transaction that it tells of.

    `action` reads subject:action, `about` is the public key of what was touched, `before` and `after` hold
    dates, words of ours and nothing that names a person. Appending waits for whoever appends at that moment.
    """
    head = _locked_head(w.session)
    told = {"action": action, "denied": denied, "role": role, "subject_id": subject_id, "about": about}
    entry = AuditEntry(**_next(w, head, {**told, "before": _plain(before), "after": _plain(after)}))
    w.session.add(entry)
    w.session.flush()
    return entry


def record_each(w: Work, action: str, abouts: Sequence[str], *, role: str = "") -> None:
    """The same for many things at once: an entry for each, in their order."""
    head = _locked_head(w.session)
    made = [_next(w, head, {"action": action, "about": about, "role": role}) for about in abouts]
    w.session.flush()
    if made:
        w.session.execute(insert(AuditEntry), made)


def denied(world: World, actor: Actor, action: str, reason: str) -> None:
    """Note an attempt that was refused, in a transaction of its own: the one it tried is rolled back."""
    with work(world, actor) as w:
        record(w, action, denied=reason)


def first_broken(session: Session) -> int | None:
    """The number of the first entry that was changed, removed, put in or moved; None when all are sound."""
    head = session.get(AuditHead, HEAD) or AuditHead()
    expected, previous = head.begins_after + 1, head.begins_hash
    vouched = not head.begins_after
    for entry in _all(session):
        sound = entry.number == expected and entry.previous == previous and entry.hash == fingerprint(entry)
        if not sound:
            return expected
        expected, previous = expected + 1, entry.hash
        vouched = vouched or _lets_go(entry, head)
    if (head.number, head.hash) != (expected - 1, previous):
        return expected
    return None if vouched else head.begins_after


def shorten(w: Work, before: datetime) -> int:
    """Let go of the entries from before a moment; how many.

    An entry of the chain itself says where it begins from then on, with the fingerprint of the last that
    went: a beginning that anybody else removed is missed.
    """
    head = _locked_head(w.session)
    older = select(AuditEntry).where(AuditEntry.at < before).order_by(col(AuditEntry.number).desc()).limit(1)
    last = w.session.exec(older).first()
    if last is None:
        return 0
    number, ends = last.number, last.hash
    record(w, SHORTEN, after={"through": number, "fingerprint": ends}, role=SYSTEM)
    count = number - head.begins_after
    w.session.execute(delete(AuditEntry).where(col(AuditEntry.number) <= number))
    head.begins_after, head.begins_hash = number, ends
    return count


def _lets_go(entry: AuditEntry, head: AuditHead) -> bool:
    told = {"through": head.begins_after, "fingerprint": head.begins_hash}
    return entry.action == SHORTEN and entry.after == told


def end_of(session: Session) -> tuple[int, str]:
    """How many entries there are, and the fingerprint of the last one; empty without any."""
    head = session.get(AuditHead, HEAD)
    return (head.number, head.hash) if head else (0, "")


def newest(w: Work) -> int:
    """The number of the entry that was added last: names one happening, also where the clock stands still."""
    return end_of(w.session)[0]


def fingerprint(entry: AuditEntry) -> str:
    """What the chain is made of: everything the entry says, and the fingerprint of the one before."""
    return _digest(entry.model_dump())


def _digest(entry: Mapping[str, Any]) -> str:
    told = {
        "number": entry["number"],
        "at": _moment(entry["at"]),
        "action": entry["action"],
        "denied": entry["denied"],
        "role": entry["role"],
        "actor": entry["actor_id"],
        "subject": entry["subject_id"],
        "organisation": entry["organisation_id"],
        "about": entry["about"],
        "before": entry["before"],
        "after": entry["after"],
        "previous": entry["previous"],
    }
    return hashlib.sha256(json.dumps(told, sort_keys=True, ensure_ascii=True).encode()).hexdigest()


def _all(session: Session) -> Iterator[AuditEntry]:
    return iter(session.exec(select(AuditEntry).order_by(col(AuditEntry.number), col(AuditEntry.id))))


def _next(w: Work, head: AuditHead, told: Mapping[str, Any]) -> dict[str, Any]:
    """The entry after the head, which is the end of the chain from now on."""
    organisation = w.actor.organisation
    entry = {
        **_SILENT,
        "number": head.number + 1,
        "at": w.now,
        "actor_id": w.actor.person_id or None,
        "organisation_id": organisation.id if organisation else None,
        "previous": head.hash,
        **told,
    }
    entry["hash"] = _digest(entry)
    head.number, head.hash = entry["number"], entry["hash"]
    return entry


# What most entries say nothing about.
_SILENT: Facts = {"denied": "", "role": "", "subject_id": None, "about": "", "before": {}, "after": {}}


def _locked_head(session: Session) -> AuditHead:
    wanted = select(AuditHead).where(AuditHead.id == HEAD).with_for_update()
    found = session.exec(wanted.execution_options(populate_existing=True)).first()
    if found is not None:
        return found
    try:
        with session.begin_nested():
            session.add(AuditHead(id=HEAD))
    except IntegrityError:
        pass  # somebody else began the chain at this very moment
    return session.exec(wanted).one()


def _plain(facts: Facts) -> dict[str, Any]:
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in facts.items()}


def _moment(at: datetime) -> str:
    """The same text before and after the database: some give a moment back without its zone."""
    aware = at if at.tzinfo else at.replace(tzinfo=UTC)
    return aware.astimezone(UTC).isoformat(timespec="microseconds")
