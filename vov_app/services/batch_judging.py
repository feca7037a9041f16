"""Judge the rows of a file: all that is wrong with each, and which look like what there is already."""

import hashlib
import hmac
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from sqlalchemy import select
from sqlmodel import col

from vov_app.domain import identifiers
from vov_app.domain.dossiers import DossierStatus
from vov_app.domain.identifiers import Identifier
from vov_app.forms.refund import CHECK, REFUND
from vov_app.forms.spec import TICKED, Answers
from vov_app.forms.values import day, odb_of
from vov_app.models import Application, RowStatus
from vov_app.services import drafts, journey
from vov_app.services.work import Work
from vov_app.texts import t

# Under this name, which no field has, stands what a row looks like.
DOUBLE: Final = "double"
# `Bevestigen` of the whole file declares it for each row.
DECLARED: Final = {each.name: TICKED for each in CHECK.fields}


@dataclass(frozen=True)
class Given:
    """One row as it stands in a file: its number there, the answers, and what no question asks for.

    `faults` holds words by field about cells that no form can tell anything about; `replaces` is the number
    of the row that it mends, in a file that we gave back.
    """

    number: int
    answers: Answers
    other: Mapping[str, Any] = field(default_factory=dict)
    faults: Mapping[str, str] = field(default_factory=dict)
    replaces: int = 0


@dataclass(frozen=True)
class Likeness:
    """What makes two applications alike: one employee and one training, digested, on days that overlap."""

    fingerprint: str
    insz: str
    start: date
    end: date

    def overlaps(self, start: date, end: date) -> bool:
        """Whether these days have one in common with its own."""
        return self.start <= end and start <= self.end


@dataclass(frozen=True)
class Judged:
    """A row with its status; `faults` holds words by field, and under DOUBLE what it looks like."""

    given: Given
    status: RowStatus
    faults: Mapping[str, str]
    fingerprint: str = ""


class Known:
    """The sound rows of one file, to find the others that look like them."""

    def __init__(self) -> None:
        self._rows: defaultdict[str, list[tuple[date, date, int]]] = defaultdict(list)

    def add(self, like: Likeness, number: int) -> None:
        """A sound row."""
        self._rows[like.fingerprint].append((like.start, like.end, number))

    def like(self, like: Likeness, but: int) -> int | None:
        """The number of a sound row that looks like this, other than `but`."""
        found = (
            n for start, end, n in self._rows[like.fingerprint] if n != but and like.overlaps(start, end)
        )
        return next(found, None)


def judge(w: Work, rows: Sequence[Given], known: Known, kept: frozenset[int] = frozenset()) -> list[Judged]:
    """Each row judged as the screen would, and beside the rows before it and the organisation's dossiers.

    `known` learns of the sound ones. Rows with a number in `kept` were found twice before, and somebody said
    that they are to be filed all the same.
    """
    facts = drafts.facts(w)
    likes = {row.number: likeness(w, row.answers) for row in rows}
    filed = _filed(w, {like.insz for like in likes.values() if like})
    judged = []
    for row in rows:
        faults = {**journey.worded(REFUND.faults({**row.answers, **DECLARED}, facts)), **row.faults}
        like = likes[row.number]
        double = _double(like, row.number, known, filed) if like and row.number not in kept else ""
        status = RowStatus.FAULTY if faults else RowStatus.DOUBLE if double else RowStatus.SOUND
        if status is RowStatus.SOUND and like:
            known.add(like, row.number)
        told = {**faults, DOUBLE: double} if double else faults
        judged.append(Judged(row, status, told, like.fingerprint if like else ""))
    return judged


def likeness(w: Work, answers: Answers) -> Likeness | None:
    """What the answers may be alike in; None when they can't be read."""
    insz = identifiers.compact(Identifier.INSZ, answers.get("insz", ""))
    odb, start, end = odb_of(answers), day(answers, "start_date"), day(answers, "end_date")
    if not (insz and odb and start and end):
        return None
    told = f"{insz}|{odb}".encode()
    return Likeness(hmac.new(w.world.secret, told, hashlib.sha256).hexdigest(), insz, start, end)


_Filed = Mapping[str, Sequence[tuple[date, date, str]]]


def _double(like: Likeness, number: int, known: Known, filed: _Filed) -> str:
    dossier = next(
        (r for start, end, r in filed.get(like.fingerprint, ()) if like.overlaps(start, end)), None
    )
    if dossier is not None:
        return t("batches.double.dossier", reference=dossier)
    row = known.like(like, number)
    return "" if row is None else t("batches.double.row", row=row)


def _filed(w: Work, people: Iterable[str]) -> _Filed:
    """The organisation's dossiers about these employees, by fingerprint; withdrawn ones aren't counted."""
    found: defaultdict[str, list[tuple[date, date, str]]] = defaultdict(list)
    wanted = select(
        col(Application.employee_insz), col(Application.odb), col(Application.start_date),
        col(Application.end_date), col(Application.reference),
    ).where(
        col(Application.organisation_id) == w.organisation.id,
        col(Application.employee_insz).in_(list(people)),
        col(Application.status) != DossierStatus.CANCELLED,
    )  # fmt: skip
    for insz, odb, start, end, reference in w.session.execute(wanted):
        told = hmac.new(w.world.secret, f"{insz}|{odb}".encode(), hashlib.sha256).hexdigest()
        found[told].append((start, end, reference))
    return found
