"""What is kept no longer than it is needed: each kind of record has its time, and then it goes by itself.

docs/privacy-register.md tells the times and why; dossiers and their versions are not among them.
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import delete, func, literal, update
from sqlmodel import col, or_, select

from vov_app.domain.requests import OPEN
from vov_app.models import (
    Application,
    CalendarFeed,
    Draft,
    Invitation,
    Letter,
    LetterStatus,
    RightRequest,
    SignIn,
)
from vov_app.services import audit
from vov_app.services.work import Work

YEAR: Final = 365.25


def tidy(w: Work) -> None:
    """Let go of what is past its time."""
    purge(w)


def purge(w: Work) -> Mapping[str, int]:
    """The same, and how many of each kind went."""
    return {kind: let_go(w) for kind, let_go in KEPT.items()}


def _sign_ins(w: Work) -> int:
    limit = _before(w, w.world.keeping.sign_in_days)
    ended = or_(col(SignIn.ends_at) < limit, col(SignIn.revoked_at) < limit)
    return _count(w, delete(SignIn).where(ended))


def _drafts(w: Work) -> int:
    """Rows of drafts that were deleted; their answers went a day after that."""
    limit = _before(w, w.world.keeping.draft_days)
    filed = select(Application.draft_id).where(col(Application.draft_id).is_not(None))
    gone = col(Draft.deleted_at) < limit
    return _count(w, delete(Draft).where(gone, col(Draft.id).not_in(filed)))


def _letters(w: Work) -> int:
    """What a letter said and to whom; that it went out, and about what, stays."""
    limit = _before(w, w.world.keeping.letter_days)
    old = func.coalesce(col(Letter.sent_at), col(Letter.written_at)) < limit
    done = col(Letter.status) != LetterStatus.WAITING
    return _count(w, blank_letters().where(old, done, col(Letter.recipient) != ""))


def blank_letters() -> Any:
    """An update that leaves of letters only that they went out, and about what; `where` says which."""
    once = literal("kept:") + col(Letter.key)
    return update(Letter).values(recipient="", recipient_name="", subject="", body="", once=once)


def _invitations(w: Work) -> int:
    limit = _before(w, w.world.keeping.invitation_days)
    ended = func.coalesce(col(Invitation.accepted_at), col(Invitation.revoked_at), col(Invitation.expires_at))
    return _count(w, delete(Invitation).where(ended < limit))


def _requests(w: Work) -> int:
    """Why a right was asked for or refused, in people's own words; that it was, stays."""
    limit = _before(w, w.world.keeping.request_days)
    ended = func.coalesce(col(RightRequest.decided_at), col(RightRequest.asked_at)) < limit
    told = or_(col(RightRequest.motive) != "", col(RightRequest.reason) != "")
    closed = col(RightRequest.status).not_in(OPEN)
    return _count(w, update(RightRequest).values(motive="", reason="").where(ended, told, closed))


def _feeds(w: Work) -> int:
    limit = _before(w, w.world.keeping.feed_days)
    return _count(w, delete(CalendarFeed).where(col(CalendarFeed.revoked_at) < limit))


def _record(w: Work) -> int:
    return audit.shorten(w, _before(w, w.world.keeping.record_years * YEAR))


KEPT: Final[Mapping[str, Callable[[Work], int]]] = {
    "sign_ins": _sign_ins,
    "drafts": _drafts,
    "letters": _letters,
    "invitations": _invitations,
    "requests": _requests,
    "feeds": _feeds,
    "record": _record,
}


def _before(w: Work, days: float) -> datetime:
    return w.now - timedelta(days=days)


def _count(w: Work, statement: Any) -> int:
    done: Any = w.session.execute(statement, execution_options={"synchronize_session": False})
    return int(done.rowcount)
