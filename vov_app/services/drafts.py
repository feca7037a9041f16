"""Drafts of refund applications: kept as typed, owned by the organisation, saved at every step."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from sqlalchemy import bindparam
from sqlmodel import col, select

from vov_app.domain.brussels import brussels_day
from vov_app.forms.merging import merged
from vov_app.forms.refund import REFUND
from vov_app.forms.spec import Answers, Facts, Step
from vov_app.models import Application, Draft
from vov_app.services import audit, leases, rights, versions
from vov_app.services.dossiers import EMPLOYER
from vov_app.services.reading import name_of
from vov_app.services.work import Refused, Work


@dataclass(frozen=True)
class DraftView:
    """A draft as it stands; `reference` is filled in once it has been confirmed.

    `corrects` is the reference of the dossier that it corrects, if it does. Then it is judged on the day on
    which that was filed, `judged_on`: filing is what has to be in time.

    `busy` names who else is editing it; `free` tells that the actor may become the one. `disputed` holds what
    is stored now of the answers that weren't kept, since somebody else changed them too: `saved_by`.
    """

    key: str
    answers: dict[str, str]
    last_step: str
    saved_at: datetime
    started_by: str = ""
    reference: str = ""
    corrects: str = ""
    judged_on: date | None = None
    copied: bool = False
    version: int = 0
    saved_by: str = ""
    busy: str = ""
    free: bool = False
    disputed: dict[str, str] = field(default_factory=dict)


# Built once: every event of the form looks a draft up.
_ONE = select(Draft).where(
    col(Draft.key) == bindparam("key"), col(Draft.organisation_id) == bindparam("organisation")
)
# A look before the lock may have shown what somebody else changed since.
_LOCKED = _ONE.with_for_update().execution_options(populate_existing=True)
_THERE = col(Draft.deleted_at).is_(None)


def facts(w: Work, on: date | None = None) -> Facts:
    """What answers are judged against: the day in Brussels, or another one, and the training register."""
    return Facts(on or w.today, w.world.register.training)


def start(w: Work) -> str:
    """The key of a draft to fill in: one of the actor's that is still empty, else a new one.

    Raises:
        Refused: the right to file isn't held.
    """
    rights.require(w)
    empty = next((d for d in _open(w) if d.person_id == w.actor.person_id and not d.answers), None)
    if empty is not None:
        return empty.key
    draft = Draft(
        organisation_id=w.organisation.id, person_id=w.actor.person_id, started_at=w.now, saved_at=w.now
    )
    w.session.add(draft)
    w.session.flush()
    return draft.key


def open_ones(w: Work) -> list[DraftView]:
    """The organisation's drafts that hold answers and aren't confirmed, last saved first."""
    if not rights.decision(w).allowed:
        return []
    return [_view(w, d, name_of(w, d.person_id)) for d in _open(w) if d.answers]


def read(w: Work, key: str) -> DraftView:
    """The draft with this key.

    Raises:
        Refused: the right isn't held, or the organisation has no such draft.
    """
    rights.require(w)
    draft = find(w, key)
    view = _view(w, draft, name_of(w, draft.person_id))
    return view if draft.confirmed_at is None else _confirmed(w, draft, view)


def save(
    w: Work,
    key: str,
    step: Step,
    payload: object,
    *,
    only: frozenset[str] | None = None,
    given: Answers | None = None,
) -> DraftView:
    """Keep what was typed at a step, sound or not, and give the draft as it stands then.

    `only` names the fields that were sent, when it is not the whole step; `given` is what the screen was
    given of them, so that nothing is overwritten that somebody else changed since.

    Nothing is kept as long as somebody else is editing the draft, or once it was confirmed: it is given back
    as it is, with their name or its reference.

    Raises:
        Refused: the right isn't held, or the organisation has no such draft.
    """
    rights.require(w)
    draft = find(w, key, lock=True)
    if draft.confirmed_at is not None:
        return _confirmed(w, draft, _view(w, draft))
    if leases.claim(w, draft):
        return _view(w, draft)
    typed = {n: v for n, v in REFUND.clean(step, payload).items() if only is None or n in only}
    found = merged(typed, given or {}, versions.answers_of(w, draft))
    before = _saver(w, draft)
    if found.kept or draft.last_step != step.name:
        draft.answers, draft.last_step = {**draft.answers, **found.kept}, step.name
        draft.version += 1
        draft.saved_at, draft.saved_by_id, draft.warned_at = w.now, w.actor.person_id, None
    return replace(_view(w, draft), disputed=found.disputed, saved_by=before)


def enter(w: Work, key: str) -> None:
    """Make the actor the one who edits a draft, unless somebody else is.

    Raises:
        Refused: the right isn't held, or the organisation has no such draft.
    """
    rights.require(w)
    draft = find(w, key, lock=True)
    if draft.confirmed_at is None:
        leases.claim(w, draft)


def take_over(w: Work, key: str) -> None:
    """Make the actor the one who edits a draft, whoever was; their screens look again.

    Raises:
        Refused: the right isn't held, or the organisation has no such draft.
    """
    rights.require(w)
    draft = find(w, key, lock=True)
    if draft.confirmed_at is None and leases.other(w, draft):
        leases.take(w, draft)
        audit.record(w, "draft:take_over", about=key, role=EMPLOYER)


def find(w: Work, key: str, *, lock: bool = False, deleted: bool = False) -> Draft:
    """The organisation's draft with this key, locked against other writers when asked.

    Raises:
        Refused: there is none, or it was deleted and that isn't what is asked for; whether another
            organisation has it isn't told.
    """
    found = w.found.get((Draft, key, w.organisation.id)) or _look_up(w, key, lock=lock)
    if found is None or (found.deleted_at is not None and not deleted):
        raise Refused("no_draft")
    return found


def _look_up(w: Work, key: str, *, lock: bool) -> Draft | None:
    """One that is locked stays as it is but for what this work does to it: it is asked for once."""
    told = {"key": key, "organisation": w.organisation.id}
    found = w.session.exec(_LOCKED if lock else _ONE, params=told).first()
    if lock and found is not None:
        w.found[Draft, key, w.organisation.id] = found
    return found


def expires_on(w: Work, draft: Draft) -> date:
    """The day on which a draft is deleted when nobody saves it any more."""
    return brussels_day(draft.saved_at) + timedelta(days=w.world.manners.draft_days)


def _open(w: Work) -> list[Draft]:
    return list(
        w.session.exec(
            select(Draft)
            .where(Draft.organisation_id == w.organisation.id, col(Draft.confirmed_at).is_(None), _THERE)
            .order_by(col(Draft.saved_at).desc(), col(Draft.id).desc())
        )
    )


def dossier_of(w: Work, draft: Draft) -> Application:
    """The dossier that a confirmed draft became, or became a version of."""
    if draft.corrects_id is not None:
        return w.session.get_one(Application, draft.corrects_id)
    return w.session.exec(select(Application).where(Application.draft_id == draft.id)).one()


def _view(w: Work, draft: Draft, started_by: str = "") -> DraftView:
    corrected = w.session.get(Application, draft.corrects_id) if draft.corrects_id else None
    return DraftView(
        draft.key,
        versions.answers_of(w, draft),
        draft.last_step,
        draft.saved_at,
        started_by,
        corrects=corrected.reference if corrected else "",
        judged_on=brussels_day(corrected.confirmed_at) if corrected else None,
        copied=draft.copied_from_id is not None,
        version=draft.version,
        saved_by=_saver(w, draft),
        busy="" if draft.confirmed_at else leases.other(w, draft),
        free=draft.confirmed_at is None and leases.wanted(w, draft),
    )


def _saver(w: Work, draft: Draft) -> str:
    return name_of(w, draft.saved_by_id or draft.person_id)


def _confirmed(w: Work, draft: Draft, view: DraftView) -> DraftView:
    return replace(view, reference=dossier_of(w, draft).reference)
