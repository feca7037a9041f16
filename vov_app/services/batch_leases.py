"""Which batch a worker is at: one worker at a time, and another one when the first is gone.

The table is the queue. A claim is a lease that each step renews; a step without the lease changes nothing.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from sqlmodel import col, or_, select

from vov_app.models import Batch, BatchStatus
from vov_app.services.batches import AT_WORK
from vov_app.services.work import Work

LEASE: Final = timedelta(seconds=10)
# Taking a whole file apart is one step that can't renew the lease.
LONG_LEASE: Final = timedelta(minutes=2)


class Lost(Exception):
    """The worker doesn't hold the batch any more: it was dropped, or another one took over."""


@dataclass(frozen=True)
class Job:
    """A batch that a worker holds, and what has to be done with it."""

    batch_id: int
    status: BatchStatus
    worker: str


def waiting(w: Work) -> bool:
    """Whether there is a batch with work to do, whoever may be at it."""
    return w.session.exec(select(Batch.id).where(col(Batch.status).in_(AT_WORK)).limit(1)).first() is not None


def claim(w: Work, worker: str) -> Job | None:
    """Lease the batch that has waited longest since its last turn; None when there is none to be had."""
    free = or_(col(Batch.held_until).is_(None), col(Batch.held_until) <= w.now)
    due = (
        select(Batch)
        .where(col(Batch.status).in_(AT_WORK), free)
        .order_by(col(Batch.held_until).is_not(None), col(Batch.held_until), col(Batch.id))
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    batch = w.session.exec(due).first()
    if batch is None:
        return None
    batch.held_by, batch.held_until = worker, w.now + LEASE
    return Job(batch.id or 0, batch.status, worker)


def hold(w: Work, job: Job, lasts: timedelta = LEASE) -> Batch:
    """The batch of a job, locked, with its lease renewed.

    Raises:
        Lost: it isn't this worker's any more.
    """
    wanted = select(Batch).where(Batch.id == job.batch_id).with_for_update()
    batch = w.session.exec(wanted.execution_options(populate_existing=True)).one()
    if batch.held_by != job.worker or batch.status is not job.status:
        raise Lost
    batch.held_until = w.now + lasts
    return batch


def release(batch: Batch, w: Work) -> None:
    """Give others a turn; the batch itself waits from now on."""
    batch.held_by, batch.held_until = "", w.now
