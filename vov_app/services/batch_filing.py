"""Make dossiers of the sound rows of a file: each once, some in a transaction, whoever dies meanwhile.

A row becomes a dossier and stops being a row in one transaction; the unique row number of dossiers forbids a
second one all the same. All is judged and dated at the moment of `Bevestigen`, also when it is done later.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from sqlmodel import col, select, update

from vov_app import routes
from vov_app.forms.refund import CHECK, REFUND
from vov_app.forms.values import refund_values
from vov_app.models import Application, Batch, BatchRow, BatchStatus, LetterKind, Person, RowStatus
from vov_app.services import audit, batch_leases, batches, dossiers, letters, refunds
from vov_app.services.batch_judging import DECLARED, Given, Judged, Known, judge
from vov_app.services.batch_leases import Job
from vov_app.services.dossiers import EMPLOYER, Filing
from vov_app.services.letters import Addressee
from vov_app.services.places import on_behalf
from vov_app.services.work import Work
from vov_app.texts import t

KEPT: Final = "kept"
CHECK_FIELD: Final = CHECK.fields[0]
_GONE: Final = {"answers": {}, "other": {}, "faults": {}, "fingerprint": ""}


@dataclass(frozen=True)
class Next:
    """The next rows of a file to file, judged; `ids` finds their rows by their numbers.

    `filings` are those that are sound still, with all that is made of their answers: that takes longer than
    writing it, and nobody has to wait for it.
    """

    rows: Sequence[Judged]
    ids: Mapping[int, int]
    filings: Sequence[Filing]


def confirm(w: Work, key: str, payload: Mapping[str, object], seen: int) -> dict[str, str]:
    """`Bevestigen`: have each sound row become a dossier; gives what has to be mended first, by field.

    `seen` is the number of sound rows that the person saw: nothing else is confirmed. Doing it again while
    they are being filed, or when they were, changes nothing.

    Raises:
        Refused: the right isn't held, or there is no such batch.
    """
    batch = batches.find(w, key, lock=True)
    if batch.status is not BatchStatus.READ:
        return {}
    if not CHECK_FIELD.answered(REFUND.clean(CHECK, payload)):
        return {CHECK_FIELD.name: t(f"refund.field.{CHECK_FIELD.name}.fault.missing")}
    sound = batches.counts(w, batch)[RowStatus.SOUND]
    if sound != seen or not sound:
        return {CHECK_FIELD.name: t("batches.moved", count=sound)}
    batch.status, batch.done, batch.total = BatchStatus.FILING, 0, sound
    batch.confirmed_at = batch.began_at = w.now
    batch.confirmed_by_id = w.actor.person_id
    audit.record(w, "batch:confirm", about=key, role=EMPLOYER, after={"rows": sound})
    w.later.add(key)
    return {}


def upcoming(w: Work, job: Job, most: int) -> Next:
    """The next sound rows, judged again as of the confirmation; changes nothing."""
    batch = w.session.get_one(Batch, job.batch_id)
    wanted = (
        select(BatchRow.id, BatchRow.number, BatchRow.answers, BatchRow.other)
        .where(BatchRow.batch_id == batch.id, BatchRow.status == RowStatus.SOUND)
        .order_by(col(BatchRow.number))
        .limit(most)
    )
    found = w.session.exec(wanted).all()
    kept = frozenset(number for _, number, _, other in found if KEPT in other)
    given = [Given(number, answers, other) for _, number, answers, other in found]
    here = _confirmed(w, batch)
    judged = judge(here, given, Known(), kept)
    ids = {number: row_id or 0 for row_id, number, _, _ in found}
    return Next(judged, ids, [_filing(here, row, ids) for row in judged if row.status is RowStatus.SOUND])


def file(w: Work, job: Job, upcoming: Next) -> None:
    """Make dossiers of these rows, with a letter to each employee and an entry in the record.

    Raises:
        Lost: the batch isn't this worker's any more.
    """
    batch = batch_leases.hold(w, job)
    here = _confirmed(w, batch)
    made = dossiers.begin(here, upcoming.filings)
    _write(here, made)
    _mark(w, upcoming)
    audit.record_each(replace(here, now=w.now), "refund:confirm", [d.reference for d in made], role=EMPLOYER)
    batch.done += len(upcoming.rows)
    batch.filed += len(made)
    batch_leases.release(batch, w)


def finish(w: Work, job: Job) -> None:
    """Every sound row became a dossier: tell who confirmed them; what is left can still be mended.

    Raises:
        Lost: the batch isn't this worker's any more.
    """
    batch = batch_leases.hold(w, job)
    left = batches.counts(w, batch)
    batch.total = sum(left.values())
    _tell(_confirmed(w, batch), batch)
    if left[RowStatus.FAULTY] or left[RowStatus.DOUBLE]:
        batch.status, batch.finished_at = BatchStatus.READ, w.now
        batch_leases.release(batch, w)
    else:
        batches.close(w, batch)


def _filing(w: Work, row: Judged, ids: Mapping[int, int]) -> Filing:
    answers = {**row.given.answers, **DECLARED}
    return Filing(answers, batch_row_id=ids[row.given.number], columns=dossiers.columns(w, answers))


def _confirmed(w: Work, batch: Batch) -> Work:
    """The same work, by who confirmed the batch and at that moment."""
    here = on_behalf(w, batch.organisation_id)
    person = w.session.get_one(Person, batch.confirmed_by_id)
    actor = replace(here.actor, person_id=person.id or 0, name=person.name)
    return replace(here, actor=actor, now=batch.confirmed_at or w.now)


def _write(w: Work, made: Sequence[Application]) -> None:
    told = []
    for dossier in made:
        values = refund_values(dossier.answers)
        to = Addressee(dossier.employee_name, values.employee_email)
        told.append((dossier.reference, to, refunds.told(w, dossier, values)))
    letters.write_each(w, LetterKind.RECEIPT_EMPLOYEE, told)


def _mark(w: Work, upcoming: Next) -> None:
    filed = [filing.batch_row_id for filing in upcoming.filings]
    w.session.execute(
        update(BatchRow).where(col(BatchRow.id).in_(filed)).values(status=RowStatus.FILED, **_GONE)
    )
    changes: list[dict[str, Any]] = [
        {"id": upcoming.ids[row.given.number], "status": row.status, "faults": dict(row.faults)}
        for row in upcoming.rows
        if row.status is not RowStatus.SOUND
    ]
    if changes:
        w.session.execute(update(BatchRow), changes)


def _tell(w: Work, batch: Batch) -> None:
    """One letter to who confirmed; without an address of theirs to the contact person of a dossier."""
    row = select(Application).join(BatchRow, col(BatchRow.id) == col(Application.batch_row_id))
    newest = w.session.exec(
        row.where(BatchRow.batch_id == batch.id).order_by(col(Application.id).desc()).limit(1)
    ).first()
    if newest is None or not batch.done:
        return
    person = w.session.get_one(Person, batch.confirmed_by_id)
    to = Addressee(person.name, person.email or refund_values(newest.answers).contact_email)
    letters.write(
        w,
        LetterKind.BATCH_FILED,
        f"{batch.key}:{batch.filed}",
        to,
        organisation=w.organisation.name,
        file=batch.name,
        count=batch.filed,
        confirmed_at=w.now,
        address=w.world.address(routes.batch(w.organisation.key, batch.key)),
    )
