"""Staying signed in, safely: tabs, worlds, sign-out, time-out, and what never reaches a script."""

import re

from playwright.sync_api import Browser, BrowserContext, expect

from tests.journeys.person import Join, Visitor
from tests.journeys.test_accessible import is_accessible

KORENBLOEM = "Bakkerij De Korenbloem bv"
VERMEULEN = "Tuinen Vermeulen bv"


def test_two_tabs_act_for_two_organisations(visitor: Visitor, second: Visitor) -> None:
    visitor.sign_in_by_hand("Els Wouters").choose(KORENBLOEM)
    second.open("/organisaties").choose(VERMEULEN)
    expect(visitor.page.get_by_role("banner")).to_contain_text(KORENBLOEM)
    visitor.to_tile()
    expect(visitor.page.get_by_role("button", name="Aanvragen", exact=True)).to_be_visible()
    second.to_tile()
    expect(second.page.get_by_role("button", name="Gebruikersrecht aanvragen")).to_be_visible()
    visitor.page.reload()
    expect(visitor.page.get_by_role("banner")).to_contain_text(KORENBLOEM)


def test_signing_out_ends_every_tab(visitor: Visitor, second: Visitor) -> None:
    visitor.sign_in("An Peeters").choose(KORENBLOEM).to_tile()
    second.open("/organisaties").choose(KORENBLOEM)
    visitor.page.get_by_role("button", name="Afmelden").first.click()
    visitor.heading("U bent afgemeld")
    second.page.get_by_role("link", name="Aanvraag", exact=True).click()
    second.heading("U bent afgemeld")


def test_signing_in_again_leads_back(visitor: Visitor) -> None:
    visitor.sign_in("An Peeters").choose(KORENBLOEM).to_tile()
    wanted = visitor.page.url
    visitor.page.get_by_role("button", name="Afmelden").first.click()
    visitor.heading("U bent afgemeld")
    visitor.page.goto(wanted)
    visitor.heading("Meld u aan in het WSE-loket")
    visitor.page.get_by_role("link", name="itsme", exact=True).click()
    visitor.page.get_by_role("button", name="Aanmelden als An Peeters").click()
    visitor.heading("Vlaams opleidingsverlof")
    assert visitor.page.url == wanted


def test_no_cookie_value_reaches_a_script_or_a_frame(visitor: Visitor) -> None:
    visitor.sign_in_by_hand("An Peeters").choose(KORENBLOEM).to_tile().begin().walk().confirm()
    cookies = {c["name"]: c for c in visitor.page.context.cookies()}
    assert {"vov_session", "vov_world"} <= set(cookies)
    seen = visitor.page.evaluate("document.cookie + JSON.stringify({...localStorage, ...sessionStorage})")
    assert visitor.frames
    for name in ("vov_session", "vov_world"):
        assert cookies[name]["httpOnly"]
        assert cookies[name]["sameSite"] == "Lax"
        assert cookies[name]["value"] not in seen
        assert not any(cookies[name]["value"] in frame for frame in visitor.frames)


def test_what_a_page_showed_is_gone_from_the_tab_after_it(visitor: Visitor) -> None:
    visitor.sign_in("An Peeters").choose(KORENBLOEM).to_tile().begin().walk(until="training")
    visitor.heading("Opleiding")
    visitor.page.get_by_role("link", name="WSE-loket").click()
    visitor.heading("Welkom in het WSE-loket")
    visitor.frames.clear()
    visitor.page.reload()
    visitor.heading("Welkom in het WSE-loket")
    assert visitor.frames
    assert not any("85.01.01" in frame or "BE43" in frame for frame in visitor.frames)


def test_somebody_elses_organisation_is_refused(visitor: Visitor, second: Visitor) -> None:
    visitor.sign_in("Hilde Vermeulen").choose(VERMEULEN)
    home = visitor.page.url.removeprefix(visitor.origin)
    visitor.page.get_by_role("button", name="Afmelden").first.click()
    second.sign_in("Bart Claes")
    for path in (home, f"{home}/aanvraag", f"{home}/ontvangstbevestiging/VOV-2025-000001-E"):
        second.open(path)
        second.heading("U hebt geen toegang")


def test_a_step_without_the_right_is_refused(visitor: Visitor, second: Visitor) -> None:
    visitor.sign_in("An Peeters").choose(KORENBLOEM).to_tile().begin()
    step = visitor.page.url.removeprefix(visitor.origin)
    visitor.page.get_by_role("button", name="Afmelden").first.click()
    visitor.heading("U bent afgemeld")
    second.sign_in("Bart Claes").open(step)
    second.heading("U hebt geen toegang")
    second.page.get_by_text("Waarom zie ik dit?").click()
    expect(second.page.locator("main")).to_contain_text("Carine De Smet")
    second.page.get_by_role("link", name="Gebruikersrecht aanvragen").click()
    second.heading("Gebruikersrecht aanvragen")


def test_two_visitors_live_in_two_worlds(visitor: Visitor, browser: Browser, origin: str) -> None:
    visitor.sign_in("Bart Claes").choose(KORENBLOEM).to_tile()
    visitor.ask_for_right()
    expect(visitor.page.locator("main")).to_contain_text("20 oktober 2025")
    other = Visitor(browser.new_context().new_page(), origin)
    other.sign_in("Bart Claes").choose(KORENBLOEM).to_tile()
    expect(other.page.get_by_role("button", name="Gebruikersrecht aanvragen")).to_be_visible()
    assert other.troubles == []
    other.page.context.close()


def test_a_browser_that_was_left_behind_is_signed_out_from_another(visitor: Visitor, join: Join) -> None:
    visitor.sign_in("An Peeters").choose(KORENBLOEM)
    here = join(visitor).sign_in("An Peeters").open("/profiel")
    here.heading("Mijn profiel")
    place = here.page.get_by_role("listitem").filter(has_text="Aangemeld met itsme")
    expect(place).to_have_count(2)
    expect(place.first).to_contain_text("Dit is het scherm waarop u nu werkt")
    is_accessible(here, "signed in twice")
    place.last.get_by_role("button", name="Deze aanmelding beëindigen").click()
    expect(here.page.locator("#done")).to_be_focused()
    expect(place).to_have_count(1)
    visitor.heading("U bent afgemeld")
    expect(here.page.get_by_role("banner")).to_contain_text("An Peeters")


def test_a_link_lets_a_second_browser_in_the_same_world(
    visitor: Visitor, browser: Browser, origin: str
) -> None:
    visitor.sign_in("Bart Claes").choose(KORENBLOEM).to_tile()
    visitor.ask_for_right()
    expect(visitor.page.locator("main")).to_contain_text("20 oktober 2025")
    visitor.open("/prototype")
    link = visitor.page.locator("#join").input_value()
    joined = Visitor(browser.new_context().new_page(), origin)
    joined.page.goto(link)
    joined.page.get_by_role("button", name="Deelnemen").click()
    joined.heading("Meld u aan in het WSE-loket")
    joined.open("/prototype/inbox")
    expect(joined.page.locator("main")).to_contain_text("Bart Claes vraagt een gebruikersrecht")
    joined.page.context.close()


def test_a_world_can_be_started_again(visitor: Visitor) -> None:
    visitor.sign_in("Bart Claes").choose(KORENBLOEM).to_tile()
    visitor.ask_for_right()
    expect(visitor.page.locator("main")).to_contain_text("20 oktober 2025")
    visitor.open("/prototype")
    visitor.page.get_by_role("link", name="Begin opnieuw").click()
    visitor.heading("Wilt u opnieuw beginnen?")
    visitor.page.get_by_role("button", name="Proefomgeving wissen").click()
    visitor.heading("Meld u aan in het WSE-loket")
    visitor.sign_in("Bart Claes").choose(KORENBLOEM).to_tile()
    expect(visitor.page.get_by_role("button", name="Gebruikersrecht aanvragen")).to_be_visible()


def test_a_page_that_does_not_exist_says_so(visitor: Visitor, context: BrowserContext) -> None:
    response = visitor.page.goto(f"{visitor.origin}/bestaat-niet")
    assert response is not None
    assert response.status == 404
    visitor.heading("Deze pagina bestaat niet")
    visitor.troubles = [t for t in visitor.troubles if not re.search("status of 404", t)]
