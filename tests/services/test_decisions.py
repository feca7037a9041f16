"""Deciding: by who holds the office, once, with a letter, and with the right that follows from it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from sqlmodel import Session, select

from tests.services import deciding, people
from tests.services.deciding import Seed
from vov_app.adapters.clock import StoppedClock
from vov_app.domain.requests import RequestStatus
from vov_app.domain.rights import Standing
from vov_app.models import AuditEntry, Grant, LetterKind, Office
from vov_app.services import decisions, grants, request_views, rights
from vov_app.services.work import STRANGER, Actor, Refused, work
from vov_app.services.worlds import World

GRANT = {"decision": "grant", "until": "30/6/2026"}
REFUSE = {"decision": "refuse", "reason": "Hilde doet dit al."}


@pytest.fixture
def carine(seed: Seed) -> Actor:
    made: Actor = seed(deciding.carine)
    return made


@pytest.fixture
def key(world: World, bart: Actor, carine: Actor, seed: Seed) -> str:
    seed(lambda session: deciding.mailed(session, bart))
    return deciding.asked(world, bart)


def decide(world: World, actor: Actor, key: str, typed: dict[str, str]) -> decisions.DecisionView:
    with work(world, actor) as w:
        return decisions.decide(w, key, typed)


def standing(world: World, actor: Actor) -> Standing:
    with work(world, actor, writes=False) as w:
        return rights.decision(w).standing


def test_the_page_tells_who_what_and_until_when(world: World, carine: Actor, key: str) -> None:
    with work(world, carine, writes=False) as w:
        view = decisions.show(w, key)
        [line] = decisions.waiting(w)
    assert view.person == line.person == "Bart Claes"
    assert view.motive == deciding.REASON
    assert "20 oktober 2025" in view.asked
    assert view.answers == {"until": "12/10/2026"}
    assert view.asked_fields == ["decision"]
    assert view.decided == ""


def test_what_is_chosen_asks_its_own_question(world: World, carine: Actor, key: str) -> None:
    with work(world, carine, writes=False) as w:
        assert decisions.note(w, key, {"decision": "grant"}).asked_fields == ["decision", "until"]
        assert decisions.note(w, key, {"decision": "refuse"}).asked_fields == ["decision", "reason"]


def test_a_grant_gives_the_right_until_that_day(world: World, bart: Actor, carine: Actor, key: str) -> None:
    view = decide(world, carine, key, GRANT)
    assert view.decided == "Carine De Smet heeft dit recht toegekend op 13 oktober 2025."
    assert standing(world, bart) is Standing.HELD
    with Session(world.engine) as session:
        grant = session.exec(select(Grant)).one()
        actions = [e.action for e in session.exec(select(AuditEntry))]
    assert (grant.valid_from, grant.valid_until) == (date(2025, 10, 13), date(2026, 6, 30))
    assert actions == ["request:ask", "right:grant", "request:grant"]
    assert deciding.letters(world)[-1] == (LetterKind.REQUEST_GRANTED, "bart@korenbloem.example")


def test_a_refusal_tells_its_reason(world: World, bart: Actor, carine: Actor, key: str) -> None:
    view = decide(world, carine, key, REFUSE)
    assert "geweigerd op 13 oktober 2025" in view.decided
    assert standing(world, bart) is Standing.REFUSED
    assert deciding.request(world).reason == "Hilde doet dit al."
    assert deciding.letters(world)[-1] == (LetterKind.REQUEST_REFUSED, "bart@korenbloem.example")


def test_who_was_refused_learns_from_when_they_may_ask_again(
    world: World, bart: Actor, carine: Actor, key: str, clock: StoppedClock
) -> None:
    def again() -> str:
        with work(world, bart, writes=False) as w:
            return request_views.show(w, key).again

    assert again() == ""
    decide(world, carine, key, REFUSE)
    assert again() == "Vanaf 27 oktober 2025 kunt u het recht opnieuw aanvragen."
    clock.move(timedelta(days=14))
    assert again() == "U kunt het recht opnieuw aanvragen."
    with work(world, carine) as w:
        grants.give(w, bart.person_id, date(2026, 6, 30))
    assert again() == ""


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({}, "decision"),
        ({"decision": "maybe"}, "decision"),
        ({"decision": "grant"}, "until"),
        ({"decision": "grant", "until": "gisteren"}, "until"),
        ({"decision": "grant", "until": "12/10/2025"}, "until"),
        ({"decision": "grant", "until": "13/10/2030"}, "until"),
        ({"decision": "refuse"}, "reason"),
        ({"decision": "refuse", "reason": "zie www.voorbeeld.be"}, "reason"),
    ],
)
def test_an_unsound_decision_changes_nothing(
    world: World, carine: Actor, key: str, typed: dict[str, str], field: str
) -> None:
    assert list(decide(world, carine, key, typed).faults) == [field]
    assert deciding.request(world).status is RequestStatus.REQUESTED


def test_nobody_agrees_to_a_last_day_that_they_did_not_see(world: World, carine: Actor, key: str) -> None:
    quick = decide(world, carine, key, {"decision": "grant"})
    assert quick.answers["until"] == "12/10/2026"
    assert quick.faults["until"].startswith("Kijk na")
    empty = decide(world, carine, key, {"decision": "grant", "until": ""})
    assert (empty.answers["until"], empty.faults["until"][:3]) == ("", "Vul")


def test_the_second_sees_who_was_first(world: World, carine: Actor, key: str, seed: Seed) -> None:
    geert: Actor = seed(deciding.geert)
    decide(world, carine, key, GRANT)
    assert "Carine De Smet heeft dit recht toegekend" in decide(world, geert, key, REFUSE).decided
    assert deciding.request(world).status is RequestStatus.GRANTED


def test_of_many_at_once_one_decides(world: World, carine: Actor, key: str) -> None:
    with ThreadPoolExecutor(6) as pool:
        typed = [GRANT, REFUSE] * 3
        told = {view.decided for view in pool.map(lambda given: decide(world, carine, key, given), typed)}
    assert len(told) == 1
    with Session(world.engine) as session:
        assert len(list(session.exec(select(Grant)))) <= 1
    assert len(deciding.letters(world)) == 3


def test_nobody_decides_about_their_own_request(world: World, seed: Seed) -> None:
    carine: Actor = seed(deciding.carine)
    key = deciding.asked(world, carine)
    with pytest.raises(Refused, match="own_request"):
        decide(world, carine, key, GRANT)


@pytest.mark.parametrize("who", ["stranger", "colleague", "requester"])
def test_who_holds_no_office_neither_looks_nor_decides(
    world: World, bart: Actor, key: str, seed: Seed, who: str
) -> None:
    actors = {"stranger": STRANGER, "colleague": seed(people.filer), "requester": bart}
    for act in (decisions.show, lambda w, k: decisions.decide(w, k, GRANT)):
        with pytest.raises(Refused), work(world, actors[who]) as w:
            act(w, key)
    with pytest.raises(Refused), work(world, actors[who]) as w:
        decisions.waiting(w)
    assert deciding.request(world).status is RequestStatus.REQUESTED


def test_a_request_of_another_organisation_does_not_exist(world: World, carine: Actor) -> None:
    with work(world, carine, writes=False) as w, pytest.raises(Refused, match="no_request"):
        decisions.show(w, "elsewhere")


def test_who_holds_the_right_already_gets_the_new_end(
    world: World, bart: Actor, carine: Actor, key: str, seed: Seed
) -> None:
    decide(world, carine, key, GRANT)
    with work(world, carine) as w:
        grants.give(w, bart.person_id, date(2027, 1, 1))
    with Session(world.engine) as session:
        assert session.exec(select(Grant)).one().valid_until == date(2027, 1, 1)


def test_a_right_cannot_end_yesterday_or_be_given_to_an_outsider(world: World, carine: Actor) -> None:
    with work(world, carine) as w:
        with pytest.raises(grants.BadEnd):
            grants.give(w, carine.person_id, date(2025, 10, 12))
        with pytest.raises(Refused, match="no_user"):
            grants.give(w, 987654, date(2026, 1, 1))
        with pytest.raises(Refused, match="own_request"):
            grants.give(w, carine.person_id, date(2026, 1, 1), role=Office.LOCAL_ADMINISTRATOR)


def test_a_revoked_right_is_revoked_once(world: World, an: Actor, carine: Actor, seed: Seed) -> None:
    seed(lambda session: deciding.mailed(session, an, "an@korenbloem.example"))
    with Session(world.engine) as session:
        key = session.exec(select(Grant)).one().key
    for _ in range(2):
        with work(world, carine) as w:
            grants.revoke(w, key)
    assert standing(world, an) is Standing.REVOKED
    assert deciding.letters(world) == [(LetterKind.RIGHT_REVOKED, "an@korenbloem.example")]
    with work(world, carine) as w, pytest.raises(Refused, match="no_user"):
        grants.revoke(w, "elsewhere")
    with work(world, an) as w, pytest.raises(Refused, match="no_office"):
        grants.change(w, key, date(2026, 1, 1))
