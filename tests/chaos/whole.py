"""Is everything whole? What must hold of a database at any moment, whoever died meanwhile."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

from sqlalchemy import select as sa_select
from sqlmodel import Session, col, select

from vov_app.domain.dossiers import DossierEventKind
from vov_app.domain.requests import RequestStatus
from vov_app.models import (
    Application,
    ApplicationVersion,
    AuditEntry,
    DossierEvent,
    Draft,
    Grant,
    Letter,
    LetterKind,
    RightRequest,
    Source,
)
from vov_app.services import audit
from vov_app.services.worlds import World

CONFIRMED = "refund:confirm"


def faults(world: World) -> list[str]:
    """What is half done, lost or double; nothing when all is whole."""
    with Session(world.reading) as session:
        return [
            *_record(session),
            *_dossiers(session),
            *_letters(session),
            *_drafts(session),
            *_rights(session),
        ]


def dossiers(world: World) -> int:
    """How many dossiers there are."""
    with Session(world.reading) as session:
        return len(session.exec(select(Application.id)).all())


def _record(session: Session) -> Iterator[str]:
    broken = audit.first_broken(session)
    if broken is not None:
        yield f"the record is broken at {broken}"
    told = session.exec(select(AuditEntry.about).where(AuditEntry.action == CONFIRMED)).all()
    there = session.exec(select(Application.reference)).all()
    if sorted(told) != sorted(there):
        yield f"{len(there)} dossiers, {len(told)} entries that tell of them"


def _dossiers(session: Session) -> Iterator[str]:
    numbers = _grouped(session, ApplicationVersion.application_id, ApplicationVersion.number)
    kinds = _grouped(session, DossierEvent.application_id, DossierEvent.kind)
    for dossier in session.exec(select(Application)):
        if sorted(numbers[dossier.id]) != list(range(1, dossier.version + 1)):
            yield f"{dossier.reference}: version {dossier.version}, and there are {numbers[dossier.id]}"
        if kinds[dossier.id].count(DossierEventKind.FILED) != 1:
            yield f"{dossier.reference}: {kinds[dossier.id]}"


def _letters(session: Session) -> Iterator[str]:
    """Each dossier has one letter to the employee; one of the form has one to the employer as well."""
    kinds = _grouped(session, Letter.about, Letter.kind)
    for dossier in session.exec(select(Application)):
        found, by_form = kinds[dossier.reference], int(dossier.draft_id is not None)
        wanted = (1, by_form)
        if (found.count(LetterKind.RECEIPT_EMPLOYEE), found.count(LetterKind.RECEIPT_EMPLOYER)) != wanted:
            yield f"{dossier.reference}: letters {found}"


def _grouped(session: Session, by: Any, what: Any) -> defaultdict[Any, list[Any]]:
    found: defaultdict[Any, list[Any]] = defaultdict(list)
    for key, value in session.execute(sa_select(by, what)):
        found[key].append(value)
    return found


def _drafts(session: Session) -> Iterator[str]:
    confirmed = set(session.exec(select(Draft.id).where(col(Draft.confirmed_at).is_not(None))))
    filed = session.exec(select(Application.draft_id).where(col(Application.draft_id).is_not(None))).all()
    if confirmed != set(filed) or len(filed) != len(set(filed)):
        yield f"{len(confirmed)} confirmed drafts, {len(filed)} dossiers of drafts"


def _rights(session: Session) -> Iterator[str]:
    """Each granted request gave one right, and each right that was granted here was asked for."""
    granted = session.exec(
        select(RightRequest.person_id).where(RightRequest.status == RequestStatus.GRANTED)
    ).all()
    held = [
        grant.person_id
        for grant in session.exec(select(Grant).where(Grant.source == Source.REGISTER))
        if grant.valid_from.year == 2025 and grant.valid_from.month == 10
    ]
    if Counter(granted) != Counter(held):
        yield f"{len(granted)} granted requests, {len(held)} rights"
