"""What the system does by itself: nobody who asked is left hanging, whoever is there to decide."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlmodel import Session, select

from tests.services import deciding, people
from tests.services.deciding import Seed
from vov_app.adapters.clock import StoppedClock
from vov_app.domain.requests import OPEN, Desk, RequestStatus
from vov_app.domain.rights import Standing
from vov_app.models import AuditEntry, Grant, LetterKind, Office
from vov_app.services import duties, renewals, request_views, right_requests, rights
from vov_app.services.renewals import RenewalView
from vov_app.services.work import Actor, Refused, work
from vov_app.services.worlds import World, listen

CARINE, GEERT, OPERATOR = "carine@korenbloem.example", "geert@korenbloem.example", "team@loket.example"


@pytest.fixture
def world(world: World) -> World:
    """With an operator who can be mailed."""
    manners = replace(world.manners, operator_name="het team", operator_email=OPERATOR)
    return replace(world, manners=manners)


def on(world: World, clock: StoppedClock, day: date) -> bool:
    """It is this day at seven, and the duties are done."""
    seven = datetime(day.year, day.month, day.day, 5, 0, tzinfo=UTC)
    clock.move(seven - clock.now())
    return duties.run(world)


def test_the_way_of_a_request_that_nobody_decides(
    world: World, bart: Actor, seed: Seed, clock: StoppedClock
) -> None:
    seed(deciding.carine)
    seed(deciding.geert)
    seed(lambda session: deciding.mailed(session, bart))
    deciding.asked(world, bart)
    assert deciding.request(world).promised_on == date(2025, 10, 20)
    on(world, clock, date(2025, 10, 15))
    assert deciding.request(world).status is RequestStatus.REQUESTED
    on(world, clock, date(2025, 10, 16))
    assert deciding.request(world).status is RequestStatus.REMINDED
    on(world, clock, date(2025, 10, 20))
    assert deciding.request(world).desk is Desk.ADMINISTRATORS
    on(world, clock, date(2025, 10, 21))
    request = deciding.request(world)
    assert (request.desk, request.promised_on) == (Desk.REPRESENTATIVES, date(2025, 10, 28))
    on(world, clock, date(2025, 10, 29))
    request = deciding.request(world)
    assert (request.status, request.desk) == (RequestStatus.ESCALATED, Desk.OPERATOR)
    assert request.promised_on == date(2025, 11, 5)
    on(world, clock, date(2025, 12, 12))
    assert deciding.request(world).status is RequestStatus.EXPIRED
    mine = "bart@korenbloem.example"
    assert deciding.letters(world) == [
        (LetterKind.RIGHT_REQUESTED, CARINE),
        (LetterKind.REQUEST_RECEIVED, mine),
        (LetterKind.REQUEST_REMINDED, CARINE),
        (LetterKind.REQUEST_ESCALATED, GEERT),
        (LetterKind.REQUEST_ESCALATED_TOLD, mine),
        (LetterKind.REQUEST_ESCALATED, OPERATOR),
        (LetterKind.REQUEST_ESCALATED_TOLD, mine),
        (LetterKind.REQUEST_EXPIRED, mine),
    ]
    with work(world, bart, writes=False) as w:
        assert rights.decision(w).may_ask


def test_holidays_are_no_working_days(world: World, bart: Actor, seed: Seed, clock: StoppedClock) -> None:
    seed(deciding.carine)
    clock.move(datetime(2025, 11, 7, 9, 0, tzinfo=UTC) - clock.now())
    deciding.asked(world, bart)
    assert deciding.request(world).promised_on == date(2025, 11, 17)


@pytest.mark.parametrize("administrator", [None, "mailed", "silent", "self"])
@pytest.mark.parametrize("representative", [None, "mailed", "silent"])
def test_no_shape_of_an_organisation_is_a_dead_end(
    world: World,
    bart: Actor,
    seed: Seed,
    clock: StoppedClock,
    administrator: str | None,
    representative: str | None,
) -> None:
    actor = bart
    for name, office, how in (
        ("Carine De Smet", Office.LOCAL_ADMINISTRATOR, administrator),
        ("Geert Jacobs", Office.LEGAL_REPRESENTATIVE, representative),
    ):
        if how is not None:
            held = seed(deciding.holder(name, office, None if how == "silent" else CARINE))
            actor = held if how == "self" else actor
    deciding.asked(world, actor)
    day = date(2025, 10, 13)
    for _ in range(60):
        before = deciding.request(world)
        if before.status in OPEN:
            told = [to for kind, to in deciding.letters(world) if kind is not LetterKind.REQUEST_RECEIVED]
            assert told
            assert before.promised_on >= day
            with work(world, actor, writes=False) as w:
                view = request_views.show(w, before.key)
                assert view.open
                assert "uiterlijk op" in view.text
        day += timedelta(days=1)
        on(world, clock, day)
    assert deciding.request(world).status is RequestStatus.EXPIRED
    with work(world, actor) as w:
        assert right_requests.ask(w).asked_on == day


def test_the_duties_of_a_day_are_done_once_however_many_try(
    world: World, bart: Actor, seed: Seed, clock: StoppedClock
) -> None:
    seed(deciding.carine)
    deciding.asked(world, bart)
    clock.move(timedelta(days=3))
    with ThreadPoolExecutor(6) as pool:
        ran = list(pool.map(lambda _: duties.run(world), range(6)))
    assert ran.count(True) == 1
    kinds = [kind for kind, _ in deciding.letters(world)]
    assert kinds == [LetterKind.RIGHT_REQUESTED, LetterKind.REQUEST_REMINDED]


def test_nights_that_were_missed_are_made_up_for(
    world: World, bart: Actor, seed: Seed, clock: StoppedClock
) -> None:
    seed(deciding.carine)
    deciding.asked(world, bart)
    on(world, clock, date(2025, 10, 27))
    assert deciding.request(world).desk is Desk.OPERATOR
    assert deciding.letters(world)[-1] == (LetterKind.REQUEST_ESCALATED, OPERATOR)


def test_who_holds_a_right_that_ends_is_warned_once_per_end(
    world: World, an: Actor, seed: Seed, clock: StoppedClock
) -> None:
    carine: Actor = seed(deciding.carine)
    seed(lambda session: deciding.mailed(session, an, "an@korenbloem.example"))
    seed(_end(date(2025, 11, 20)))
    on(world, clock, date(2025, 10, 20))
    assert deciding.letters(world) == []
    for day in (21, 22, 23):
        on(world, clock, date(2025, 10, day))
    warned = [
        (LetterKind.RIGHT_ENDING, "an@korenbloem.example"),
        (LetterKind.RIGHT_ENDING_ADMINISTRATOR, CARINE),
    ]
    assert deciding.letters(world) == warned
    key = seed(lambda session: session.exec(select(Grant)).one().key)
    with work(world, carine) as w:
        assert "22 oktober 2026" in renewals.show(w, key).proposal
        renewals.renew(w, key)
        renewals.renew(w, key)
    assert deciding.letters(world) == [*warned, (LetterKind.RIGHT_CHANGED, "an@korenbloem.example")]
    with work(world, an) as w, pytest.raises(Refused, match="no_office"):
        renewals.renew(w, key)
    with work(world, carine) as w, pytest.raises(Refused, match="no_user"):
        renewals.show(w, "elsewhere")


def test_a_right_is_renewed_until_another_day_and_never_made_shorter(
    world: World, an: Actor, seed: Seed
) -> None:
    carine: Actor = seed(deciding.carine)
    seed(_end(date(2025, 11, 20)))
    key = seed(lambda session: session.exec(select(Grant)).one().key)

    def renewed(until: str) -> RenewalView:
        with work(world, carine) as w:
            return renewals.renew(w, key, {"until": until})

    faults = {"": "Vul", "morgen": "geen datum", "1/1/2031": "ver", "19/11/2025": "geldt al tot en met"}
    for until, said in faults.items():
        view = renewed(until)
        assert said in view.faults["until"]
        assert (view.answers["until"], view.done) == (until, "")
        assert view.proposal
    assert renewed("31/3/2027").done == "Het recht is verlengd tot en met 31 maart 2027."
    assert "31 maart 2027" in renewed("31/3/2027").now
    with Session(world.engine) as session:
        entries = [e.action for e in session.exec(select(AuditEntry)) if e.action == "right:change"]
    assert len(entries) == 1


def test_a_holder_without_an_address_is_warned_of_to_the_administrator(
    world: World, an: Actor, seed: Seed, clock: StoppedClock
) -> None:
    seed(deciding.carine)
    seed(_end(date(2025, 10, 20)))
    on(world, clock, date(2025, 10, 14))
    assert deciding.letters(world) == [(LetterKind.RIGHT_ENDING_ADMINISTRATOR, CARINE)]


def test_a_right_that_ended_or_was_revoked_is_not_renewed(world: World, an: Actor, seed: Seed) -> None:
    carine: Actor = seed(deciding.carine)
    key = seed(lambda session: session.exec(select(Grant)).one().key)
    seed(_end(date(2025, 10, 12)))
    with work(world, carine) as w:
        assert renewals.renew(w, key).proposal == ""
    seed(_revoke)
    with work(world, carine) as w:
        view = renewals.renew(w, key)
        assert "ingetrokken" in view.now
        assert rights.decision(replace(w, actor=an)).standing is Standing.REVOKED


@pytest.mark.parametrize(
    ("last", "midnight"),
    [
        (date(2025, 10, 25), datetime(2025, 10, 25, 22, 0, tzinfo=UTC)),
        (date(2025, 10, 26), datetime(2025, 10, 26, 23, 0, tzinfo=UTC)),
        (date(2026, 3, 28), datetime(2026, 3, 28, 23, 0, tzinfo=UTC)),
        (date(2026, 3, 29), datetime(2026, 3, 29, 22, 0, tzinfo=UTC)),
    ],
)
def test_a_right_stops_at_midnight_in_brussels_around_the_clock_changes(
    world: World, an: Actor, seed: Seed, clock: StoppedClock, last: date, midnight: datetime
) -> None:
    seed(_end(last))
    clock.move(midnight - timedelta(seconds=1) - clock.now())
    with work(world, an, writes=False) as w:
        assert rights.decision(w).standing is Standing.HELD
    clock.move(timedelta(seconds=1))
    with work(world, an, writes=False) as w:
        assert rights.decision(w).standing is Standing.EXPIRED


def test_screens_look_again_when_a_right_has_ended(
    world: World, an: Actor, seed: Seed, clock: StoppedClock
) -> None:
    heard: list[frozenset[int]] = []
    listen(lambda _world, people: heard.append(people))
    seed(_end(date(2025, 10, 13)))
    on(world, clock, date(2025, 10, 14))
    listen(lambda _world, people: None)
    assert heard == [frozenset({an.person_id})]


def _end(day: date) -> Callable[[Session], None]:
    def change(session: Session) -> None:
        session.exec(select(Grant)).one().valid_until = day

    return change


def _revoke(session: Session) -> None:
    session.exec(select(Grant)).one().revoked_on = date(2025, 10, 13)


def test_a_request_is_withdrawn_by_who_made_it_alone(world: World, bart: Actor, seed: Seed) -> None:
    key = deciding.asked(world, bart)
    colleague: Actor = seed(people.filer)
    for act in (right_requests.withdraw, request_views.show):
        with work(world, colleague) as w, pytest.raises(Refused, match="no_request"):
            act(w, key)
    for _ in range(2):
        with work(world, bart) as w:
            right_requests.withdraw(w, key)
    assert deciding.request(world).status is RequestStatus.WITHDRAWN
    with work(world, bart, writes=False) as w:
        view = request_views.show(w, key)
    assert "trok uw vraag in" in view.text
    assert "context “opleidingsverlof” voor Bakkerij De Korenbloem bv" in view.what
    assert view.asked == "Op 13 oktober 2025"
    assert len(view.history) == 3
