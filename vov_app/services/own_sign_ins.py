"""Where a person is signed in now: seen by them alone, and ended by them from any other of those places."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from sqlmodel import col, select

from vov_app.models import SignIn
from vov_app.services import audit
from vov_app.services.tokens import digest
from vov_app.services.work import Refused, Work
from vov_app.texts import t

# Who signs in once more than this ends the one that was away longest (ASVS 5.0, 7.1.2).
MOST: Final = 20
ENDED: Final = "person:end_sign_ins"


@dataclass(frozen=True)
class SignInLine:
    """One browser in which the person is signed in: how, since when, and when it was last there.

    `key` names it to us alone; `here` is the one that asks, which is ended by signing out.
    """

    key: str
    name: str
    began: str
    seen: str
    here: bool


def mine(w: Work) -> list[SignInLine]:
    """The sign-ins of the actor that are open, their own first, then who was there last.

    Raises:
        Refused: a stranger asks.
    """
    found = sorted(_open(w), key=lambda one: (one.id != w.actor.sign_in_id, _age(w, one)))
    return [_line(w, one) for one in found]


def end(w: Work, key: str) -> int:
    """End one of the actor's other sign-ins; its screens close by themselves. How many: 0 when it has ended.

    Raises:
        Refused: a stranger asks.
    """
    return _end(w, [one for one in _others(w) if _key(w, one) == key])


def end_others(w: Work) -> int:
    """End all but the sign-in that asks; how many.

    Raises:
        Refused: a stranger asks.
    """
    return _end(w, _others(w))


def make_room(w: Work, person_id: int) -> None:
    """End what is over the number of sign-ins that one may have, with the one that is about to begin."""
    found = sorted(_of(w, person_id), key=lambda one: _age(w, one))
    for one in found[MOST - 1 :]:
        one.revoked_at = w.now


def _others(w: Work) -> list[SignIn]:
    return [one for one in _open(w) if one.id != w.actor.sign_in_id]


def _open(w: Work) -> Sequence[SignIn]:
    if not w.actor.signed_in:
        raise Refused("signed_out")
    return _of(w, w.actor.person_id)


def _of(w: Work, person_id: int) -> Sequence[SignIn]:
    idle_since = w.now - timedelta(minutes=w.world.lifetimes.idle_minutes)
    return w.session.exec(
        select(SignIn).where(
            SignIn.person_id == person_id,
            col(SignIn.revoked_at).is_(None),
            col(SignIn.ends_at) > w.now,
            col(SignIn.seen_at) > idle_since,
        )
    ).all()


def _end(w: Work, ended: Sequence[SignIn]) -> int:
    for one in ended:
        one.revoked_at = w.now
    if ended:
        audit.record(w, ENDED, subject_id=w.actor.person_id)
        w.changed.add(w.actor.person_id)
    return len(ended)


def _line(w: Work, one: SignIn) -> SignInLine:
    with_key = f"start.key.{one.digital_key}" if one.digital_key else "profile.sign_in.unknown"
    return SignInLine(
        key=_key(w, one),
        name=t("profile.sign_in.name", digital_key=t(with_key)),
        began=t("profile.sign_in.began", at=one.started_at),
        seen=t("profile.sign_in.seen", at=one.seen_at),
        here=one.id == w.actor.sign_in_id,
    )


def _key(w: Work, one: SignIn) -> str:
    """What names a sign-in on a screen: not its number, and nothing that its token can be told from."""
    return digest(w.world.secret, f"sign-in {one.id}")[:24]


def _age(w: Work, one: SignIn) -> timedelta:
    return w.now - one.seen_at
