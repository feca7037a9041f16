"""What people may do about requests and rights, told a second time from what was done.

The model says for each act why it is refused (None: it isn't) and which entries it leaves in the record.
What the system does by itself it doesn't foretell; test_request_life.py says what must hold afterwards.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from vov_app.domain.requests import OPEN, Desk, RequestStatus
from vov_app.models import Office

ADMINISTRATOR, REPRESENTATIVE = Office.LOCAL_ADMINISTRATOR, Office.LEGAL_REPRESENTATIVE
PAUSE_DAYS, MOST_OPEN, EXPIRY_DAYS = 14, 2, 25
DESK_OF = {Desk.ADMINISTRATORS: ADMINISTRATOR, Desk.REPRESENTATIVES: REPRESENTATIVE}

Seat = tuple[str, str]
Verdict = tuple[str | None, list[str]]
NOTHING: Verdict = (None, [])


def refused(reason: str) -> Verdict:
    """It is refused for this reason, and leaves no entry."""
    return reason, []


@dataclass
class Asked:
    """A request as its requester knows it."""

    who: str
    where: str
    on: date
    status: RequestStatus = RequestStatus.REQUESTED
    decided_on: date | None = None

    @property
    def open(self) -> bool:
        """Whether it waits for a decision."""
        return self.status in OPEN

    @property
    def lapses(self) -> date:
        """The day on which it lapses."""
        return self.on + timedelta(days=EXPIRY_DAYS)


@dataclass
class Held:
    """A right that was given; without `until` it has no last day."""

    until: date | None
    revoked_on: date | None = None

    @property
    def end(self) -> date:
        """The first day without it."""
        lapses = self.until + timedelta(days=1) if self.until else date.max
        return min(lapses, self.revoked_on or date.max)


@dataclass
class Model:
    """Who works where, holds what, asked what, and can be written to at which address."""

    today: date
    members: set[Seat] = field(default_factory=set)
    offices: dict[tuple[str, str, Office], str | None] = field(default_factory=dict)
    own_address: dict[str, str | None] = field(default_factory=dict)
    asked: dict[str, Asked] = field(default_factory=dict)
    rights: dict[Seat, list[Held]] = field(default_factory=dict)

    def office(self, who: str, where: str) -> Office | None:
        """The office somebody acts in, the highest first; who may not act there holds none."""
        held = (o for o in (REPRESENTATIVE, ADMINISTRATOR) if (who, where, o) in self.offices)
        return next(held, None) if (who, where) in self.members else None

    def holds(self, who: str, where: str) -> Held | None:
        """The right that holds today."""
        return next((h for h in self.rights.get((who, where), []) if h.end > self.today), None)

    def waiting(self, who: str, where: str) -> str | None:
        """The key of their open request there."""
        mine = (k for k, a in self.asked.items() if (a.who, a.where) == (who, where) and a.open)
        return next(mine, None)

    def reachable(self, desk: Desk, where: str, but: str) -> bool:
        """Whether a letter to this desk reaches somebody else than who asked."""
        if desk is Desk.OPERATOR:
            return True
        sought = (where, DESK_OF[desk])
        return any(e and (w, o) == sought and p != but for (p, w, o), e in self.offices.items())

    def ask(self, who: str, where: str) -> Verdict:
        """Asking for the right; again is no second time."""
        if (who, where) not in self.members:
            return refused("no_organisation")
        if self.holds(who, where):
            return refused("held")
        if self.waiting(who, where):
            return NOTHING
        if self._pausing(who, where):
            return refused("pause")
        if sum(a.open and a.who == who for a in self.asked.values()) >= MOST_OPEN:
            return refused("too_many")
        return None, ["request:ask"]

    def _pausing(self, who: str, where: str) -> bool:
        """The last request was refused, not long ago, and no right ended after that."""
        mine = [a for a in self.asked.values() if (a.who, a.where) == (who, where)]
        if not mine or mine[-1].status is not RequestStatus.REFUSED:
            return False
        refused_on = mine[-1].decided_on or date.max
        later = any(h.end > refused_on for h in self.rights.get((who, where), []))
        return not later and self.today < refused_on + timedelta(days=PAUSE_DAYS)

    def withdraw(self, by: str, where: str, key: str) -> Verdict:
        """Taking a request back."""
        asked = self.asked[key]
        if (by, where) not in self.members:
            return refused("no_organisation")
        if (asked.who, asked.where) != (by, where):
            return refused("no_request")
        return (None, ["request:withdraw"]) if asked.open else NOTHING

    def decide(self, by: str, where: str, key: str, typed: Mapping[str, str], *, sound: bool) -> Verdict:
        """Deciding about a request."""
        asked = self.asked[key]
        if self.office(by, where) is None:
            return refused("no_office")
        if asked.where != where:
            return refused("no_request")
        if asked.who == by:
            return refused("own_request")
        return self.settle(key, typed) if asked.open and sound else NOTHING

    def decider(self, key: str) -> str:
        """Somebody who may decide about a request."""
        asked = self.asked[key]
        others = (who for who, where in sorted(self.members) if where == asked.where and who != asked.who)
        return next((who for who in others if self.office(who, asked.where)), "operator")

    def decide_last(self, desk: Desk, key: str, typed: Mapping[str, str], *, sound: bool) -> Verdict:
        """The operator deciding about a request at this desk."""
        if desk is not Desk.OPERATOR or not self.asked[key].open:
            return refused("no_request")
        return self.settle(key, typed) if sound else NOTHING

    def settle(self, key: str, typed: Mapping[str, str]) -> Verdict:
        """Carrying out a sound decision about an open request."""
        asked = self.asked[key]
        if typed["decision"] == "refuse":
            return None, ["request:refuse"]
        if (asked.who, asked.where) not in self.members:
            return refused("no_user")
        return self._given(asked.who, asked.where)

    def give(self, by: str, where: str, who: str) -> Verdict:
        """Giving a right, or another last day, without a request."""
        reason = self._refusal(by, where, who)
        if reason or by == who:
            return refused(reason or "own_request")
        return (None, ["right:change"]) if self.holds(who, where) else self._given(who, where)

    def renew(self, by: str, where: str, who: str, until: date) -> Verdict:
        """Giving a right that holds the usual length."""
        if self.office(by, where) is None:
            return refused("no_office")
        held = self.holds(who, where)
        if held is None or held.until is None or held.until >= until:
            return NOTHING
        return refused("own_request") if by == who else (None, ["right:change"])

    def revoke(self, by: str, where: str, who: str) -> Verdict:
        """Taking a right away."""
        reason = self._refusal(by, where, who)
        return refused(reason) if reason else (None, ["right:revoke"] * bool(self.holds(who, where)))

    def appoint(self, by: str, where: str, who: str) -> Verdict:
        """Making somebody local administrator."""
        reason = self._refusal(by, where, who)
        known = (who, where, ADMINISTRATOR) in self.offices
        if reason != "no_office" and self.office(by, where) is not REPRESENTATIVE:
            return refused("no_representative")
        return refused(reason) if reason else (None, ["office:appoint"] * (not known))

    def dismiss(self, by: str, where: str, who: str) -> Verdict:
        """Ending that."""
        reason = self._refusal(by, where, who)
        if reason is None and by != who and self.office(by, where) is not REPRESENTATIVE:
            reason = "no_representative"
        if reason or (who, where, ADMINISTRATOR) not in self.offices:
            return refused(reason) if reason else NOTHING
        last = sum(seat[1:] == (where, ADMINISTRATOR) for seat in self.offices) == 1
        return refused("last_administrator") if by == who and last else (None, ["office:dismiss"])

    def remove(self, by: str, where: str, who: str) -> Verdict:
        """Ending that somebody may act there."""
        reason = self._refusal(by, where, who)
        if reason or (who, where, REPRESENTATIVE) in self.offices:
            return refused(reason or "representative")
        reason, entries = NOTHING
        if (who, where, ADMINISTRATOR) in self.offices:
            reason, entries = self.dismiss(by, where, who)
        revoked = ["right:revoke"] * bool(self.holds(who, where))
        return refused(reason) if reason else (None, [*revoked, *entries, "user:remove"])

    def _given(self, who: str, where: str) -> Verdict:
        """A right that is given answers the request for it."""
        held = "right:change" if self.holds(who, where) else "right:grant"
        return None, [held, *["request:grant"] * bool(self.waiting(who, where))]

    def _refusal(self, by: str, where: str, who: str) -> str | None:
        """Why nothing at all may be done about somebody."""
        if self.office(by, where) is None:
            return "no_office"
        return None if (who, where) in self.members else "no_user"
