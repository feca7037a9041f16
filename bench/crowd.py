"""Employers for the load driver: each with one who files, one who asks for the right and one who decides."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import func
from sqlmodel import Session, col, select

import vov_app.models  # noqa: F401 - registers the tables
from vov_app.adapters.database import make_engine
from vov_app.domain.rights import Context, Right
from vov_app.models import (
    Application,
    Appointment,
    Draft,
    Grant,
    Letter,
    LetterKind,
    Membership,
    Office,
    Organisation,
    Person,
    SignIn,
    Source,
)
from vov_app.services.tokens import hashed

START = datetime(2025, 10, 13, 8, 0, tzinfo=UTC)
ROLES = ("filer", "asker", "decider")


@dataclass(frozen=True)
class Employer:
    """The key of an organisation, and the Cookie headers of its three people."""

    org: str
    filer: str
    asker: str
    decider: str


@dataclass(frozen=True)
class Kept:
    """What the database holds after a run."""

    dossiers: int
    receipts: int
    drafts_confirmed: int
    references: frozenset[str]


def hire(url: str, count: int, session_cookie: str = "vov_session") -> list[Employer]:
    """Put so many employers in the database at this address; everybody is signed in already."""
    engine = make_engine(url)
    with Session(engine, expire_on_commit=False) as session:
        places = [Organisation(kbo=_kbo(n), name=f"Werkgever {n} bv", place="Aalst") for n in range(count)]
        people = [[_person(n, role) for role in ROLES] for n in range(count)]
        session.add_all([*places, *(who for three in people for who in three)])
        session.flush()
        for place, three in zip(places, people, strict=True):
            session.add_all(_seats(place, three))
        session.commit()
    engine.dispose()
    return [
        Employer(place.key, *(f"{session_cookie}={_token(n, role)}" for role in ROLES))
        for n, place in enumerate(places)
    ]


def kept(url: str) -> Kept:
    """Count what a run left behind."""
    engine = make_engine(url)
    with Session(engine) as session:
        references = frozenset(session.exec(select(Application.reference)))
        receipts = select(func.count()).select_from(Letter)
        receipts = receipts.where(col(Letter.kind) == LetterKind.RECEIPT_EMPLOYER)
        drafts = select(func.count(func.distinct(col(Application.draft_id))))
        found = Kept(len(references), session.exec(receipts).one(), session.exec(drafts).one(), references)
    engine.dispose()
    return found


def size(url: str) -> dict[str, int]:
    """Rows of drafts and dossiers, to divide the growth of the database by."""
    engine = make_engine(url)
    with Session(engine) as session:
        found = {
            table.__tablename__: session.exec(select(func.count()).select_from(table)).one()
            for table in (Application, Draft)
        }
    engine.dispose()
    return {str(name): number for name, number in found.items()}


def _kbo(number: int) -> str:
    body = 4_000_000 + number
    return f"{body:08d}{97 - body % 97:02d}"


def _token(number: int, role: str) -> str:
    return f"bench-{role}-{number}"


def _person(number: int, role: str) -> Person:
    given = {"filer": "An", "asker": "Bart", "decider": "Carine"}[role]
    return Person(subject=f"bench-{role}-{number}", given_name=given, family_name=f"Van Werkgever {number}")


def _seats(place: Organisation, three: list[Person]) -> list[object]:
    """That the three work there, are signed in, and what each of them may."""
    where = place.id or 0
    filer, _, decider = (who.id or 0 for who in three)
    seats: list[object] = [
        Membership(person_id=who.id or 0, organisation_id=where, source=Source.REGISTER) for who in three
    ]
    sign_ins = [
        SignIn(
            token_hash=hashed(who.subject), person_id=who.id or 0, started_at=START, seen_at=START,
            ends_at=START + timedelta(hours=8),
        )
        for who in three
    ]  # fmt: skip
    right = Grant(
        person_id=filer, organisation_id=where, right=Right.RESPONSIBLE, context=Context.OPLEIDINGSVERLOF,
        valid_from=date(2025, 1, 1), valid_until=date(2026, 12, 31), source=Source.REGISTER,
    )  # fmt: skip
    office = Appointment(person_id=decider, organisation_id=where, office=Office.LOCAL_ADMINISTRATOR)
    return [*seats, *sign_ins, right, office]
