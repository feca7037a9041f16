"""Any story of a request for the right: people ask, decide, come and go, days pass; what must hold holds.

A long hunt: set STORIES to some hundreds and `derandomize` to False.
"""

from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from sqlmodel import Session, col, select

from tests import factories
from tests.databases import sqlite_engine
from tests.services import deciding, people
from tests.services.conftest import make_world
from vov_app.adapters.clock import StoppedClock
from vov_app.domain.brussels import brussels_day
from vov_app.domain.requests import Desk, RequestStatus
from vov_app.models import (
    Appointment,
    AuditEntry,
    Duty,
    Grant,
    Letter,
    Office,
    RightRequest,
    RightRequestEvent,
)
from vov_app.services import audit, decisions, duties, grants, right_requests, rights
from vov_app.services.work import Actor, Refused, work
from vov_app.services.worlds import World

STORIES = 25
ASKERS = ("Bart Claes", "Tine Aerts")
GRANTED = {"decision": "grant", "until": "30/6/2030"}
REFUSED = {"decision": "refuse", "reason": "Niet nodig."}
BOTH = st.sampled_from((GRANTED, REFUSED))
# The steps as the rules say them, written down again: a table that is compared with itself is never wrong.
ENDINGS = {RequestStatus.GRANTED, RequestStatus.REFUSED, RequestStatus.WITHDRAWN, RequestStatus.EXPIRED}
STEPS = {
    RequestStatus.REQUESTED: {RequestStatus.REMINDED, RequestStatus.ESCALATED, *ENDINGS},
    RequestStatus.REMINDED: {RequestStatus.ESCALATED, *ENDINGS},
    RequestStatus.ESCALATED: {RequestStatus.ESCALATED, *ENDINGS},
}
OPEN = frozenset(STEPS)


class Requests(RuleBasedStateMachine):
    """De Korenbloem with two people who ask and two who hold an office, as long as they do."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.clock = StoppedClock(factories.MONDAY)
        engine = sqlite_engine(Path(self.folder.name) / "requests.sqlite")
        self.world: World = make_world(engine, self.clock)
        self.people: dict[str, Actor] = {}
        self.outcomes: list[tuple[int, RequestStatus]] = []

    def teardown(self) -> None:
        self.world.engine.dispose()
        self.folder.cleanup()

    def tried(self, actor: Actor, verb: Any) -> bool:
        """Whether a service let the actor do this; when it didn't, nothing may have changed."""
        before = self.rows()
        try:
            with work(self.world, actor) as w:
                verb(w)
        except (Refused, grants.BadEnd):
            assert self.rows() == before
            return False
        return True

    def rows(self) -> list[str]:
        with Session(self.world.engine) as session:
            tables = (RightRequest, RightRequestEvent, Grant, Letter, AuditEntry)
            return [repr(row) for table in tables for row in session.exec(select(table))]

    def requests(self) -> list[RightRequest]:
        with Session(self.world.engine) as session:
            return list(session.exec(select(RightRequest).order_by(col(RightRequest.id))))

    @initialize(mailed=st.booleans(), represented=st.booleans())
    def organisation(self, mailed: bool, represented: bool) -> None:
        with Session(self.world.engine, expire_on_commit=False) as session:
            for name in ASKERS:
                self.people[name] = people.member(session, name)
            deciding.mailed(session, self.people[ASKERS[0]])
            address = "carine@korenbloem.example" if mailed else None
            carine = deciding.holder("Carine De Smet", Office.LOCAL_ADMINISTRATOR, address)
            self.people["Carine"] = carine(session)
            if represented:
                self.people["Geert"] = deciding.geert(session)
            session.commit()

    @rule(name=st.sampled_from(ASKERS))
    def ask(self, name: str) -> None:
        actor = self.people[name]
        with work(self.world, actor, writes=False) as w:
            decision, waiting = rights.decision(w), right_requests.current(w)
            too_soon = right_requests.asks_again_on(w, decision) is not None
        done = self.tried(actor, right_requests.ask)
        assert done == (not decision.allowed and (waiting is not None or (decision.may_ask and not too_soon)))

    @rule(name=st.sampled_from(ASKERS), other=st.booleans())
    def withdraw(self, name: str, other: bool) -> None:
        for request in self.requests():
            theirs = request.person_id == self.people[name].person_id
            done = self.tried(self.people[name], lambda w, key=request.key: right_requests.withdraw(w, key))
            assert done == theirs

    @rule(name=st.sampled_from((*ASKERS, "Carine", "Geert")), typed=BOTH)
    def decide(self, name: str, typed: dict[str, str]) -> None:
        actor = self.people.get(name)
        waiting = [request for request in self.requests() if request.status in OPEN]
        if actor is None or not waiting:
            return
        with Session(self.world.engine) as session:
            holds = session.exec(
                select(Appointment).where(
                    Appointment.person_id == actor.person_id, col(Appointment.ended_at).is_(None)
                )
            ).first()
        request = waiting[0]
        done = self.tried(actor, lambda w: decisions.decide(w, request.key, typed))
        assert done == (holds is not None and request.person_id != actor.person_id)

    @rule(days=st.sampled_from((1, 3, 5, 8, 15, 61)))
    def nights(self, days: int) -> None:
        """Days pass; the duties run on the last of them, as after a machine that stood still."""
        self.clock.move(timedelta(days=days))
        assert duties.run(self.world)
        assert not duties.run(self.world)

    @rule(address=st.sampled_from((None, "carine@korenbloem.example")), ends=st.booleans())
    def administrator(self, address: str | None, ends: bool) -> None:
        """Carine gets or loses her address, or her office."""
        with Session(self.world.engine) as session:
            office = session.exec(
                select(Appointment).where(Appointment.person_id == self.people["Carine"].person_id)
            ).one()
            office.email, office.ended_at = address, self.clock.now() if ends else None
            session.commit()

    @rule(name=st.sampled_from(("Carine", "Geert")))
    def revoke(self, name: str) -> None:
        actor = self.people.get(name)
        with Session(self.world.engine) as session:
            held = session.exec(select(Grant.key).where(col(Grant.revoked_on).is_(None))).first()
        if actor is not None and held is not None:
            self.tried(actor, lambda w: grants.revoke(w, held))

    @invariant()
    def at_most_one_is_open_per_person(self) -> None:
        waiting = [request.person_id for request in self.requests() if request.status in OPEN]
        assert len(waiting) == len(set(waiting))

    @invariant()
    def every_step_is_in_the_table(self) -> None:
        with Session(self.world.engine) as session:
            events = session.exec(select(RightRequestEvent).order_by(col(RightRequestEvent.id))).all()
        last: dict[int, RequestStatus] = {}
        for event in events:
            before = last.get(event.request_id)
            if before is None:
                assert event.status in (RequestStatus.REQUESTED, RequestStatus.ESCALATED)
            else:
                assert event.status in STEPS.get(before, ())
            last[event.request_id] = event.status
        assert {request.id: request.status for request in self.requests()} == last

    @invariant()
    def nobody_is_left_with_nobody(self) -> None:
        """An open request lies with the operator, or where a letter about it went when it came there."""
        if not self.people:
            return
        for request in self.requests():
            if request.status not in OPEN:
                assert request.decided_at is not None
                continue
            if request.desk is not Desk.OPERATOR:
                with Session(self.world.engine) as session:
                    told = [letter.once for letter in session.exec(select(Letter))]
                assert any(request.key in once for once in told)

    @invariant()
    def no_promise_is_broken_in_silence(self) -> None:
        """After the duties of a day no open request is past its promised date."""
        with Session(self.world.engine) as session:
            ran = session.exec(select(Duty)).first()
        if ran is None or ran.ran_for != brussels_day(self.clock.now()):
            return
        assert all(r.promised_on >= ran.ran_for for r in self.requests() if r.status in OPEN)

    @invariant()
    def what_was_granted_left_a_right(self) -> None:
        with Session(self.world.engine) as session:
            holders = set(session.exec(select(Grant.person_id)))
        assert {r.person_id for r in self.requests() if r.status is RequestStatus.GRANTED} <= holders

    @invariant()
    def the_record_is_whole_and_holds_each_step(self) -> None:
        with Session(self.world.engine) as session:
            assert audit.first_broken(session) is None
            entries = session.exec(
                select(AuditEntry).where(col(AuditEntry.action).startswith("request:"))
            ).all()
            events = session.exec(select(RightRequestEvent)).all()
        assert len(entries) == len(events)

    @invariant()
    def letters_are_written_once(self) -> None:
        with Session(self.world.engine) as session:
            causes = list(session.exec(select(Letter.once)))
        assert len(causes) == len(set(causes))


TestRequests = Requests.TestCase
TestRequests.settings = settings(
    max_examples=STORIES,
    stateful_step_count=12,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
