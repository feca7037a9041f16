"""Asking for the right: once, with letters to those who decide, and never without an answer by a date."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import Session, select

from tests import factories
from tests.services import people
from vov_app.adapters.clock import StoppedClock
from vov_app.domain.requests import RequestStatus
from vov_app.domain.rights import Context, Decision, Right, Standing
from vov_app.models import Letter, Office, Person, RightRequest, RightRequestEvent
from vov_app.services import right_requests, rights
from vov_app.services.work import STRANGER, Actor, Refused, work
from vov_app.services.worlds import World

Seed = Callable[[Callable[[Session], Any]], Any]


def ask(world: World, actor: Actor) -> right_requests.OpenRequest:
    with work(world, actor) as w:
        return right_requests.ask(w)


def all_of(world: World, table: type[Any]) -> list[Any]:
    with Session(world.engine) as session:
        return list(session.exec(select(table)))


def decide(seed: Seed, status: RequestStatus, when: StoppedClock) -> None:
    def change(session: Session) -> None:
        request = session.exec(select(RightRequest)).one()
        request.status, request.decided_at, request.reason = status, when.now(), "niet uw taak"

    seed(change)


def test_a_request_is_recorded_with_its_promised_date(world: World, bart: Actor, seed: Seed) -> None:
    seed(people.administrator)
    made = ask(world, bart)
    assert made.asked_on == date(2025, 10, 13)
    assert made.promised_on == date(2025, 10, 20)
    assert [e.status for e in all_of(world, RightRequestEvent)] == [RequestStatus.REQUESTED]


def test_every_administrator_with_an_address_gets_a_letter(world: World, bart: Actor, seed: Seed) -> None:
    seed(people.administrator)
    seed(lambda s: people.administrator(s, email=None))
    ask(world, bart)
    (letter,) = all_of(world, Letter)
    assert letter.recipient == "carine@korenbloem.example"
    assert "Bart Claes" in letter.body
    assert "20 oktober 2025" in letter.body
    assert factories.INSZ not in letter.body


def test_without_an_administrator_the_legal_representative_gets_it(
    world: World, bart: Actor, seed: Seed
) -> None:
    def represent(session: Session) -> None:
        who = factories.person(session, "Geert Jacobs")
        where = people.korenbloem(session)
        factories.appointment(session, who, where, Office.LEGAL_REPRESENTATIVE, "geert@example.be")

    seed(represent)
    seed(lambda s: people.administrator(s, email=None))
    ask(world, bart)
    assert [letter.recipient for letter in all_of(world, Letter)] == ["geert@example.be"]


def test_with_nobody_to_mail_the_request_stands_all_the_same(world: World, bart: Actor) -> None:
    ask(world, bart)
    assert all_of(world, Letter) == []
    assert len(all_of(world, RightRequest)) == 1


def test_asking_again_gives_the_same_request_and_no_second_letter(
    world: World, bart: Actor, seed: Seed, clock: StoppedClock
) -> None:
    seed(people.administrator)
    first = ask(world, bart)
    clock.move(timedelta(days=1))
    assert ask(world, bart) == first
    assert len(all_of(world, Letter)) == 1


def test_when_another_tab_was_first_theirs_is_the_request(
    world: World, bart: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = ask(world, bart)
    monkeypatch.setattr(right_requests, "current", lambda _w: None)
    monkeypatch.setattr(rights, "decision", lambda _w: Decision(Standing.MISSING))
    assert ask(world, bart) == first
    assert len(all_of(world, RightRequest)) == 1


def test_a_pause_after_a_refusal_ends_with_a_later_right(
    world: World, bart: Actor, seed: Seed, clock: StoppedClock
) -> None:
    ask(world, bart)
    decide(seed, RequestStatus.REFUSED, clock)

    def grant(session: Session) -> None:
        who = session.exec(select(Person).where(Person.id == bart.person_id)).one()
        factories.grant(session, who, people.korenbloem(session), revoked_on=date(2025, 10, 15))

    seed(grant)
    clock.move(timedelta(days=3))
    assert ask(world, bart).asked_on == date(2025, 10, 16)


def test_who_holds_the_right_has_nothing_to_ask(world: World, an: Actor) -> None:
    with pytest.raises(Refused, match="held"):
        ask(world, an)
    assert all_of(world, RightRequest) == []


def test_after_a_refusal_comes_a_pause(world: World, bart: Actor, seed: Seed, clock: StoppedClock) -> None:
    ask(world, bart)
    decide(seed, RequestStatus.REFUSED, clock)
    clock.move(timedelta(days=13))
    with pytest.raises(Refused, match="pause"):
        ask(world, bart)
    clock.move(timedelta(days=1))
    ask(world, bart)
    assert len(all_of(world, RightRequest)) == 2


def test_there_is_a_cap_on_open_requests(world: World, bart: Actor, seed: Seed) -> None:
    def fill(session: Session) -> None:
        who = session.exec(select(Person).where(Person.id == bart.person_id)).one()
        for number in range(10):
            where = factories.organisation(session, f"Bedrijf {number}", f"000000{number:04d}")
            session.add(
                RightRequest(
                    person_id=who.id or 0,
                    organisation_id=where.id or 0,
                    right=Right.RESPONSIBLE,
                    context=Context.OPLEIDINGSVERLOF,
                    asked_at=factories.MONDAY,
                    promised_on=date(2025, 10, 20),
                )
            )

    seed(fill)
    with pytest.raises(Refused, match="too_many"):
        ask(world, bart)


@pytest.mark.parametrize("actor", [STRANGER, Actor(1, 1, "Dirk Maes")])
def test_a_stranger_and_who_acts_for_nobody_are_refused(world: World, actor: Actor) -> None:
    with pytest.raises(Refused, match="no_organisation"):
        ask(world, actor)
