"""Playing the operator, and letting days pass: what product owners do between two screens."""

from collections.abc import Callable
from datetime import timedelta

import httpx2
import pytest
from sqlmodel import Session, select

from tests.prototype.conftest import ORIGIN, enter
from vov_app import routes
from vov_app.domain.claims import Claims
from vov_app.domain.requests import Desk, RequestStatus
from vov_app.models import Letter, LetterKind, Person, RightRequest
from vov_app.prototype.seed import STARTS_AT
from vov_app.prototype.worlds import Worlds
from vov_app.services.signing_in import SignInStanding, recognise, sign_in
from vov_app.services.work import work
from vov_app.services.worlds import World

Browser = Callable[[], httpx2.AsyncClient]
POST = {"origin": ORIGIN}


def waiting(world: World) -> RightRequest:
    """Katrien's request, which waits from the start."""
    with Session(world.engine) as session:
        wanted = select(RightRequest).join(Person).where(Person.given_name == "Katrien")
        return session.exec(wanted).one()


async def pass_days(visitor: httpx2.AsyncClient, days: str) -> httpx2.Response:
    return await visitor.post(routes.WORLD_CLOCK, data={"dagen": days}, headers=POST)


async def test_days_pass_with_all_that_happens_by_itself(worlds: Worlds, browser: Browser) -> None:
    async with browser() as visitor:
        key = (await visitor.get("/")).text
        answer = await pass_days(visitor, "7")
        assert (answer.status_code, answer.headers["location"]) == (303, routes.WORLD)
        world = enter(worlds, key)
        assert timedelta(days=7) <= world.clock.now() - STARTS_AT < timedelta(days=7, minutes=1)
        assert waiting(world).desk is Desk.OPERATOR
        page = await visitor.get(routes.HELPDESK)
    assert "Katrien Vos" in page.text
    with Session(world.engine) as session:
        kinds = [one.kind for one in session.exec(select(Letter))]
    assert LetterKind.REQUEST_ESCALATED_TOLD in kinds


@pytest.mark.parametrize("days", ["", "-1", "2", "30000", "x"])
async def test_only_the_steps_that_are_offered(worlds: Worlds, browser: Browser, days: str) -> None:
    async with browser() as visitor:
        key = (await visitor.get("/")).text
        await pass_days(visitor, days)
    assert enter(worlds, key).clock.now() - STARTS_AT < timedelta(minutes=1)


async def test_who_is_signed_in_stays_so(worlds: Worlds, browser: Browser) -> None:
    async with browser() as visitor:
        key = (await visitor.get("/")).text
        with work(enter(worlds, key)) as w:
            token = sign_in(w, Claims("katrien", "Katrien", "Vos", None, (), ()))
        await pass_days(visitor, "30")
    assert recognise(enter(worlds, key), token).standing is SignInStanding.ACTIVE


async def test_a_browser_without_a_world_moves_no_clock(browser: Browser) -> None:
    async with browser() as visitor:
        assert (await pass_days(visitor, "7")).status_code == 303


async def test_the_operator_grants_or_refuses(worlds: Worlds, browser: Browser) -> None:
    async with browser() as visitor:
        key = (await visitor.get("/")).text
        await pass_days(visitor, "7")
        about = {"key": waiting(enter(worlds, key)).key}
        for typed, told in (
            ({"decision": "grant", "until": "gisteren"}, "geen datum"),
            ({"decision": "refuse"}, "Schrijf waarom u weigert"),
            ({}, "Kies of u het recht toekent of weigert"),
        ):
            answer = await visitor.post(routes.HELPDESK, data={**about, **typed}, headers=POST)
            assert told in answer.text
        good = {**about, "decision": "grant", "until": "30/6/2026"}
        assert (await visitor.post(routes.HELPDESK, data=good, headers=POST)).status_code == 303
        assert (await visitor.post(routes.HELPDESK, data=good, headers=POST)).status_code == 303
        assert "Er wacht geen vraag" in (await visitor.get(routes.HELPDESK)).text
    assert waiting(enter(worlds, key)).status is RequestStatus.GRANTED


async def test_the_operator_decides_nothing_that_lies_with_an_administrator(
    worlds: Worlds, browser: Browser
) -> None:
    async with browser() as visitor:
        key = (await visitor.get("/")).text
        world = enter(worlds, key)
        typed = {"key": waiting(world).key, "decision": "refuse", "reason": "neen"}
        await visitor.post(routes.HELPDESK, data=typed, headers=POST)
    assert waiting(world).status is RequestStatus.REQUESTED
