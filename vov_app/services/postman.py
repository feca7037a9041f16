"""Which letters go out now, and what came of it; docs/decisions/0007-letters.md tells why it is so."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import col, or_, select

from vov_app.models import Letter, LetterKind, LetterStatus
from vov_app.services.work import Work

# Longer than the longest that sending one letter may take, and than what the clocks of workers may differ.
LEASE = timedelta(minutes=15)
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720, 1440))
MOST_ATTEMPTS = len(PAUSES) + 1
LOST = "lost"


@dataclass(frozen=True)
class Stuck:
    """A letter that nobody tries any more, told without a name, an address or a word of it."""

    key: str
    kind: LetterKind
    attempts: int
    fault: str
    written_at: datetime


def claim(w: Work, most: int) -> list[Letter]:
    """Lease the oldest letters that are due, `most` at most: until the lease runs out nobody else gets them.

    The attempt counts from here, before anything is sent: a letter on which each worker dies ends as stuck.
    """
    due = (
        select(Letter)
        .where(Letter.status == LetterStatus.WAITING)
        .where(or_(col(Letter.next_try_at).is_(None), col(Letter.next_try_at) <= w.now))
        .where(or_(col(Letter.held_until).is_(None), col(Letter.held_until) <= w.now))
        .order_by(col(Letter.id))
        .limit(most)
        .with_for_update(skip_locked=True)
    )
    return [letter for letter in w.session.exec(due) if _leased(w, letter)]


def delivered(w: Work, key: str) -> None:
    """Note that the mail server took the letter, whoever holds it by now."""
    letter = _locked(w, key)
    if letter is not None and letter.status is not LetterStatus.SENT:
        letter.status, letter.sent_at = LetterStatus.SENT, w.now
        letter.fault, letter.next_try_at, letter.held_until = "", None, None


def failed(w: Work, key: str, attempt: int, fault: str, *, final: bool) -> None:
    """Note what went wrong in this attempt: it waits for the next, or is stuck (`final`, or the last).

    An attempt whose lease ran out while another worker took over says nothing about theirs.
    """
    letter = _locked(w, key)
    if letter is None or letter.status is not LetterStatus.WAITING or letter.attempts != attempt:
        return
    letter.fault, letter.held_until = fault, None
    if final or attempt >= MOST_ATTEMPTS:
        letter.status, letter.next_try_at = LetterStatus.STUCK, None
    else:
        letter.next_try_at = w.now + PAUSES[attempt - 1]


def stuck(w: Work) -> list[Stuck]:
    """The letters that wait for the operator, the oldest first."""
    found = select(Letter).where(Letter.status == LetterStatus.STUCK).order_by(col(Letter.id))
    return [
        Stuck(letter.key, letter.kind, letter.attempts, letter.fault, letter.written_at)
        for letter in w.session.exec(found)
    ]


def again(w: Work, key: str) -> bool:
    """Have a stuck letter sent again, with all its attempts; False when no letter with this key is stuck."""
    letter = _locked(w, key)
    if letter is None or letter.status is not LetterStatus.STUCK:
        return False
    letter.status, letter.attempts, letter.held_until = LetterStatus.WAITING, 0, None
    return True


def _leased(w: Work, letter: Letter) -> bool:
    """Take the letter; one that was lost in its last attempt is stuck, for nobody else will say so."""
    if letter.attempts >= MOST_ATTEMPTS:
        letter.status, letter.fault, letter.held_until = LetterStatus.STUCK, LOST, None
        return False
    letter.attempts += 1
    letter.held_until = w.now + LEASE
    return True


def _locked(w: Work, key: str) -> Letter | None:
    return w.session.exec(select(Letter).where(Letter.key == key).with_for_update()).first()
