"""The header, the warning before the end, and what is forgotten on the way."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from tests import answers
from tests.state.conftest import Tab
from tests.state.people import Scene, scene
from vov_app import routes
from vov_app.adapters.clock import StoppedClock
from vov_app.services.signing_in import sign_out
from vov_app.services.work import work
from vov_app.services.worlds import World
from vov_app.state.check import CheckState
from vov_app.state.chooser import ChooserState
from vov_app.state.home import HomeState
from vov_app.state.refund import RefundState
from vov_app.state.right_request import AskState, RequestState
from vov_app.state.session import SessionState
from vov_app.state.start import StartState
from vov_app.state.tile import TileState
from vov_app.state.trouble import TroubleState


@pytest.fixture
def stage(world: World, cookie_of: Callable[..., str], seed: Callable[[Any], Any]) -> Scene:
    return scene(world, cookie_of, seed)


@pytest.fixture
def an(tab: Callable[..., Tab], stage: Scene) -> Tab:
    here = tab(stage.filer)
    here.path = routes.home(stage.key)
    return here


async def test_the_header_tells_who_and_for_whom(an: Tab) -> None:
    await an.call(SessionState.enter_acting)
    shown = await an.state(SessionState)
    assert (shown.person_name, shown.organisation.kbo, shown.ready) == ("An Peeters", "0001.234.571", True)


async def test_a_stranger_has_an_empty_header(tab: Callable[..., Tab], world: World) -> None:
    here = tab()
    await here.call(SessionState.enter)
    shown = await here.state(SessionState)
    assert (shown.person_name, shown.organisation.name, shown.due_ms) == ("", "", 0)


async def test_the_warning_is_due_two_minutes_before_the_end(an: Tab) -> None:
    await an.call(SessionState.enter_acting)
    assert (await an.state(SessionState)).due_ms == 28 * 60_000 + 500


async def test_the_warning_opens_and_staying_closes_it(an: Tab, clock: StoppedClock) -> None:
    await an.call(SessionState.enter_acting)
    clock.move(timedelta(minutes=28, seconds=1))
    await an.call(SessionState.check_time)
    assert (await an.state(SessionState)).ending
    await an.call(SessionState.extend)
    shown = await an.state(SessionState)
    assert not shown.ending
    clock.move(timedelta(minutes=28))
    await an.call(SessionState.check_time)
    assert an.redirects == []


async def test_asking_for_the_time_is_no_activity(an: Tab, clock: StoppedClock) -> None:
    await an.call(SessionState.enter_acting)
    for _ in range(31):
        clock.move(timedelta(minutes=1))
        await an.call(SessionState.check_time)
    assert an.redirects == [routes.with_return(routes.EXPIRED, an.path)]


async def test_being_busy_is_activity(an: Tab, clock: StoppedClock) -> None:
    for _ in range(10):
        clock.move(timedelta(minutes=20))
        await an.call(HomeState.load)
    assert an.redirects == []


async def test_after_the_end_the_next_event_leads_to_the_page_that_says_so(
    an: Tab, clock: StoppedClock
) -> None:
    clock.move(timedelta(minutes=31))
    await an.call(HomeState.load)
    assert an.redirects == [routes.with_return(routes.EXPIRED, an.path)]


async def test_signing_out_in_another_tab_is_noticed(an: Tab, stage: Scene, world: World) -> None:
    await an.call(SessionState.enter_acting)
    with work(world) as w:
        sign_out(w, stage.filer.split("=", 1)[1])
    await an.call(HomeState.load)
    await an.call(SessionState.check_time)
    assert an.redirects == [routes.SIGNED_OUT, routes.SIGNED_OUT]


async def test_answers_are_forgotten_when_the_person_is_elsewhere(an: Tab, stage: Scene) -> None:
    an.path = stage.step("employee")
    await an.call(RefundState.load)
    assert (await an.state(RefundState)).answers["insz"] == answers.EMPLOYEE["insz"]
    await an.call(SessionState.enter_acting)
    assert (await an.state(RefundState)).answers != {}
    an.path = routes.home(stage.key)
    await an.call(SessionState.enter_acting)
    assert (await an.state(RefundState)).answers == {}


async def test_what_is_typed_while_a_screen_is_drawn_anew_leads_nowhere(an: Tab, stage: Scene) -> None:
    an.path = stage.step("contact")
    await an.call(RefundState.load)
    before = dict((await an.state(RefundState)).answers)
    await an.call(RefundState.note, name="contact_name", value="Els", shown="")
    assert (an.redirects, (await an.state(RefundState)).answers) == ([], before)


async def test_one_draft_saved_from_step_to_receipt(an: Tab, stage: Scene) -> None:
    for step, following in (("contact", "employee"), ("employee", "training")):
        an.path = stage.step(step)
        await an.call(RefundState.save, data=answers.STEPS[step])
        assert an.redirects[-1] == stage.step(following)
    an.path = stage.step("check")
    await an.call(CheckState.load)
    assert (await an.state(CheckState)).view.sections
    await an.call(CheckState.confirm, data={})
    assert list((await an.state(CheckState)).view.faults) == ["declaration"]
    await an.call(CheckState.confirm, data={"declaration": "on"})
    await an.call(CheckState.confirm, data={"declaration": "on"})
    assert an.redirects[-1] == an.redirects[-2]
    assert "/ontvangstbevestiging/VOV-2025-000002-" in an.redirects[-1]


async def test_a_form_as_the_browser_wires_it(an: Tab, stage: Scene) -> None:
    an.path = stage.step("contact")
    typed = {**answers.CONTACT, "iban": "BE1"}
    wired = {"__reflex_form_data__": [[name, value] for name, value in typed.items()]}
    await an.call(RefundState.save, data=wired)
    shown = await an.state(RefundState)
    assert list(shown.faults) == ["iban"]
    assert shown.answers["iban"] == "BE1"


async def test_a_change_goes_back_to_the_overview(an: Tab, stage: Scene) -> None:
    an.path = f"{stage.step('contact')}?terug=overzicht"
    await an.call(RefundState.save, data=answers.CONTACT)
    assert an.redirects == [stage.step("check")]


async def test_the_chooser_searches(an: Tab) -> None:
    an.path = routes.ORGANISATIONS
    await an.call(ChooserState.load)
    await an.call(ChooserState.search, wanted="zzz")
    shown = await an.state(ChooserState)
    assert (shown.shown, shown.announced, shown.searchable) == ([], "0 van 1 organisaties", False)


async def test_asking_shows_the_pending_state(tab: Callable[..., Tab], stage: Scene) -> None:
    here = tab(stage.colleague)
    here.path = routes.application(stage.key)
    await here.call(TileState.ask)
    assert here.redirects == [routes.ask(stage.key)]
    here.path = routes.ask(stage.key)
    await here.call(AskState.send, data={"reason": "Ik volg de opleidingen op."})
    assert here.redirects[-1].startswith(f"{routes.ask(stage.key)}/")
    here.path = here.redirects[-1]
    await here.call(RequestState.load)
    assert (await here.state(RequestState)).view.open
    here.path = routes.ask(stage.key)
    await here.call(AskState.load)
    assert here.redirects[-1] == here.redirects[-2]
    here.path = routes.application(stage.key)
    await here.call(TileState.load)
    assert (await here.state(TileState)).tile.standing == "requested"


async def test_a_reason_that_cannot_be_sent_stays_as_it_was_typed(
    tab: Callable[..., Tab], stage: Scene
) -> None:
    here = tab(stage.colleague)
    here.path = routes.ask(stage.key)
    await here.call(AskState.load)
    await here.call(AskState.send, data={"reason": "zie www.voorbeeld.be"})
    shown = await here.state(AskState)
    assert "webadres" in shown.faults["reason"]
    assert shown.answers == {"reason": "zie www.voorbeeld.be"}
    assert here.redirects == []


async def test_who_has_the_right_is_told_so_when_asking(an: Tab, stage: Scene) -> None:
    an.path = routes.ask(stage.key)
    await an.call(AskState.load)
    await an.call(AskState.send, data={})
    assert set(an.redirects) == {routes.forbidden("held", stage.key)}


@pytest.mark.parametrize(
    ("query", "then"),
    [
        ("?naar=/organisaties", "/organisaties"),
        ("?naar=//evil.example", ""),
        ("?naar=https://evil.example/", ""),
        ("?naar=/%5Cevil.example", ""),
        ("", ""),
    ],
)
async def test_the_start_page_keeps_a_return_address_on_this_site(
    tab: Callable[..., Tab], world: World, query: str, then: str
) -> None:
    here = tab()
    here.path = f"/{query}"
    await here.call(StartState.load)
    assert (await here.state(StartState)).then == then


@pytest.mark.parametrize(("reason", "told"), [("missing", "missing"), ("<script>", "other"), ("", "other")])
async def test_an_unknown_reason_gets_the_general_words(
    tab: Callable[..., Tab], world: World, reason: str, told: str
) -> None:
    here = tab()
    here.path = f"{routes.FORBIDDEN}?reden={reason}&organisatie=abc"
    await here.call(TroubleState.load_forbidden)
    shown = await here.state(TroubleState)
    assert shown.reason == told
    assert shown.tile_address == (routes.application("abc") if told == "missing" else "")


@pytest.mark.parametrize(("code", "shown"), [("A1B2C3D4", "A1B2C3D4"), ("<b>", "ONBEKEND"), ("", "ONBEKEND")])
async def test_a_fault_shows_a_code_that_looks_like_one(
    tab: Callable[..., Tab], world: World, code: str, shown: str
) -> None:
    here = tab()
    here.path = f"{routes.FAULT}?code={code}"
    await here.call(TroubleState.load_fault)
    assert (await here.state(TroubleState)).code == shown
