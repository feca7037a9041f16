"""Whatever people do in whatever order, nobody who asked is left hanging and nobody does what they may not.

Hypothesis makes up stories: people ask, decide, come, go and change address, and days pass. The services run
for real; request_model.py tells beside them what should come of each act. The stories are the same at each
run. To look further for a while, change the last lines to
`settings(max_examples=2_000, stateful_step_count=80, deadline=None, derandomize=False)`.
"""

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, initialize, invariant, multiple, precondition, rule

from tests.services.request_model import (
    ADMINISTRATOR,
    EXPIRY_DAYS,
    MOST_OPEN,
    PAUSE_DAYS,
    REPRESENTATIVE,
    Asked,
    Held,
)
from tests.services.request_stage import EVERYBODY, HOLD, PEOPLE, SHARED, Stage
from vov_app.domain.requests import OPEN, RequestStatus, move
from vov_app.models import Appointment, LetterKind, Office, Person
from vov_app.services import (
    appointments,
    decisions,
    duties,
    grants,
    memberships,
    operator_desk,
    renewals,
    right_requests,
    users,
)
from vov_app.services.work import Actor

WHO = st.sampled_from(sorted(PEOPLE))
# Geert and Carine may do the most, so they come by more often.
BY = st.sampled_from(["geert", "carine", "geert", "carine", "hilde", "bart", "els"])
MAY = "whoever may"
DECIDERS = st.sampled_from([MAY, MAY, MAY, "carine", "geert", "els", "operator", "hilde", "bart"])
SEATS = st.sampled_from([*sorted(EVERYBODY), *(("bart", where) for where in PEOPLE["bart"])])
ADDRESSES = st.sampled_from([None, SHARED, "own@office.example"])
NIGHTS = [(1,), (1, 1, 1), (3, 1), (4,), (8, 1), (PAUSE_DAYS,), (EXPIRY_DAYS - 1, 1), (EXPIRY_DAYS,)]
ANSWERS = st.sampled_from(["refuse", "grant", "bad"])
LENGTHS = st.sampled_from([0, 3, 40, 364])
ENDINGS = {LetterKind.REQUEST_GRANTED, LetterKind.REQUEST_REFUSED, LetterKind.REQUEST_EXPIRED}


class Life(Stage):
    """One story."""

    requests: Bundle[str] = Bundle("requests")

    @initialize(target=requests, seat=SEATS, operator=st.sampled_from(["", "team@loket.example"]))
    def begin(self, seat: tuple[str, str], operator: str) -> Any:
        """Somebody asks; the operator has an address or not."""
        self.world = replace(self.world, manners=replace(self.world.manners, operator_email=operator))
        return self.ask(seat)

    # What people do.

    @rule(target=requests, seat=SEATS)
    def ask(self, seat: tuple[str, str]) -> Any:
        waiting, verdict = self.model.waiting(*seat), self.model.ask(*seat)
        made = self.attempt(self.actor(*seat), right_requests.ask, verdict)
        if made is None or made.key == waiting:
            return multiple()
        request = self.request(made.key)
        assert self.model.reachable(request.desk, seat[1], seat[0])
        self.model.asked[made.key] = Asked(*seat, self.model.today, request.status)
        return made.key

    @rule(key=requests, other=st.none() | WHO)
    def withdraw(self, key: str, other: str | None) -> None:
        asked = self.model.asked[key]
        by = other or asked.who
        where = self.place(by, asked.where)
        verdict = self.model.withdraw(by, where, key)
        self.attempt(self.actor(by, where), lambda w: right_requests.withdraw(w, key), verdict)
        self.became(asked.who, asked.where, verdict)

    @rule(key=requests, by=DECIDERS, length=LENGTHS, answer=ANSWERS)
    def decide(self, key: str, by: str, length: int, answer: str) -> None:
        asked, (typed, sound) = self.model.asked[key], self.typed(answer, length)
        by = self.model.decider(key) if by == MAY else by
        if by == "operator":
            verdict = self.model.decide_last(self.request(key).desk, key, typed, sound=sound)
            self.attempt(Actor(), lambda w: operator_desk.decide(w, key, typed), verdict)
        else:
            where = self.place(by, asked.where)
            verdict = self.model.decide(by, where, key, typed, sound=sound)
            self.attempt(self.actor(by, where), lambda w: decisions.decide(w, key, typed), verdict)
        self.became(asked.who, asked.where, verdict, self.model.today + timedelta(days=length))

    @rule(act=st.sampled_from(["give", "renew", "revoke"]), by=BY, who=WHO, length=LENGTHS)
    def change_a_right(self, act: str, by: str, who: str, length: int) -> None:
        where, key, right = self.place(by), self.keys[who], self.newest_right(who, self.place(by))
        until, usual = self.model.today + timedelta(days=length), grants.usual_end(self.model.today)
        if act == "give":
            verdict = self.model.give(by, where, who)
            self.attempt(self.actor(by, where), lambda w: users.give(w, [key], until), verdict)
        elif act == "revoke":
            verdict = self.model.revoke(by, where, who)
            self.attempt(self.actor(by, where), lambda w: users.revoke(w, [key]), verdict)
        elif right:
            verdict, until = self.model.renew(by, where, who, usual), usual
            self.attempt(self.actor(by, where), lambda w: renewals.renew(w, right), verdict)
        else:
            return
        self.became(who, where, verdict, until)

    @rule(act=st.sampled_from(["appoint", "dismiss", "remove"]), by=BY, who=WHO)
    def change_an_office(self, act: str, by: str, who: str) -> None:
        where, key, seat = self.place(by), self.keys[who], (who, self.place(by), ADMINISTRATOR)
        judge, verb = {
            "appoint": (self.model.appoint, appointments.appoint),
            "dismiss": (self.model.dismiss, appointments.dismiss),
            "remove": (self.model.remove, users.remove),
        }[act]
        verdict = judge(by, where, who)
        self.attempt(self.actor(by, where), lambda w: verb(w, key), verdict)
        self.became(who, where, verdict)
        if "office:appoint" in verdict[1]:
            self.model.offices[seat] = self.model.own_address[who]
        if "office:dismiss" in verdict[1]:
            del self.model.offices[seat]
        if "user:remove" in verdict[1]:
            self.model.members.discard((who, where))

    # What happens to them.

    @precondition(lambda self: self.model.members < EVERYBODY)
    @rule()
    def who_left_comes_back(self) -> None:
        for who, where in sorted(EVERYBODY - self.model.members):
            actor = Actor(person_id=self.ids["geert"], organisation=self.places[where])
            again = partial(memberships.join, person_id=self.ids[who], role=REPRESENTATIVE)
            self.attempt(actor, again, (None, ["user:add"]))
            self.model.members.add((who, where))

    @rule(who=WHO, email=ADDRESSES, seat=st.none() | st.sampled_from(sorted(HOLD)))
    def get_another_address(self, who: str, email: str | None, seat: tuple[str, str, Office] | None) -> None:
        """One's own, or that of an office, held still or not."""
        if seat is None:
            self.change(Person, "email", email, id=self.ids[who])
            self.model.own_address[who] = email
            return
        holder, place = self.ids[seat[0]], self.places[seat[1]].id
        self.change(Appointment, "email", email, person_id=holder, organisation_id=place, office=seat[2])
        if seat in self.model.offices:
            self.model.offices[seat] = email

    @rule(seat=SEATS)
    def sign_in_with_a_right_from_elsewhere(self, seat: tuple[str, str]) -> None:
        if seat in self.model.members and not self.model.holds(*seat):
            self.bring(*seat)
            self.model.rights.setdefault(seat, []).append(Held(None))

    @rule(nights=st.sampled_from(NIGHTS))
    def days_pass(self, nights: tuple[int, ...]) -> None:
        """After each so many days the duties are done: every night, or only when the process woke up."""
        for days in nights:
            self.later(days)
            assert duties.run(self.world)
            assert not duties.run(self.world)
        self.changed()
        self.look()
        for request in self.seen["right_request"]:
            self.after_a_night(request, self.model.asked[request.key])

    def after_a_night(self, request: Any, asked: Asked) -> None:
        """What the system did by itself: nothing without a reason, and everything that there was one for."""
        seat, today = (asked.who, asked.where), self.model.today
        lapsed = today >= asked.lapses or seat not in self.model.members
        if asked.open and request.status not in OPEN:
            reasons = {RequestStatus.EXPIRED: lapsed, RequestStatus.GRANTED: self.model.holds(*seat)}
            assert reasons[request.status]
            asked.decided_on = today
        asked.status = request.status
        if asked.open:
            assert not lapsed
            assert not self.model.holds(*seat)
            assert self.model.reachable(request.desk, asked.where, asked.who)

    # What always holds.

    @invariant()
    def one_request_is_open_for_each_right_and_few_for_each_person(self) -> None:
        waits = [r for r in self.seen["right_request"] if r.status in OPEN]
        assert len({(r.person_id, r.organisation_id, r.right, r.context) for r in waits}) == len(waits)
        assert all(count <= MOST_OPEN for count in Counter(r.person_id for r in waits).values())

    @invariant()
    def nobody_waits_beyond_what_was_promised(self) -> None:
        for request in self.seen["right_request"]:
            assert (request.decided_at is None) is (request.status in OPEN)
            assert request.status not in OPEN or request.promised_on >= self.model.today

    @invariant()
    def each_step_stands_in_the_table_and_in_the_record(self) -> None:
        for request in self.seen["right_request"]:
            steps = [e for e in self.seen["right_request_event"] if e.request_id == request.id]
            entries = [e.action for e in self.seen["audit_entry"] if e.about == request.key]
            status = steps[0].status
            assert status is RequestStatus.REQUESTED
            for step in steps[1:]:
                status = move(status, step.action)
                assert status is step.status
            assert status is request.status is self.model.asked[request.key].status
            assert entries == ["request:ask", *(f"request:{step.action}" for step in steps[1:])]

    @invariant()
    def the_record_is_sound(self) -> None:
        assert self.broken is None

    @invariant()
    def who_holds_the_right_is_who_got_it(self) -> None:
        found = {
            (g.person_id, g.organisation_id): g.valid_until
            for g in self.seen["right_grant"]
            if g.revoked_on is None and (g.valid_until is None or g.valid_until >= self.model.today)
        }
        held = ((seat, self.model.holds(*seat)) for seat in self.model.rights)
        assert found == {
            (self.ids[who], self.places[where].id): right.until for (who, where), right in held if right
        }

    @invariant()
    def who_asked_hears_of_the_end_once(self) -> None:
        about = Counter(one.once.split(":")[1] for one in self.seen["letter"] if one.kind in ENDINGS)
        assert all(count == 1 and not self.model.asked[key].open for key, count in about.items())


TestLife = Life.TestCase
TestLife.settings = settings(
    max_examples=80, stateful_step_count=25, deadline=None, derandomize=True, database=None
)
