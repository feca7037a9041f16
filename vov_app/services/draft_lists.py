"""The drafts of an organisation: who began and saved them, how far they are, and which were deleted."""

from dataclasses import dataclass, field
from datetime import timedelta

from sqlmodel import col, select

from vov_app import routes
from vov_app.domain.deadlines import WindowStanding
from vov_app.forms.refund import REFUND, window
from vov_app.models import Application, Draft, Person
from vov_app.services import audit, drafts, leases, rights
from vov_app.services.dossiers import EMPLOYER
from vov_app.services.work import Refused, Work
from vov_app.texts import t

MOST = 100
UNDO = timedelta(days=1)


@dataclass(frozen=True)
class DraftLine:
    """One draft, in words."""

    key: str
    name: str
    address: str
    began: str
    saved: str
    far: str
    left: str
    expires: str
    busy: str = ""


@dataclass(frozen=True)
class DraftsView:
    """The drafts to go on with, and the ones that can still be put back; `more` when not all are shown."""

    ready: bool = False
    lines: list[DraftLine] = field(default_factory=list)
    deleted: list[DraftLine] = field(default_factory=list)
    more: bool = False


def view(w: Work) -> DraftsView:
    """The drafts of the organisation, last saved first.

    Raises:
        Refused: the right isn't held.
    """
    rights.require(w)
    waiting = [draft for draft in _found(w, deleted=False) if draft.answers]
    gone = [draft for draft in _found(w, deleted=True) if _can_be_put_back(w, draft)]
    names = _names(w, [*waiting, *gone])
    return DraftsView(
        ready=True,
        lines=[_line(w, draft, names) for draft in waiting[:MOST]],
        deleted=[_line(w, draft, names) for draft in gone[:MOST]],
        more=len(waiting) > MOST,
    )


def delete(w: Work, key: str) -> None:
    """Put a draft away; for a day it can be put back, then its answers are erased.

    Raises:
        Refused: the right isn't held, or there is no such draft.
    """
    rights.require(w)
    draft = drafts.find(w, key, lock=True)
    if draft.confirmed_at is not None:
        raise Refused("no_draft")
    if leases.other(w, draft) and draft.leased_by_id:
        w.changed.add(draft.leased_by_id)
    leases.release(draft)
    draft.deleted_at, draft.deleted_by_id = w.now, w.actor.person_id
    audit.record(w, "draft:delete", about=key, role=EMPLOYER)


def restore(w: Work, key: str) -> None:
    """Put a deleted draft back; one that isn't deleted stays as it is.

    Raises:
        Refused: the right isn't held, there is no such draft, or its day is over.
    """
    rights.require(w)
    draft = drafts.find(w, key, lock=True, deleted=True)
    if draft.deleted_at is None:
        return
    if not _can_be_put_back(w, draft):
        raise Refused("no_draft")
    draft.deleted_at, draft.deleted_by_id = None, None
    audit.record(w, "draft:restore", about=key, role=EMPLOYER)


def _found(w: Work, *, deleted: bool) -> list[Draft]:
    gone = col(Draft.deleted_at).is_not(None) if deleted else col(Draft.deleted_at).is_(None)
    return list(
        w.session.exec(
            select(Draft)
            .where(Draft.organisation_id == w.organisation.id, col(Draft.confirmed_at).is_(None), gone)
            .order_by(col(Draft.saved_at).desc(), col(Draft.id).desc())
            .limit(2 * MOST)
        )
    )


def _can_be_put_back(w: Work, draft: Draft) -> bool:
    return draft.deleted_at is not None and w.now < draft.deleted_at + UNDO


def _names(w: Work, found: list[Draft]) -> dict[int | None, str]:
    wanted = {number for draft in found for number in (draft.person_id, draft.saved_by_id) if number}
    return {p.id: p.name for p in w.session.exec(select(Person).where(col(Person.id).in_(wanted)))}


def _line(w: Work, draft: Draft, names: dict[int | None, str]) -> DraftLine:
    answers = {name: str(value) for name, value in draft.answers.items()}
    name = f"{answers.get('first_name', '')} {answers.get('last_name', '')}".strip()
    by = names.get(draft.saved_by_id or draft.person_id, "")
    return DraftLine(
        key=draft.key,
        name=_corrects(w, draft) or name or t("home.resume.without_name"),
        address=routes.refund_step(w.organisation.key, draft.key, draft.last_step),
        began=t("drafts.began", person=names.get(draft.person_id, ""), at=draft.started_at),
        saved=t("drafts.saved", person=by, at=draft.saved_at),
        far=_far(w, answers),
        left=_left(w, answers),
        expires=t("drafts.expires", day=drafts.expires_on(w, draft)),
        busy=_busy(w, draft),
    )


def _busy(w: Work, draft: Draft) -> str:
    person = leases.other(w, draft)
    return t("drafts.busy", person=person) if person else ""


def _corrects(w: Work, draft: Draft) -> str:
    dossier = w.session.get(Application, draft.corrects_id) if draft.corrects_id else None
    return t("drafts.corrects", reference=dossier.reference) if dossier else ""


def _far(w: Work, answers: dict[str, str]) -> str:
    """How many steps are sound, of how many."""
    facts = drafts.facts(w)
    total = len(REFUND.journey(answers, facts)) - 1
    return t("drafts.far", done=min(len(REFUND.reachable(answers, facts)) - 1, total), total=total)


def _left(w: Work, answers: dict[str, str]) -> str:
    found = window(answers, drafts.facts(w))
    if found is None:
        return t("drafts.left.unknown")
    standing = found.standing(w.today)
    if standing is WindowStanding.OPEN:
        return t("drafts.left.open", count=found.days_left(w.today), last_day=found.last_day)
    return t(f"drafts.left.{standing}", opens=found.opens, last_day=found.last_day)
