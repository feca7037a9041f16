"""A file of applications in words: how far it is, its rows to mend, and the dossiers that came of it."""

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from sqlmodel import col, select

from vov_app import routes
from vov_app.forms.columns import COLUMNS
from vov_app.forms.spec import TICKED, Field, Kind
from vov_app.models import Application, Batch, BatchRow, BatchStatus, Person, RowStatus
from vov_app.services import batch_words, batches
from vov_app.services.batch_judging import DOUBLE
from vov_app.services.batch_reading import INTO
from vov_app.services.estimates import Line
from vov_app.services.listed import Choice
from vov_app.services.work import Work
from vov_app.texts import t

WRONG: Final = "wrong"
PAGE: Final = 10
PAGE_OF_DOSSIERS: Final = 25
QUARTERS: Final = 25
NARROWED: Final = {
    WRONG: (RowStatus.FAULTY, RowStatus.DOUBLE),
    "sound": (RowStatus.SOUND,),
    "skipped": (RowStatus.SKIPPED,),
}


@dataclass(frozen=True)
class Cell:
    """One answer of a row with its question; `choices` are those of a question that has some."""

    name: str
    id: str
    label: str
    value: str
    fault: str = ""
    choices: list[Choice] = field(default_factory=list)


@dataclass(frozen=True)
class RowView:
    """One row: whose it is, the cells that have a fault, the others, and what it looks like if anything."""

    title: str
    number: str
    version: str
    key: str
    name: str
    training: str
    wrong: list[Cell]
    others: list[Cell]
    double: str = ""
    keepable: bool = False
    skipped: bool = False


@dataclass(frozen=True)
class ProgressView:
    """How far the reading or the filing is; `announced` changes seldom, for it is read out."""

    value: int = 0
    most: int = 0
    line: str = ""
    errors: str = ""
    left: str = ""
    announced: str = ""


@dataclass(frozen=True)
class BatchView:
    """A file of applications; `elsewhere` is the page of another one that this one mended."""

    ready: bool = False
    key: str = ""
    name: str = ""
    uploaded: str = ""
    status: str = ""
    tone: str = "info"
    busy: bool = False
    refused: str = ""
    outcome: str = ""
    progress: ProgressView = ProgressView()
    figures: list[Line] = field(default_factory=list)
    sound: int = 0
    wrong: int = 0
    doubles: int = 0
    confirm: str = ""
    mendable: bool = False
    droppable: bool = False
    kinds: list[Choice] = field(default_factory=list)
    rows: list[RowView] = field(default_factory=list)
    rows_title: str = ""
    none: str = ""
    dossiers: list[Line] = field(default_factory=list)
    after: str = ""
    returned_csv: str = ""
    returned_xlsx: str = ""
    elsewhere: str = ""


def view(w: Work, key: str, kind: str = WRONG, after: str = "") -> BatchView:
    """The batch with this key; of its rows those of this kind that come after the one numbered `after`.

    Raises:
        Refused: the right isn't held, or the organisation has no such batch.
    """
    batch = batches.find(w, key)
    into = batch.columns.get(INTO, "")
    if batch.status is BatchStatus.MERGED and into:
        return BatchView(elsewhere=routes.batch(w.organisation.key, into))
    told = _head(w, batch)
    if batch.status in batches.AT_WORK:
        return BatchView(**told, busy=True, progress=progress(w, batch))
    if batch.status is BatchStatus.READ:
        told |= _rows(w, batch, kind, _number(after))
    if batch.filed:
        told |= _dossiers(w, batch, _number(after) if batch.status is BatchStatus.FILED else 0)
    return BatchView(**told)


def progress(w: Work, batch: Batch) -> ProgressView:
    """How far the reading or the filing is, as now."""
    if not batch.total or batch.began_at is None:
        return ProgressView(line=t("batches.progress.opening"), announced=t("batches.progress.opening"))
    phase = batch.status.value
    part = 100 * batch.done // batch.total
    told = t(f"batches.progress.{phase}", done=_count(batch.done), total=_count(batch.total))
    reading = batch.status is BatchStatus.READING
    return ProgressView(
        value=batch.done,
        most=batch.total,
        line=told,
        errors=t("batches.progress.errors", count=_count(batch.faulty)) if reading else "",
        left=_left(batch, w.now),
        announced=t(f"batches.progress.{phase}_part", part=part - part % QUARTERS),
    )


def _head(w: Work, batch: Batch) -> dict[str, Any]:
    who = w.session.get_one(Person, batch.person_id).name
    refused = batch.status is BatchStatus.REFUSED
    return {
        "ready": True,
        "key": batch.key,
        "name": batch.name,
        "uploaded": t("batches.uploaded", at=batch.uploaded_at, person=who),
        "status": t(f"batches.status.{batch.status}"),
        "tone": _TONES[batch.status],
        "refused": batch_words.refused(batch.fault, batch.fault_values) if refused else "",
        "outcome": t(f"batches.done.{batch.status}") if batch.status in _ENDED else "",
        "droppable": batch.status in (BatchStatus.READING, BatchStatus.READ),
    }


_ENDED: Final = (BatchStatus.FILED, BatchStatus.REFUSED)
_TONES: Final = {
    BatchStatus.READING: "ongoing",
    BatchStatus.READ: "info",
    BatchStatus.FILING: "ongoing",
    BatchStatus.FILED: "success",
    BatchStatus.CANCELLED: "info",
    BatchStatus.REFUSED: "error",
    BatchStatus.MERGED: "info",
}


def _rows(w: Work, batch: Batch, kind: str, after: int) -> dict[str, Any]:
    count = batches.counts(w, batch)
    chosen = kind if kind in NARROWED else WRONG
    wanted = (
        select(BatchRow)
        .where(
            BatchRow.batch_id == batch.id, col(BatchRow.status).in_(NARROWED[chosen]), BatchRow.number > after
        )
        .order_by(col(BatchRow.number))
        .limit(PAGE + 1)
    )
    found = list(w.session.exec(wanted))
    wrong = count[RowStatus.FAULTY] + count[RowStatus.DOUBLE]
    return {
        "mendable": True,
        "figures": [
            Line(t(f"batches.figure.{status}"), _count(count[status]))
            for status in RowStatus
            if count[status]
        ],
        "sound": count[RowStatus.SOUND],
        "wrong": wrong,
        "doubles": count[RowStatus.DOUBLE],
        "confirm": t("batches.confirm.count", count=_count(count[RowStatus.SOUND])),
        "kinds": [Choice(name, t(f"batches.kind.{name}")) for name in NARROWED],
        "rows": [_row(row) for row in found[:PAGE]],
        "rows_title": t(f"batches.rows.{chosen}"),
        "none": t(f"batches.rows.{chosen}_none"),
        "after": str(found[PAGE - 1].number) if len(found) > PAGE else "",
        "returned_csv": routes.batch_returned(w.organisation.key, batch.key) if wrong else "",
        "returned_xlsx": routes.batch_returned(w.organisation.key, batch.key, workbook=True) if wrong else "",
        "outcome": t("batches.done.read", sound=_count(count[RowStatus.SOUND]), wrong=_count(wrong)),
    }


def _row(row: BatchRow) -> RowView:
    name = " ".join(filter(None, (row.answers.get("first_name", ""), row.answers.get("last_name", ""))))
    cells = {each.name: _cell(row, each) for each in COLUMNS.values()}
    return RowView(
        title=t("batches.row.number", row=row.number),
        number=str(row.number),
        version=str(row.version),
        key=f"{row.number}/{row.version}",
        name=name or t("batches.row.nameless"),
        training=row.answers.get("odb", ""),
        wrong=[cell for cell in cells.values() if cell.fault],
        others=[cell for cell in cells.values() if not cell.fault],
        double=row.faults.get(DOUBLE, ""),
        keepable=row.status is RowStatus.DOUBLE,
        skipped=row.status is RowStatus.SKIPPED,
    )


def _cell(row: BatchRow, asked: Field) -> Cell:
    return Cell(
        name=asked.name,
        id=f"row-{row.number}-{asked.name}",
        label=t(f"refund.field.{asked.name}.short"),
        value=row.answers.get(asked.name, ""),
        fault=row.faults.get(asked.name, ""),
        choices=_choices(asked),
    )


def _choices(asked: Field) -> list[Choice]:
    nothing = Choice("", t("common.not_filled"))
    if asked.kind is Kind.TICK:
        return [nothing, Choice(TICKED, t("common.yes"))]
    if asked.kind is not Kind.CHOICE:
        return []
    return [nothing, *(Choice(c, t(f"refund.field.{asked.name}.choice.{c}")) for c in asked.choices)]


def _dossiers(w: Work, batch: Batch, after: int) -> dict[str, Any]:
    wanted = (
        select(BatchRow.number, Application.reference, Application.employee_name)
        .join(Application, col(Application.batch_row_id) == col(BatchRow.id))
        .where(BatchRow.batch_id == batch.id, BatchRow.status == RowStatus.FILED, BatchRow.number > after)
        .order_by(col(BatchRow.number))
        .limit(PAGE_OF_DOSSIERS + 1)
    )
    found = w.session.exec(wanted).all()
    shown = found[:PAGE_OF_DOSSIERS]
    told: dict[str, Any] = {
        "dossiers": [
            Line(
                t("batches.dossier", row=number, reference=reference, employee=employee),
                routes.dossier(w.organisation.key, reference),
            )
            for number, reference, employee in shown
        ],
    }
    if batch.status is BatchStatus.FILED:
        told["figures"] = [Line(t("batches.figure.filed"), _count(batch.filed))]
        told["after"] = str(shown[-1][0]) if len(found) > PAGE_OF_DOSSIERS else ""
    return told


def _left(batch: Batch, now: datetime) -> str:
    """How long it may take still, roughly."""
    if not batch.done or batch.began_at is None:
        return ""
    seconds = (now - batch.began_at).total_seconds() / batch.done * (batch.total - batch.done)
    if seconds < 60:
        return t("batches.progress.left_seconds", count=max(1, round(seconds)))
    return t("batches.progress.left_minutes", count=round(seconds / 60))


def _count(number: int) -> str:
    return t("common.value.number", number=Decimal(number))


def _number(told: str) -> int:
    return int(told) if told.isascii() and told.isdigit() and len(told) < 10 else 0
