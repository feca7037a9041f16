"""How much there is of what, and how long letters wait: for who watches over the loket, about nobody."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import func
from sqlmodel import col, or_, select

from vov_app.models import Application, Draft, Duty, Letter, LetterStatus, RightRequest
from vov_app.services.duties import NIGHTLY
from vov_app.services.work import Work


@dataclass(frozen=True)
class Counted:
    """So many rows of each status, and so many drafts."""

    letters: Mapping[str, int]
    requests: Mapping[str, int]
    applications: Mapping[str, int]
    drafts: int


def counted(w: Work) -> Counted:
    """Everything that is counted."""
    return Counted(
        _by(w, Letter.status),
        _by(w, RightRequest.status),
        _by(w, Application.status),
        w.session.exec(select(func.count()).select_from(Draft)).one(),
    )


def outbox_age(w: Work) -> timedelta:
    """How long the letter that should go out first has been due; zero when none is.

    A letter that waits for its next attempt, or that a worker is sending, isn't due.
    """
    due = func.coalesce(col(Letter.next_try_at), col(Letter.written_at))
    oldest: datetime | str | None = w.session.exec(
        select(func.min(due))
        .where(Letter.status == LetterStatus.WAITING)
        .where(or_(col(Letter.next_try_at).is_(None), col(Letter.next_try_at) <= w.now))
        .where(or_(col(Letter.held_until).is_(None), col(Letter.held_until) <= w.now))
    ).one()
    return max(timedelta(0), w.now - _moment(oldest)) if oldest else timedelta(0)


def duties_ran_for(w: Work) -> date | None:
    """The last day for which the duties ran; None when they never did."""
    duty = w.session.get(Duty, NIGHTLY)
    return duty.ran_for if duty else None


def _by(w: Work, status: Any) -> dict[str, int]:
    rows = w.session.exec(select(status, func.count()).group_by(status))
    return {str(value): count for value, count in rows}


def _moment(found: datetime | str) -> datetime:
    """What a database makes of the least of two moments: aware, without its zone, or text."""
    moment = datetime.fromisoformat(found) if isinstance(found, str) else found
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
