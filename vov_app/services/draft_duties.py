"""What happens to drafts by themselves: a letter before they expire, expiry, and erasing what was deleted."""

from datetime import timedelta
from typing import Final

from sqlmodel import col, select

from vov_app import routes
from vov_app.models import Draft, LetterKind
from vov_app.services import audit, drafts, last_days
from vov_app.services.draft_lists import UNDO
from vov_app.services.letters import write
from vov_app.services.places import on_behalf
from vov_app.services.work import Work

WARN_DAYS: Final = 7


def warn(w: Work) -> None:
    """Write to who saved a draft last, and to who began it, a week before it expires; once per saving."""
    for draft in _waiting(w):
        ends = drafts.expires_on(w, draft)
        if not (ends - timedelta(days=WARN_DAYS) <= w.today < ends) or draft.warned_at is not None:
            continue
        draft.warned_at = w.now
        here = on_behalf(w, draft.organisation_id)
        for to in last_days.whom(here, draft):
            write(
                here,
                LetterKind.DRAFT_EXPIRES,
                f"{draft.key}:{ends}",
                to,
                organisation=here.organisation.name,
                saved=draft.saved_at,
                ends=ends,
                address=w.world.address(routes.drafts(here.organisation.key)),
            )


def expire(w: Work) -> None:
    """Delete drafts that nobody saved for long, and erase the answers of those deleted a day ago."""
    for draft in _waiting(w):
        if drafts.expires_on(w, draft) <= w.today:
            draft.deleted_at = w.now
            here = on_behalf(w, draft.organisation_id)
            audit.record(here, "draft:expire", about=draft.key, role=audit.SYSTEM)
    gone = select(Draft).where(col(Draft.deleted_at).is_not(None), col(Draft.deleted_at) <= w.now - UNDO)
    for draft in w.session.exec(gone.with_for_update()):
        draft.answers = {}


def _waiting(w: Work) -> list[Draft]:
    wanted = select(Draft).where(col(Draft.confirmed_at).is_(None), col(Draft.deleted_at).is_(None))
    return list(w.session.exec(wanted.order_by(col(Draft.id)).with_for_update()))
