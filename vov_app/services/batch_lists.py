"""The files of an organisation, for who holds the right there."""

from dataclasses import dataclass, field
from typing import Final

from sqlmodel import col, select

from vov_app import routes
from vov_app.forms.tables import MOST_BYTES
from vov_app.models import Batch, BatchStatus, Person
from vov_app.services import rights
from vov_app.services.work import Work
from vov_app.texts import keys, t

MOST: Final = 50


@dataclass(frozen=True)
class BatchLine:
    """One file of the list."""

    key: str
    name: str
    address: str
    uploaded: str
    status: str
    rows: str


@dataclass(frozen=True)
class BatchesView:
    """The newest files of the organisation, and the addresses for sending one."""

    ready: bool = False
    lines: list[BatchLine] = field(default_factory=list)
    faults: dict[str, str] = field(default_factory=dict)


def view(w: Work, fault: str = "") -> BatchesView:
    """The newest files; `fault` is why one wasn't taken in a moment ago.

    Raises:
        Refused: the right isn't held.
    """
    rights.require(w)
    wanted = (
        select(Batch, Person)
        .join(Person, col(Person.id) == col(Batch.person_id))
        .where(Batch.organisation_id == w.organisation.id, Batch.status != BatchStatus.MERGED)
        .order_by(col(Batch.id).desc())
        .limit(MOST)
    )
    told = f"batches.rejected.{fault}"
    faults = {"file": t(told, most=MOST_BYTES // 1024**2)} if told in keys() else {}
    return BatchesView(True, [_line(w, batch, person) for batch, person in w.session.exec(wanted)], faults)


def _line(w: Work, batch: Batch, person: Person) -> BatchLine:
    return BatchLine(
        key=batch.key,
        name=batch.name,
        address=routes.batch(w.organisation.key, batch.key),
        uploaded=t("batches.uploaded", at=batch.uploaded_at, person=person.name),
        status=t(f"batches.status.{batch.status}"),
        rows=t("batches.rows_filed", count=batch.filed) if batch.filed else "",
    )
