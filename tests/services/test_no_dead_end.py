"""No request waits for nothing: who decides goes, who asked goes, the right comes another way."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlmodel import Session, select

from tests import factories
from tests.services import deciding, office_holders, people
from tests.services.deciding import Seed
from vov_app.adapters.clock import StoppedClock
from vov_app.domain.requests import Desk, RequestAction, RequestStatus
from vov_app.models import (
    Appointment,
    AuditEntry,
    Grant,
    LetterKind,
    Membership,
    Office,
    Person,
    RightRequestEvent,
)
from vov_app.services import appointments, decisions, duties, request_views, right_requests, users
from vov_app.services.work import Actor, Refused, work
from vov_app.services.worlds import World, listen

BART, CARINE, GEERT = "bart@korenbloem.example", "carine@korenbloem.example", "geert@korenbloem.example"
TEAM = "team@loket.example"
REFUSE = {"decision": "refuse", "reason": "Hilde doet dit al."}


@pytest.fixture
def world(world: World) -> World:
    """With an operator who can be mailed."""
    return replace(world, manners=replace(world.manners, operator_email=TEAM))


@pytest.fixture
def bart(bart: Actor, seed: Seed) -> Actor:
    seed(lambda session: deciding.mailed(session, bart))
    return bart


@pytest.fixture
def carine(seed: Seed) -> Actor:
    made: Actor = seed(deciding.carine)
    return made


@pytest.fixture
def geert(seed: Seed) -> Actor:
    made: Actor = seed(deciding.geert)
    return made


def tomorrow(world: World, clock: StoppedClock) -> None:
    """The next day, with its duties done."""
    clock.move(timedelta(days=1))
    assert duties.run(world)


def key_of(seed: Seed, name: str) -> str:
    return str(seed(lambda session: office_holders.key_of(session, name)))


def addressed(world: World, kind: LetterKind) -> list[str]:
    return [to for one, to in deciding.letters(world) if one is kind]


def taken(world: World) -> list[RequestAction | None]:
    with Session(world.engine) as session:
        return [event.action for event in session.exec(select(RightRequestEvent))]


def test_who_share_an_address_get_one_letter(
    world: World, bart: Actor, carine: Actor, seed: Seed, clock: StoppedClock
) -> None:
    seed(deciding.holder("Hilde Vermeulen", Office.LOCAL_ADMINISTRATOR, CARINE))
    deciding.asked(world, bart)
    for _ in range(3):
        tomorrow(world, clock)
    assert addressed(world, LetterKind.RIGHT_REQUESTED) == [CARINE]
    assert addressed(world, LetterKind.REQUEST_REMINDED) == [CARINE]


def test_who_share_an_address_are_warned_of_an_end_once(
    world: World, an: Actor, carine: Actor, seed: Seed, clock: StoppedClock
) -> None:
    seed(deciding.holder("Hilde Vermeulen", Office.LOCAL_ADMINISTRATOR, CARINE))
    seed(lambda session: setattr(session.exec(select(Grant)).one(), "valid_until", date(2025, 10, 20)))
    tomorrow(world, clock)
    assert deciding.letters(world) == [(LetterKind.RIGHT_ENDING_ADMINISTRATOR, CARINE)]


def test_when_the_last_who_decides_is_dismissed_it_is_passed_on_that_night(
    world: World, bart: Actor, carine: Actor, geert: Actor, seed: Seed, clock: StoppedClock
) -> None:
    deciding.asked(world, bart)
    hers = key_of(seed, "Carine De Smet")
    with work(world, geert) as w:
        appointments.dismiss(w, hers)
    tomorrow(world, clock)
    request = deciding.request(world)
    assert (request.status, request.desk) == (RequestStatus.ESCALATED, Desk.REPRESENTATIVES)
    assert request.promised_on == date(2025, 10, 21)
    assert addressed(world, LetterKind.REQUEST_ESCALATED) == [GEERT]
    assert addressed(world, LetterKind.REQUEST_ESCALATED_TOLD) == [BART]
    tomorrow(world, clock)
    assert deciding.request(world).promised_on == date(2025, 10, 21)


def test_when_their_address_is_gone_it_is_passed_on_that_night_and_nobody_is_reminded(
    world: World, bart: Actor, carine: Actor, seed: Seed, clock: StoppedClock
) -> None:
    deciding.asked(world, bart)
    clock.move(timedelta(days=2))
    seed(lambda session: setattr(session.exec(select(Appointment)).one(), "email", None))
    tomorrow(world, clock)
    assert deciding.request(world).desk is Desk.OPERATOR
    assert taken(world) == [None, RequestAction.ESCALATE]
    assert addressed(world, LetterKind.REQUEST_ESCALATED) == [TEAM]


def test_who_asked_and_then_became_the_only_one_who_decides_is_helped_by_somebody_else(
    world: World, bart: Actor, carine: Actor, geert: Actor, seed: Seed, clock: StoppedClock
) -> None:
    deciding.asked(world, bart)
    mine, hers = key_of(seed, "Bart Claes"), key_of(seed, "Carine De Smet")
    with work(world, geert) as w:
        appointments.appoint(w, mine)
        appointments.dismiss(w, hers)
    tomorrow(world, clock)
    assert deciding.request(world).desk is Desk.REPRESENTATIVES


@pytest.mark.parametrize("left", ["removed", "claims"])
def test_the_request_of_who_left_lapses_that_night_and_they_hear_why(
    world: World, bart: Actor, carine: Actor, seed: Seed, clock: StoppedClock, left: str
) -> None:
    key, me = deciding.asked(world, bart), key_of(seed, "Bart Claes")
    if left == "removed":
        with work(world, carine) as w:
            users.remove(w, me)
    else:
        seed(lambda session: _end_membership(session, bart))
    with pytest.raises(Refused, match="no_user"), work(world, carine) as w:
        decisions.decide(w, key, {"decision": "grant", "until": "30/6/2026"})
    tomorrow(world, clock)
    assert deciding.request(world).status is RequestStatus.EXPIRED
    assert deciding.letters(world)[-1] == (LetterKind.REQUEST_LAPSED, BART)
    with work(world, carine, writes=False) as w:
        assert decisions.waiting(w) == []


def test_a_right_that_is_given_answers_the_open_request(
    world: World, bart: Actor, carine: Actor, seed: Seed, clock: StoppedClock
) -> None:
    key, me = deciding.asked(world, bart), key_of(seed, "Bart Claes")
    with work(world, carine) as w:
        users.give(w, [me], date(2026, 6, 30))
    assert deciding.request(world).status is RequestStatus.GRANTED
    with work(world, carine) as w:
        assert decisions.waiting(w) == []
        assert "Carine De Smet heeft dit recht toegekend" in decisions.decide(w, key, REFUSE).decided
    with work(world, bart, writes=False) as w:
        assert request_views.show(w, key).open is False
    for _ in range(10):
        tomorrow(world, clock)
    told = [(LetterKind.RIGHT_REQUESTED, CARINE), (LetterKind.REQUEST_RECEIVED, BART)]
    assert deciding.letters(world) == [*told, (LetterKind.RIGHT_GRANTED, BART)]
    with Session(world.engine) as session:
        entries = [(entry.action, entry.role) for entry in session.exec(select(AuditEntry))]
    assert entries[1:] == [("right:grant", "lokale beheerder"), ("request:grant", "lokale beheerder")]


def test_a_right_that_came_another_way_answers_the_open_request_that_night(
    world: World, bart: Actor, carine: Actor, seed: Seed, clock: StoppedClock
) -> None:
    key = deciding.asked(world, bart)

    def bring(session: Session) -> None:
        factories.grant(session, session.get_one(Person, bart.person_id), people.korenbloem(session))

    seed(bring)
    heard: list[frozenset[int]] = []
    listen(lambda _world, changed: heard.append(changed))
    tomorrow(world, clock)
    listen(lambda _world, changed: None)
    assert deciding.request(world).status is RequestStatus.GRANTED
    assert heard == [frozenset({bart.person_id})]
    with work(world, carine, writes=False) as w:
        assert decisions.show(w, key).decided == "het loket heeft dit recht toegekend op 14 oktober 2025."
    assert LetterKind.REQUEST_GRANTED not in [kind for kind, _ in deciding.letters(world)]


def test_a_request_elsewhere_is_another_request(world: World, bart: Actor, carine: Actor, seed: Seed) -> None:
    def ask_elsewhere(session: Session) -> Actor:
        where = factories.organisation(session, "Van Loo", factories.VAN_LOO)
        factories.membership(session, session.get_one(Person, bart.person_id), where)
        return replace(bart, organisation=people.ref(where))

    elsewhere, me = seed(ask_elsewhere), key_of(seed, "Bart Claes")
    deciding.asked(world, elsewhere)
    with work(world, carine) as w:
        users.give(w, [me], date(2026, 6, 30))
    with work(world, elsewhere) as w:
        assert right_requests.current(w) is not None


def _end_membership(session: Session, actor: Actor) -> None:
    wanted = select(Membership).where(Membership.person_id == actor.person_id)
    session.exec(wanted).one().ended_at = factories.MONDAY
