"""Mend the rows of a file on the screen, leave them out, or have one filed that was found twice."""

from collections.abc import Mapping
from typing import Any, Final

from sqlmodel import col, select, update

from vov_app.forms.columns import COLUMNS
from vov_app.models import Batch, BatchRow, BatchStatus, RowStatus
from vov_app.services import batches
from vov_app.services.batch_filing import KEPT
from vov_app.services.batch_judging import Given, Known, judge, likeness
from vov_app.services.work import Refused, Work
from vov_app.texts import t

OPEN: Final = (RowStatus.FAULTY, RowStatus.DOUBLE, RowStatus.SOUND)


def mend(w: Work, key: str, payload: Mapping[str, object]) -> str:
    """Keep what was typed in a row and judge it again; tells what came of it.

    `number` names the row, `version` the one that the screen showed: when somebody else changed it since,
    nothing is kept.

    Raises:
        Refused: the right isn't held, there is no such batch or row, or it can't be mended any more.
    """
    batch = _open(w, key)
    row = _row(w, batch, payload.get("number"))
    if str(row.version) != str(payload.get("version", "")):
        return t("batches.row.moved", row=row.number)
    typed = {name: each.taken(payload[name]) for name, each in COLUMNS.items() if name in payload}
    row.answers = {**row.answers, **{name: text for name, text in typed.items() if text is not None}}
    return _judge(w, batch, row)


def skip(w: Work, key: str, number: str) -> str:
    """Leave a row out.

    Raises:
        Refused: the right isn't held, there is no such batch or row, or it can't be changed any more.
    """
    batch = _open(w, key)
    row = _row(w, batch, number)
    if row.status in OPEN:
        row.status, row.version = RowStatus.SKIPPED, row.version + 1
    return t("batches.row.skipped", row=row.number)


def restore(w: Work, key: str, number: str) -> str:
    """Put a row back that was left out.

    Raises:
        Refused: the right isn't held, there is no such batch or row, or it can't be changed any more.
    """
    batch = _open(w, key)
    return _judge(w, batch, _row(w, batch, number))


def keep(w: Work, key: str, number: str) -> str:
    """Have a row filed although it looks like what was filed, or like another row.

    Raises:
        Refused: the right isn't held, there is no such batch or row, or it can't be changed any more.
    """
    batch = _open(w, key)
    row = _row(w, batch, number)
    row.other = {**row.other, KEPT: True}
    return _judge(w, batch, row)


def skip_doubles(w: Work, key: str) -> str:
    """Leave out every row that was found twice.

    Raises:
        Refused: the right isn't held, there is no such batch, or it can't be changed any more.
    """
    batch = _open(w, key)
    count = batches.counts(w, batch)[RowStatus.DOUBLE]
    w.session.execute(
        update(BatchRow)
        .where(col(BatchRow.batch_id) == batch.id, col(BatchRow.status) == RowStatus.DOUBLE)
        .values(status=RowStatus.SKIPPED, version=BatchRow.version + 1)
    )
    return t("batches.row.doubles_skipped", count=count)


def _open(w: Work, key: str) -> Batch:
    batch = batches.find(w, key, lock=True)
    if batch.status is not BatchStatus.READ:
        raise Refused("batch_closed")
    return batch


def _row(w: Work, batch: Batch, number: object) -> BatchRow:
    told = str(number)
    wanted = int(told) if told.isascii() and told.isdigit() and len(told) < 10 else 0
    found = w.session.exec(
        select(BatchRow).where(BatchRow.batch_id == batch.id, BatchRow.number == wanted)
    ).first()
    if found is None or found.status is RowStatus.FILED:
        raise Refused("no_row")
    return found


def _judge(w: Work, batch: Batch, row: BatchRow) -> str:
    kept = frozenset({row.number} if KEPT in row.other else ())
    given = Given(row.number, row.answers, row.other)
    (judged,) = judge(w, [given], _alike(w, batch, row.answers), kept)
    row.status, row.faults, row.fingerprint = judged.status, dict(judged.faults), judged.fingerprint
    row.version += 1
    return t(f"batches.row.{row.status}", row=row.number, count=len(row.faults))


def _alike(w: Work, batch: Batch, answers: Mapping[str, Any]) -> Known:
    """The sound rows for the same employee and training."""
    found, like = Known(), likeness(w, answers)
    if like is None:
        return found
    wanted = select(BatchRow).where(
        BatchRow.batch_id == batch.id,
        BatchRow.fingerprint == like.fingerprint,
        BatchRow.status == RowStatus.SOUND,
    )
    for row in w.session.exec(wanted):
        other = likeness(w, row.answers)
        assert other is not None  # what can't be read isn't sound
        found.add(other, row.number)
    return found
