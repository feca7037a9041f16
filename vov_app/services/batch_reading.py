"""Read a file into rows that wait: some at a time, each judged, so that a worker that dies loses nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import Any, Final

from sqlalchemy import insert
from sqlmodel import col, func, select, update

from vov_app.models import Batch, BatchFile, BatchRow, BatchStatus, RowStatus
from vov_app.services import batch_leases, batches
from vov_app.services.batch_judging import Given, Judged, Known, judge, likeness
from vov_app.services.batch_leases import LONG_LEASE, Job
from vov_app.services.places import on_behalf
from vov_app.services.work import Work

INTO: Final = "into"
# What a returned file may mend: what became a dossier stays as it is.
MENDABLE: Final = (RowStatus.FAULTY, RowStatus.DOUBLE, RowStatus.SOUND, RowStatus.SKIPPED)


@dataclass(frozen=True)
class OpenFile:
    """A file to read: its name, its bytes, and how many of its rows were read already."""

    name: str
    data: bytes
    done: int


def open_file(w: Work, job: Job) -> OpenFile:
    """The file of a job, with time enough to take it apart.

    Raises:
        Lost: the batch isn't this worker's any more.
    """
    batch = batch_leases.hold(w, job, LONG_LEASE)
    return OpenFile(batch.name, w.session.get_one(BatchFile, job.batch_id).data, batch.done)


def refuse(w: Work, job: Job, fault: str, values: Mapping[str, object]) -> None:
    """The file is no table of ours; `fault` is a key in texts/nl/batch.toml under `refused`.

    Raises:
        Lost: the batch isn't this worker's any more.
    """
    batch = batch_leases.hold(w, job)
    batch.status, batch.finished_at = BatchStatus.REFUSED, w.now
    batch.fault, batch.fault_values = fault, {name: str(value) for name, value in values.items()}
    batches.erase(w, batch)


def start(w: Work, job: Job, total: int, mends: str = "") -> None:
    """Note how many rows there are; `mends` is the key of a batch when this is a file that it gave back.

    Raises:
        Lost: the batch isn't this worker's any more.
    """
    batch = batch_leases.hold(w, job)
    batch.total, batch.began_at = total, batch.began_at or w.now
    target = _mended(w, batch, mends) if mends else None
    batch.columns = {INTO: target.key} if target else {}


def known(w: Work, job: Job) -> Known:
    """The sound rows so far, of the batch itself or of the one that it mends."""
    batch = w.session.get_one(Batch, job.batch_id)
    here = on_behalf(w, batch.organisation_id)
    found = Known()
    wanted = select(BatchRow.number, BatchRow.answers).where(
        BatchRow.batch_id == _home(w, batch, lock=False).id, BatchRow.status == RowStatus.SOUND
    )
    for number, answers in w.session.exec(wanted):
        like = likeness(here, answers)
        assert like is not None  # what can't be read isn't sound
        found.add(like, number)
    return found


def judged(w: Work, job: Job, rows: Sequence[Given], among: Known) -> list[Judged]:
    """Some rows judged, for `keep`; changes nothing."""
    batch = w.session.get_one(Batch, job.batch_id)
    home = _home(w, batch, lock=False)
    return judge(
        on_behalf(w, batch.organisation_id), rows if home is batch else _placed(w, home, rows), among
    )


def keep(w: Work, job: Job, rows: Sequence[Judged]) -> None:
    """Keep the next rows, or put them in the place of those that they mend.

    Raises:
        Lost: the batch isn't this worker's any more.
    """
    batch = batch_leases.hold(w, job)
    home = _home(w, batch)
    batch.done += len(rows)
    batch.faulty += sum(row.status is RowStatus.FAULTY for row in rows)
    made = [_row(home, row) for row in (rows if home is batch else _new(w, home, rows))]
    if made:
        w.session.execute(insert(BatchRow), made)


def finish(w: Work, job: Job) -> None:
    """All rows were read: the file itself isn't needed any more.

    Raises:
        Lost: the batch isn't this worker's any more.
    """
    batch = batch_leases.hold(w, job)
    home = _home(w, batch)
    batch.finished_at = w.now
    if home is batch:
        batch.status = BatchStatus.READ
        batch_leases.release(batch, w)
        w.session.delete(w.session.get_one(BatchFile, job.batch_id))
        return
    batch.status = BatchStatus.MERGED
    batches.erase(w, batch)
    home.total = sum(batches.counts(w, home).values())


def _mended(w: Work, batch: Batch, key: str, *, lock: bool = True) -> Batch | None:
    """The batch of the same organisation that this one mends, as long as it can be."""
    wanted = select(Batch).where(
        Batch.key == key, Batch.organisation_id == batch.organisation_id, Batch.status == BatchStatus.READ
    )
    return w.session.exec(wanted.with_for_update() if lock else wanted).first()


def _home(w: Work, batch: Batch, *, lock: bool = True) -> Batch:
    """Where the rows go: the batch itself, or the one that it mends as long as that can be mended."""
    into = batch.columns.get(INTO, "")
    return (_mended(w, batch, into, lock=lock) if into else None) or batch


def _placed(w: Work, home: Batch, rows: Sequence[Given]) -> list[Given]:
    """Rows that mend others with the numbers of those; what is new comes after all there are.

    A number that somebody made up mends nothing: such a row is new.
    """
    told = col(BatchRow.number).in_([row.replaces for row in rows if row.replaces])
    there = set(w.session.exec(select(BatchRow.number).where(BatchRow.batch_id == home.id, told)))
    last = w.session.exec(select(func.max(BatchRow.number)).where(BatchRow.batch_id == home.id)).one() or 0
    following = count(last + 1)
    return [replace(row, number=row.replaces if row.replaces in there else next(following)) for row in rows]


def _new(w: Work, home: Batch, rows: Sequence[Judged]) -> list[Judged]:
    """Put rows in the place of those with their number; gives those that have no such place."""
    here = select(BatchRow.number, BatchRow.id, BatchRow.version, BatchRow.status).where(
        BatchRow.batch_id == home.id, col(BatchRow.number).in_([row.given.number for row in rows])
    )
    there = {number: (row_id, version, status) for number, row_id, version, status in w.session.exec(here)}
    changes = []
    for row in rows:
        row_id, version, status = there.get(row.given.number, (None, 0, None))
        if row_id is not None and status in MENDABLE:
            changes.append({"id": row_id, "version": version + 1, **_told(row)})
    if changes:
        w.session.execute(update(BatchRow), changes)
    return [row for row in rows if row.given.number not in there]


def _row(batch: Batch, row: Judged) -> dict[str, Any]:
    return {"batch_id": batch.id, "number": row.given.number, "version": 1, **_told(row)}


def _told(row: Judged) -> dict[str, Any]:
    return {
        "status": row.status,
        "answers": dict(row.given.answers),
        "other": dict(row.given.other),
        "faults": dict(row.faults),
        "fingerprint": row.fingerprint,
    }
