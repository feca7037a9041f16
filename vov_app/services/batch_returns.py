"""The rows of a file that are to be mended, to give back as a table like the one that was sent."""

from dataclasses import dataclass
from typing import Final

from sqlmodel import col, select

from vov_app.forms.columns import COLUMNS, ROW_FAULT, ROW_KEY, row_key
from vov_app.models import BatchRow, BatchStatus, RowStatus
from vov_app.services import audit, batches, wording
from vov_app.services.batch_words import title
from vov_app.services.dossiers import EMPLOYER
from vov_app.services.work import Refused, Work

WRONG: Final = (RowStatus.FAULTY, RowStatus.DOUBLE)


@dataclass(frozen=True)
class Table:
    """The columns, and the rows as texts."""

    head: list[str]
    rows: list[list[str]]


def table(w: Work, key: str) -> Table:
    """The rows of this batch that have faults or look like something else; the record tells who took them.

    Each row has the key by which it is known again, all that is wrong with it, the answers as they are now,
    and what else stood in the file.

    Raises:
        Refused: the right isn't held, there is no such batch, or its rows aren't there (any more).
    """
    batch = batches.find(w, key)
    if batch.status is not BatchStatus.READ:
        raise Refused("batch_closed")
    audit.record(w, "batch:return", about=key, role=EMPLOYER)
    wanted = select(BatchRow).where(BatchRow.batch_id == batch.id, col(BatchRow.status).in_(WRONG))
    found = list(w.session.exec(wanted.order_by(col(BatchRow.number))))
    others = list(
        dict.fromkeys(name for row in found for name, value in row.other.items() if _is_cell(value))
    )
    head = [title(ROW_KEY), title(ROW_FAULT), *map(title, COLUMNS), *others]
    return Table(head, [_cells(key, row, others) for row in found])


def _cells(key: str, row: BatchRow, others: list[str]) -> list[str]:
    answers = [wording.as_typed(asked, row.answers.get(name, "")) for name, asked in COLUMNS.items()]
    return [
        row_key(key, row.number),
        " ".join(row.faults.values()),
        *answers,
        *(str(row.other.get(name, "")) for name in others),
    ]


def _is_cell(value: object) -> bool:
    """What else stood in the file, and not what we noted about the row ourselves."""
    return isinstance(value, str)
