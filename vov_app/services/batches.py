"""Files of applications: take one in, find it, drop it. What is in them, others read and file."""

import hashlib
from typing import Final

from sqlmodel import col, delete, func, select

from vov_app.forms.tables import MOST_BYTES
from vov_app.models import Batch, BatchFile, BatchRow, BatchStatus, RowStatus
from vov_app.services import audit, rights
from vov_app.services.dossiers import EMPLOYER
from vov_app.services.work import Refused, Work
from vov_app.texts import t

MOST_OPEN: Final = 20
LONGEST_NAME: Final = 120
OPEN: Final = (BatchStatus.READING, BatchStatus.READ, BatchStatus.FILING)
AT_WORK: Final = (BatchStatus.READING, BatchStatus.FILING)


class Rejected(Exception):
    """A file isn't even taken in; `key` is one in texts/nl/batches.toml under `rejected`."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def take(w: Work, name: str, data: bytes) -> str:
    """Take a file in and give the key of its batch; a caretaker reads it after the commit.

    The same file, as long as it isn't done with, is the same batch.

    Raises:
        Refused: the right isn't held.
        Rejected: the file is empty or too large, or too many wait already.
    """
    rights.require(w)
    if not data:
        raise Rejected("empty")
    if len(data) > MOST_BYTES:
        raise Rejected("large")
    digest = hashlib.sha256(data).hexdigest()
    known = _open_ones(w)
    same = next((batch for batch in known if batch.digest == digest), None)
    if same is not None:
        return same.key
    if len(known) >= MOST_OPEN:
        raise Rejected("many")
    return _begin(w, name, digest, data).key


def find(w: Work, key: str, *, lock: bool = False) -> Batch:
    """The organisation's batch with this key, locked against other writers when asked.

    Raises:
        Refused: the right isn't held, or there is none; whether another organisation has it isn't told.
    """
    rights.require(w)
    wanted = select(Batch).where(Batch.key == key, Batch.organisation_id == w.organisation.id)
    found = w.session.exec(wanted.with_for_update() if lock else wanted).first()
    if found is None:
        raise Refused("no_batch")
    return found


def drop(w: Work, key: str) -> str:
    """Stop with a file: what was read is erased, what was filed stays; tells so, also when that was done.

    Raises:
        Refused: the right isn't held, there is no such batch, or its rows are being filed.
    """
    batch = find(w, key, lock=True)
    if batch.status is BatchStatus.FILING:
        raise Refused("batch_filing")
    if batch.status in OPEN:
        close(w, batch)
        audit.record(w, "batch:drop", about=key, role=EMPLOYER)
    return t("batches.drop.done")


def close(w: Work, batch: Batch) -> None:
    """End a batch that is locked: as filed when something of it was, else as cancelled."""
    batch.status = BatchStatus.FILED if batch.filed else BatchStatus.CANCELLED
    batch.finished_at = w.now
    erase(w, batch)


def erase(w: Work, batch: Batch) -> None:
    """Remove the file and the rows that became no dossier; those that did hold no answers any more."""
    batch.held_by, batch.held_until = "", None
    w.session.exec(delete(BatchFile).where(col(BatchFile.batch_id) == batch.id))
    w.session.exec(
        delete(BatchRow).where(col(BatchRow.batch_id) == batch.id, col(BatchRow.status) != RowStatus.FILED)
    )


def counts(w: Work, batch: Batch) -> dict[RowStatus, int]:
    """How many rows stand how."""
    per_status = select(col(BatchRow.status), func.count()).where(BatchRow.batch_id == batch.id)
    found = w.session.exec(per_status.group_by(col(BatchRow.status)))
    return dict.fromkeys(RowStatus, 0) | {status: count for status, count in found}  # noqa: C416


def _open_ones(w: Work) -> list[Batch]:
    wanted = select(Batch).where(Batch.organisation_id == w.organisation.id, col(Batch.status).in_(OPEN))
    return list(w.session.exec(wanted.order_by(col(Batch.id))))


def _begin(w: Work, name: str, digest: str, data: bytes) -> Batch:
    batch = Batch(
        organisation_id=w.organisation.id,
        person_id=w.actor.person_id,
        name=_plain(name),
        digest=digest,
        uploaded_at=w.now,
    )
    w.session.add(batch)
    w.session.flush()
    w.session.add(BatchFile(batch_id=batch.id or 0, data=data))
    audit.record(w, "batch:upload", about=batch.key, role=EMPLOYER)
    w.later.add(batch.key)
    return batch


def _plain(name: str) -> str:
    """The last part of the name that a browser told, without what can't be seen."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(c for c in last if c.isprintable()).strip()[-LONGEST_NAME:] or "bestand"
