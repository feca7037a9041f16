"""Write dossiers: begin one for answers that were confirmed, and add what happens to it afterwards."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, Final

from sqlalchemy import ARRAY, bindparam, insert
from sqlmodel import SQLModel, col, delete, func, select

from vov_app.domain import dossiers as domain
from vov_app.domain import identifiers, references
from vov_app.domain.deadlines import filing_window
from vov_app.domain.dossiers import (
    DossierEventKind,
    DossierState,
    DossierStatus,
    Happened,
    NotCalculated,
)  # fmt: skip
from vov_app.domain.identifiers import Identifier
from vov_app.forms.values import refund_values
from vov_app.models import Application, ApplicationVersion, DossierEvent, DossierWord
from vov_app.services import estimates
from vov_app.services.audit import NO_FACTS, Facts
from vov_app.services.dossier_words import beginnings
from vov_app.services.folding import sort_key
from vov_app.services.numbers import next_numbers
from vov_app.services.work import Work

# As a plain table: a dossier has some 25 words, and the mapper would look at each.
_WORDS: Final = SQLModel.metadata.tables["dossier_word"]
# PostgreSQL takes a list for each column three times as fast as a statement for each row.
_AS_LISTS: Final = insert(_WORDS).from_select(
    _WORDS.c.keys(),
    select(*(func.unnest(bindparam(column.name, type_=ARRAY(column.type))) for column in _WORDS.c)),
)
EMPLOYER: Final = "employer"
AUTHORITY: Final = "authority"


@dataclass(frozen=True)
class Filing:
    """Sound answers that become a dossier, and the draft or the row of a file that they come from.

    `columns` are what `columns` makes of the answers, for who did that before.
    """

    answers: Mapping[str, str]
    draft_id: int | None = None
    batch_row_id: int | None = None
    columns: Mapping[str, Any] | None = None


def begin(w: Work, filings: Sequence[Filing]) -> list[Application]:
    """One dossier for each, with its reference, first version, first event and words; in their order.

    Whether they may be confirmed, and weren't before, is for the caller to decide.

    Raises:
        ValueError: answers can't be read as a refund application.
        IntegrityError: a draft or row has become a dossier already.
    """
    if not filings:
        return []
    year = w.today.year
    first = next_numbers(w, f"VOV-{year}", len(filings))
    numbers = range(first, first + len(filings))
    rows = [_row(w, f, references.make(year, n)) for f, n in zip(filings, numbers, strict=True)]
    wanted = insert(Application).returning(Application, sort_by_parameter_order=True)
    made = list(w.session.scalars(wanted, rows))
    w.session.execute(insert(ApplicationVersion), [_version(w, application) for application in made])
    filed = [_told(w, application, 1, DossierEventKind.FILED, EMPLOYER, NO_FACTS) for application in made]
    w.session.execute(insert(DossierEvent), filed)
    _keep_words(w, [word for each in made for word in _words(each)])
    return made


def happen(
    w: Work, application: Application, kind: DossierEventKind, *, role: str, facts: Facts = NO_FACTS
) -> DossierEvent:
    """Add an event to a dossier, and keep what all of them add up to in its row; lock the row first.

    `facts` hold dates, amounts as text and words of ours, and under `text` what somebody wrote; `reason` in
    them is why nothing was calculated.

    Raises:
        ImpossibleEvent: it can't happen to a dossier with this status.
    """
    reason = NotCalculated(str(facts["reason"])) if "reason" in facts else None
    after = domain.happen(_state(application), Happened(kind, reason))
    for name, value in vars(after).items():
        setattr(application, name, value)
    application.changed_at = w.now
    event = DossierEvent(**_told(w, application, _next_event(w, application), kind, role, facts))
    w.session.add(event)
    w.session.flush()
    return event


def correct(w: Work, application: Application, answers: Mapping[str, str], facts: Facts) -> DossierEvent:
    """Make these answers the next version of a dossier, and have it found by their words; lock the row first.

    Raises:
        ImpossibleEvent: a dossier with this status isn't corrected any more.
        ValueError: the answers can't be read as a refund application.
    """
    event = happen(w, application, DossierEventKind.CORRECTED, role=EMPLOYER, facts=facts)
    for name, value in columns(w, answers).items():
        setattr(application, name, value)
    add_version(w, application)
    w.session.exec(delete(DossierWord).where(col(DossierWord.application_id) == application.id))
    index(w, application)
    return event


def columns(w: Work, answers: Mapping[str, str]) -> dict[str, Any]:
    """What the row of a dossier holds of its newest answers: themselves, and all that is made from them.

    Raises:
        ValueError: the answers can't be read as a refund application.
    """
    values = refund_values(answers)
    estimate = estimates.of(w, values)
    return {
        "answers": dict(answers),
        "estimate": dict(estimates.snapshot(estimate)),
        "employee_insz": identifiers.compact(Identifier.INSZ, values.insz),
        "employee_name": f"{values.first_name} {values.last_name}",
        "employee_sort": sort_key(values.first_name, values.last_name),
        "odb": values.odb,
        "start_date": values.start_date,
        "end_date": values.end_date,
        "last_day": filing_window(values.start_date, values.entry_date).last_day,
        "school_year": estimate.school_year.name if estimate.school_year else "",
    }


def add_version(w: Work, application: Application) -> ApplicationVersion:
    """Keep the answers of a dossier as the version that its row names, with the rules that apply."""
    made = ApplicationVersion(**_version(w, application))
    w.session.add(made)
    return made


def index(w: Work, application: Application) -> None:
    """Have a dossier found by the words of its newest version; remove those of the one before first."""
    w.session.add_all(DossierWord(**word) for word in _words(application))


def _row(w: Work, filing: Filing, reference: str) -> dict[str, Any]:
    return {
        **(filing.columns or columns(w, filing.answers)),
        "reference": reference,
        "draft_id": filing.draft_id,
        "batch_row_id": filing.batch_row_id,
        "organisation_id": w.organisation.id,
        "person_id": w.actor.person_id,
        "status": DossierStatus.FILED,
        "version": 1,
        "payments": 0,
        "confirmed_at": w.now,
        "changed_at": w.now,
    }


def _version(w: Work, application: Application) -> dict[str, Any]:
    return {
        "application_id": application.id or 0,
        "number": application.version,
        "answers": application.answers,
        "estimate": application.estimate,
        "rules": dict(estimates.rules(application.start_date)),
        "person_id": w.actor.person_id,
        "made_at": w.now,
    }


def _words(application: Application) -> list[dict[str, Any]]:
    answers = application.answers
    found_by = beginnings(answers["first_name"], answers["last_name"], application.reference, application.odb)
    place = {"organisation_id": application.organisation_id, "application_id": application.id or 0}
    return [{**place, "word": word} for word in sorted(found_by)]


def _keep_words(w: Work, words: list[dict[str, Any]]) -> None:
    if w.session.get_bind().dialect.name == "postgresql":
        lists = {name: [word[name] for word in words] for name in (column.name for column in _WORDS.c)}
        w.session.execute(_AS_LISTS, lists)
    else:
        w.session.execute(insert(_WORDS), words)


def _state(application: Application) -> DossierState:
    """What the events of a dossier have come to so far, as its row keeps it."""
    return DossierState(**{name: getattr(application, name) for name in _FOLDED})


_FOLDED: Final = tuple(field.name for field in fields(DossierState))


def _told(
    w: Work, application: Application, number: int, kind: DossierEventKind, role: str, facts: Facts
) -> dict[str, Any]:
    return {
        "application_id": application.id or 0,
        "number": number,
        "kind": kind,
        "at": w.now,
        "person_id": w.actor.person_id or None,
        "role": role,
        "version": application.version,
        "facts": {name: str(value) for name, value in facts.items()},
    }


def _next_event(w: Work, application: Application) -> int:
    last = w.session.exec(
        select(func.max(col(DossierEvent.number))).where(DossierEvent.application_id == application.id)
    ).one()
    return (last or 0) + 1
