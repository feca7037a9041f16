"""What happens to files by themselves: one that nobody finishes is ended, and its rows are erased."""

from datetime import timedelta

from sqlmodel import col, select

from vov_app.models import Batch, BatchStatus
from vov_app.services import audit, batches
from vov_app.services.places import on_behalf
from vov_app.services.work import Work


def expire(w: Work) -> None:
    """End the files whose rows have waited too long to be mended or confirmed; what was filed stays."""
    before = w.now - timedelta(days=w.world.manners.batch_days)
    old = select(Batch).where(Batch.status == BatchStatus.READ, col(Batch.uploaded_at) <= before)
    for batch in w.session.exec(old.order_by(col(Batch.id)).with_for_update()):
        batches.close(w, batch)
        audit.record(on_behalf(w, batch.organisation_id), "batch:expire", about=batch.key, role=audit.SYSTEM)
