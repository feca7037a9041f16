"""The tile says how things stand, in words, and offers the one thing to do."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import Session, select

from tests import factories
from tests.services import people
from vov_app.adapters.clock import StoppedClock
from vov_app.domain.requests import RequestStatus
from vov_app.domain.rights import Context
from vov_app.models import Office, Person, RightRequest
from vov_app.services import homes, organisations, right_requests, tiles
from vov_app.services.organisations import mine
from vov_app.services.work import STRANGER, Actor, Refused, work
from vov_app.services.worlds import World

Seed = Callable[[Callable[[Session], Any]], Any]


def tile(world: World, actor: Actor) -> tiles.TileView:
    with work(world, actor, writes=False) as w:
        return tiles.tile(w)


def give(seed: Seed, actor: Actor, **grant: Any) -> None:
    def change(session: Session) -> None:
        who = session.exec(select(Person).where(Person.id == actor.person_id)).one()
        factories.grant(session, who, people.korenbloem(session), **grant)

    seed(change)


def test_without_a_right_one_can_ask_for_it(world: World, bart: Actor, seed: Seed) -> None:
    seed(people.administrator)
    shown = tile(world, bart)
    assert (shown.standing, shown.action) == ("missing", "ask")
    assert "Carine De Smet" in shown.who_helps
    assert "@" not in shown.who_helps


def test_with_the_right_one_can_file(world: World, an: Actor) -> None:
    shown = tile(world, an)
    assert (shown.standing, shown.action, shown.who_helps) == ("held", "apply", "")
    assert shown.checked == "Nagekeken om 10.00.00 uur."
    assert "31 december 2026" in shown.explanation


def test_a_right_without_end_says_so(world: World, bart: Actor, seed: Seed) -> None:
    give(seed, bart, valid_until=None)
    assert "geen einddatum" in tile(world, bart).explanation


@pytest.mark.parametrize(
    ("grant", "standing", "action", "told"),
    [
        ({"valid_until": date(2025, 8, 31)}, "expired", "ask", "31 augustus 2025"),
        ({"revoked_on": date(2025, 10, 1)}, "revoked", "ask", "ingetrokken op 1 oktober 2025"),
        ({"valid_from": date(2025, 11, 3)}, "not_yet_valid", "wait", "3 november 2025"),
        ({"context": Context.INDIVIDUEEL_MAATWERK}, "other_context", "ask", "individueel maatwerk"),
    ],
)
def test_each_reason_is_told_in_words(
    world: World, bart: Actor, seed: Seed, grant: dict[str, Any], standing: str, action: str, told: str
) -> None:
    give(seed, bart, **grant)
    shown = tile(world, bart)
    assert (shown.standing, shown.action) == (standing, action)
    assert told in shown.explanation


def test_a_request_shows_its_dates(world: World, bart: Actor) -> None:
    with work(world, bart) as w:
        right_requests.ask(w)
    shown = tile(world, bart)
    assert (shown.standing, shown.action) == ("requested", "wait")
    assert "13 oktober 2025" in shown.explanation
    assert "20 oktober 2025" in shown.explanation


def test_a_refusal_tells_its_reason_and_when_one_may_ask_again(
    world: World, bart: Actor, seed: Seed, clock: StoppedClock
) -> None:
    with work(world, bart) as w:
        right_requests.ask(w)

    def refuse(session: Session) -> None:
        request = session.exec(select(RightRequest)).one()
        request.status, request.decided_at, request.reason = RequestStatus.REFUSED, clock.now(), "te nieuw"

    seed(refuse)
    shown = tile(world, bart)
    assert (shown.standing, shown.action) == ("refused", "wait")
    assert "te nieuw" in shown.explanation
    assert "27 oktober 2025" in shown.explanation
    clock.move(timedelta(days=14))
    assert tile(world, bart).action == "ask"


def test_who_can_help_falls_back_to_the_representative_and_then_to_1700(
    world: World, bart: Actor, seed: Seed
) -> None:
    assert "1700" in tile(world, bart).who_helps

    def represent(session: Session) -> None:
        who = factories.person(session, "Geert Jacobs")
        where = people.korenbloem(session)
        factories.appointment(session, who, where, Office.LEGAL_REPRESENTATIVE, "geert@example.be")

    seed(represent)
    assert "Geert Jacobs" in tile(world, bart).who_helps


def test_nobody_without_an_organisation_has_a_tile(world: World) -> None:
    for actor in (STRANGER, Actor(1, 1, "Dirk Maes")):
        with work(world, actor, writes=False) as w, pytest.raises(Refused, match="no_organisation"):
            tiles.tile(w)


def test_the_chooser_lists_only_ones_own_organisations(world: World, bart: Actor, seed: Seed) -> None:
    seed(lambda s: factories.organisation(s, "Metaalwerken Van Loo nv", factories.VAN_LOO))
    with work(world, bart, writes=False) as w:
        assert [o.name for o in mine(w)] == ["Bakkerij De Korenbloem bv"]
        assert mine(w, "aalst koren") != []
        assert mine(w, "0001.234") != []
        assert mine(w, "loo") == []
    with work(world, STRANGER, writes=False) as w, pytest.raises(Refused, match="signed_out"):
        mine(w)


def test_the_home_page_is_empty_for_who_may_not_file(world: World, bart: Actor) -> None:
    with work(world, bart, writes=False) as w:
        assert homes.home(w) == homes.HomeView([], [])


def test_a_decider_without_an_address_gets_no_letter() -> None:
    assert organisations.Decider("Ingrid Baert", None).addressee is None
