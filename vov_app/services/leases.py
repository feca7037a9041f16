"""Who is editing a draft: one person at a time, seen by the others, who may take it over."""

from datetime import timedelta
from typing import Final

from vov_app.models import Draft
from vov_app.services.reading import name_of
from vov_app.services.work import Work

LASTS: Final = timedelta(minutes=5)
RENEWED_WITHIN: Final = timedelta(minutes=4)


def other(w: Work, draft: Draft) -> str:
    """The name of somebody else who is editing it now; empty when nobody is."""
    if not _held(w, draft) or draft.leased_by_id == w.actor.person_id:
        return ""
    return name_of(w, draft.leased_by_id or 0)


def wanted(w: Work, draft: Draft) -> bool:
    """Whether the actor, who looks at it, has to become or stay the one who edits it."""
    if draft.leased_until is None or draft.leased_by_id != w.actor.person_id:
        return not other(w, draft)
    return draft.leased_until - w.now < RENEWED_WITHIN


def claim(w: Work, draft: Draft) -> str:
    """Make the actor the one who edits a draft that is locked, unless somebody else is; gives their name."""
    name = other(w, draft)
    if not name:
        draft.leased_by_id, draft.leased_until = w.actor.person_id, w.now + LASTS
    return name


def take(w: Work, draft: Draft) -> None:
    """Make the actor the one who edits a draft that is locked; the screens of who was it look again."""
    w.changed.update({draft.leased_by_id or w.actor.person_id} - {w.actor.person_id})
    draft.leased_by_id, draft.leased_until = w.actor.person_id, w.now + LASTS


def release(draft: Draft) -> None:
    """Nobody is editing it any more."""
    draft.leased_by_id = draft.leased_until = None


def _held(w: Work, draft: Draft) -> bool:
    return draft.leased_until is not None and w.now < draft.leased_until
