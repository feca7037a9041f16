"""May this person file for this organisation, and if not, why not: decided from dates, never from a flag."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from vov_app.domain.requests import OPEN, RequestStatus


class Right(StrEnum):
    """Rights by the name that gebruikersbeheer gives them."""

    RESPONSIBLE = "DWSE organisatieverantwoordelijke"


class Context(StrEnum):
    """The measure for which a right holds; each measure needs a grant of its own (dossier 0.1, point 6)."""

    OPLEIDINGSVERLOF = "opleidingsverlof"
    INDIVIDUEEL_MAATWERK = "individueel maatwerk"
    ONDERSTEUNINGSPREMIE = "ondersteuningspremie"


class Standing(StrEnum):
    """The answer, and the reason when the answer is no."""

    HELD = "held"
    MISSING = "missing"
    REQUESTED = "requested"
    REFUSED = "refused"
    EXPIRED = "expired"
    REVOKED = "revoked"
    NOT_YET_VALID = "not_yet_valid"
    OTHER_CONTEXT = "other_context"
    NO_ORGANISATION = "no_organisation"


ASKABLE = frozenset(
    {Standing.MISSING, Standing.REFUSED, Standing.EXPIRED, Standing.REVOKED, Standing.OTHER_CONTEXT}
)


@dataclass(frozen=True)
class HeldRight:
    """A grant in the organisation that is acted for.

    Holds from `valid_from` up to and including `valid_until` (None: no end), Brussels days; from
    `revoked_on` on it holds no more. `source` tells where it comes from.
    """

    right: Right
    context: Context
    valid_from: date
    valid_until: date | None = None
    revoked_on: date | None = None
    source: str = ""

    def gives(self, right: Right) -> bool:
        """Whether it is this right that was granted, in whatever context."""
        return self.right is right

    @property
    def ends_on(self) -> date:
        """The first day without the right; `date.max` when no end is known."""
        lapses = date.max if self.valid_until in (None, date.max) else self.valid_until + timedelta(days=1)
        return min(lapses, self.revoked_on or date.max)

    def ended(self, today: date) -> bool:
        """Whether it lapsed or was revoked, by this day."""
        revoked = self.revoked_on is not None and self.revoked_on <= today
        return revoked or (self.valid_until is not None and self.valid_until < today)

    def valid(self, today: date) -> bool:
        """Whether it holds on this day."""
        return self.valid_from <= today and not self.ended(today)


@dataclass(frozen=True)
class PastRequest:
    """A request for the right in question, open or closed, by Brussels days; `promised_on` is the day by
    which a decision was promised."""

    status: RequestStatus
    asked_on: date
    decided_on: date | None
    reason: str = ""
    promised_on: date | None = None


@dataclass(frozen=True)
class Decision:
    """A standing with what it rests on: the grant or the request that the tile tells about."""

    standing: Standing
    grant: HeldRight | None = None
    request: PastRequest | None = None

    @property
    def allowed(self) -> bool:
        """Whether the person may file."""
        return self.standing is Standing.HELD

    @property
    def may_ask(self) -> bool:
        """Whether asking for the right makes sense now: not when it is there, coming or asked for."""
        return self.standing in ASKABLE


def decide(
    has_organisation: bool,
    held: Iterable[HeldRight],
    requests: Iterable[PastRequest],
    right: Right,
    context: Context,
    today: date,
) -> Decision:
    """Where the person stands; `requests` are those for this right in this context, and are looked at
    only when no grant is valid.

    The first of these that is so:

    1. NO_ORGANISATION: acting as a natural person, who can't file;
    2. HELD: a grant of this right in this context is valid today (the one that lasts longest);
    3. REQUESTED: a request is open (the newest);
    4. NOT_YET_VALID: a grant starts later (the first to start);
    5. REFUSED: the newest request was refused, on or after the day the last grant ended;
    6. EXPIRED or REVOKED: a grant lapsed, or was revoked before it would have (the last to end);
    7. OTHER_CONTEXT: the right is valid today, but for another measure;
    8. MISSING.
    """
    if not has_organisation:
        return Decision(Standing.NO_ORGANISATION)
    same_right = [g for g in held if g.gives(right)]
    grants = [g for g in same_right if g.context is context]
    found = _held(grants, today)
    if found:
        return found
    asked = sorted(requests, key=lambda r: r.asked_on)
    found = (
        _requested(asked)
        or _not_yet_valid(grants, today)
        or _refused_or_ended(grants, asked, today)
        or _other_context(same_right, today)
    )
    return found or Decision(Standing.MISSING)


def _held(grants: list[HeldRight], today: date) -> Decision | None:
    valid = [g for g in grants if g.valid(today)]
    return Decision(Standing.HELD, grant=max(valid, key=lambda g: g.ends_on)) if valid else None


def _requested(asked: list[PastRequest]) -> Decision | None:
    waiting = [r for r in asked if r.status in OPEN]
    return Decision(Standing.REQUESTED, request=waiting[-1]) if waiting else None


def _not_yet_valid(grants: list[HeldRight], today: date) -> Decision | None:
    coming = [g for g in grants if g.valid_from > today and not g.ended(today)]
    return Decision(Standing.NOT_YET_VALID, grant=min(coming, key=lambda g: g.valid_from)) if coming else None


def _refused_or_ended(grants: list[HeldRight], asked: list[PastRequest], today: date) -> Decision | None:
    ended = max((g for g in grants if g.ended(today)), key=lambda g: g.ends_on, default=None)
    refusal = asked[-1] if asked and asked[-1].status is RequestStatus.REFUSED else None
    if refusal and (ended is None or (refusal.decided_on or refusal.asked_on) >= ended.ends_on):
        return Decision(Standing.REFUSED, request=refusal)
    if ended is None:
        return None
    revoked = ended.revoked_on == ended.ends_on
    return Decision(Standing.REVOKED if revoked else Standing.EXPIRED, grant=ended)


def _other_context(same_right: list[HeldRight], today: date) -> Decision | None:
    # Grants in the context itself that are valid today were found before.
    elsewhere = [g for g in same_right if g.valid(today)]
    return Decision(Standing.OTHER_CONTEXT, grant=elsewhere[0]) if elsewhere else None
