"""Two people at two screens: one asks for the right, the other decides, and the first sees it at once."""

import re

from playwright.sync_api import WebSocketRoute, expect

from tests.journeys import rights_screens
from tests.journeys.person import Join, Visitor

KORENBLOEM = "Bakkerij De Korenbloem bv"
TER_LINDEN = "Zorghuis Ter Linden vzw"
WHY = "Ik volg de opleidingen van onze werknemers op."


def asked(visitor: Visitor) -> str:
    """Bart asks; the address of the page on which Carine decides, as her letter gives it."""
    visitor.sign_in("Bart Claes").choose(KORENBLOEM).to_tile().ask_for_right(WHY)
    visitor.heading("Uw vraag is verstuurd")
    return visitor.page.url.removeprefix(visitor.origin).replace(
        "/gebruikersrecht/", "/gebruikersbeheer/vraag/"
    )


def to_decision(carine: Visitor, address: str) -> Visitor:
    carine.sign_in("Carine De Smet").open(address).heading("Vraag om een gebruikersrecht")
    expect(carine.page.locator("main")).to_contain_text("Bart Claes")
    expect(carine.page.locator("main")).to_contain_text(WHY)
    return carine


def decide(carine: Visitor, choice: str, reason: str = "") -> None:
    carine.page.locator(f'input[name="decision"][value="{choice}"]').check()
    if reason:
        carine.page.locator("#reason").fill(reason)
    else:
        expect(carine.page.locator("#until")).to_have_value("12/10/2026")
    carine.page.get_by_role("button", name="Beslissing bevestigen").click()


def test_the_tile_turns_without_a_click_when_the_right_is_granted(visitor: Visitor, join: Join) -> None:
    address = asked(visitor)
    visitor.page.get_by_role("link", name="Vlaams opleidingsverlof").first.click()
    expect(visitor.page.get_by_role("button", name="Kijk opnieuw")).to_be_visible()
    carine = to_decision(join(visitor), address)
    decide(carine, "grant")
    expect(carine.page.locator("#decided")).to_contain_text("Carine De Smet heeft dit recht toegekend")
    expect(visitor.page.get_by_role("button", name="Aanvragen", exact=True)).to_be_visible()
    expect(visitor.page.locator("#spoken")).to_contain_text("Het scherm is bijgewerkt")
    visitor.begin()
    visitor.open("/prototype/inbox")
    expect(visitor.page.locator("main")).to_contain_text("U hebt een gebruikersrecht gekregen")


def test_the_page_of_the_request_turns_when_it_is_refused(visitor: Visitor, join: Join) -> None:
    address = asked(visitor)
    carine = to_decision(join(visitor), address)
    decide(carine, "refuse", "Annelies doet dit al.")
    visitor.heading("Uw vraag is geweigerd")
    expect(visitor.page.locator("main")).to_contain_text("Annelies doet dit al.")
    visitor.page.get_by_role("link", name="Naar Vlaams opleidingsverlof").click()
    expect(visitor.page.locator("main")).to_contain_text("27 oktober 2025")


def test_nothing_is_chosen_beforehand_and_a_refusal_needs_a_reason(visitor: Visitor, join: Join) -> None:
    address = asked(visitor)
    carine = to_decision(join(visitor), address)
    assert carine.page.locator('input[name="decision"]:checked').count() == 0
    carine.page.get_by_role("button", name="Beslissing bevestigen").click()
    expect(carine.page.locator("#error-summary")).to_contain_text("Kies of u het recht toekent of weigert")
    carine.page.locator('input[name="decision"][value="refuse"]').check()
    carine.page.get_by_role("button", name="Beslissing bevestigen").click()
    expect(carine.page.locator("#error-summary")).to_contain_text("Schrijf waarom u weigert")


def test_the_second_of_two_administrators_sees_who_was_first(visitor: Visitor, join: Join) -> None:
    address = asked(visitor)
    first, second = to_decision(join(visitor), address), to_decision(join(visitor), address)
    second.page.locator('input[name="decision"][value="refuse"]').check()
    second.page.locator("#reason").fill("Niet nodig.")
    decide(first, "grant")
    expect(first.page.locator("#decided")).to_be_visible()
    second.page.get_by_role("button", name="Beslissing bevestigen").click()
    expect(second.page.locator("#decided")).to_contain_text(
        "Carine De Smet heeft dit recht toegekend op 13 oktober 2025"
    )
    visitor.heading("U hebt het recht gekregen")


def test_a_request_can_be_taken_back(visitor: Visitor) -> None:
    asked(visitor)
    visitor.page.get_by_role("button", name="Trek mijn vraag in").click()
    visitor.heading("U hebt uw vraag ingetrokken")
    visitor.page.get_by_role("link", name="Naar Vlaams opleidingsverlof").click()
    expect(visitor.page.get_by_role("button", name="Gebruikersrecht aanvragen")).to_be_visible()


def test_where_nobody_can_be_mailed_the_operator_decides(visitor: Visitor) -> None:
    visitor.sign_in("Fatima El Amrani").choose(TER_LINDEN).to_tile()
    visitor.page.get_by_role("button", name="Gebruikersrecht aanvragen").click()
    expect(visitor.page.locator("main")).to_contain_text("Niemand in uw organisatie die hierover beslist")
    visitor.page.get_by_role("button", name="Vraag versturen").click()
    visitor.heading("Uw vraag ligt bij iemand anders")
    expect(visitor.page.locator("main")).to_contain_text("het team gebruikersbeheer van het loket")


def test_a_stranger_and_a_colleague_decide_nothing(visitor: Visitor, join: Join) -> None:
    address = asked(visitor)
    other = join(visitor)
    other.open(address).heading("Meld u aan in het WSE-loket")
    other.sign_in("An Peeters").open(address).heading("U hebt geen toegang")
    expect(other.page.locator("main")).to_contain_text("geen lokale beheerder")
    outsider = join(visitor)
    outsider.sign_in("Geert Jacobs").open(address).heading("U hebt geen toegang")


def test_the_profile_tells_what_happened_and_who_looked(visitor: Visitor, join: Join) -> None:
    address = asked(visitor)
    carine = to_decision(join(visitor), address)
    decide(carine, "grant")
    visitor.heading("U hebt het recht gekregen")
    visitor.page.get_by_role("link", name=re.compile("Bart Claes")).click()
    visitor.heading("Mijn profiel")
    main = visitor.page.locator("main")
    expect(main).to_contain_text("tot en met 12 oktober 2026")
    expect(main.locator(".timeline").first).to_contain_text("Carine De Smet (lokale beheerder)")
    expect(main.locator(".timeline").last).to_contain_text("Vraag bekeken")


def days_pass(visitor: Visitor, words: str) -> None:
    here = visitor.page.url
    visitor.open("/prototype")
    visitor.page.get_by_role("button", name=words).click()
    visitor.heading("Uw proefomgeving")
    visitor.page.goto(here)


def test_what_nobody_decides_reaches_the_operator(visitor: Visitor) -> None:
    asked(visitor)
    days_pass(visitor, "Een week vooruit")
    visitor.heading("Uw vraag wacht op een beslissing")
    days_pass(visitor, "Een dag vooruit")
    visitor.heading("Uw vraag ligt bij iemand anders")
    request = visitor.page.url
    visitor.open("/prototype/helpdesk").heading("Team gebruikersbeheer spelen")
    visitor.page.get_by_role("button", name="Ken toe aan Bart Claes").click()
    expect(visitor.page.get_by_role("heading", level=2)).to_have_text(["Katrien Vos"])
    visitor.page.goto(request)
    visitor.heading("U hebt het recht gekregen")
    expect(visitor.page.locator("main")).to_contain_text("toegekend door het team gebruikersbeheer")


def test_a_right_that_ends_soon_is_renewed_until_the_day_that_one_chooses(visitor: Visitor) -> None:
    rights_screens.renewing(visitor)
    expect(visitor.page.locator("main")).to_contain_text("geldt tot en met 28 februari 2026")
    visitor.page.locator("#until").fill("31/8/2026")
    visitor.page.get_by_role("button", name="Recht verlengen").click()
    expect(visitor.page.locator("#done")).to_be_focused()
    expect(visitor.page.locator("#done")).to_contain_text("verlengd tot en met 31 augustus 2026")
    expect(visitor.page.locator("#until")).to_have_count(0)


def test_revoking_closes_the_form_and_keeps_the_draft(visitor: Visitor, join: Join) -> None:
    visitor.sign_in("An Peeters").choose(KORENBLOEM)
    home = visitor.page.url
    visitor.to_tile().begin().walk(until="employee")
    visitor.heading("Werknemer")
    carine = join(visitor)
    carine.sign_in("Carine De Smet").choose(KORENBLOEM)
    carine.page.get_by_role("link", name="Gebruikersbeheer", exact=True).click()
    carine.page.locator("main").get_by_role("link", name="An Peeters").click()
    # The list before this page has a choice with the same words.
    carine.page.locator("summary", has_text="Recht intrekken").click()
    carine.page.get_by_role("button", name="Ja, trek het recht in").click()
    expect(carine.page.locator("main")).to_contain_text("Het recht is ingetrokken.")
    visitor.heading("U hebt geen toegang")
    expect(visitor.page.locator("main")).to_contain_text("Uw antwoorden zijn bewaard")
    visitor.page.get_by_role("link", name="Gebruikersrecht aanvragen").click()
    visitor.page.get_by_role("button", name="Vraag versturen").click()
    visitor.heading("Uw vraag is verstuurd")
    carine.open(
        visitor.page.url.removeprefix(visitor.origin).replace("/gebruikersrecht/", "/gebruikersbeheer/vraag/")
    ).heading("Vraag om een gebruikersrecht")
    decide(carine, "grant")
    visitor.heading("U hebt het recht gekregen")
    visitor.page.goto(home)
    expect(visitor.page.locator("main")).to_contain_text("Ga verder waar u was")


def test_a_screen_that_was_cut_off_catches_up(visitor: Visitor, join: Join) -> None:
    line, sockets = {"up": True}, []

    def carry(socket: WebSocketRoute) -> None:
        if line["up"]:
            socket.connect_to_server()
            sockets.append(socket)
        else:
            socket.close()

    visitor.page.route_web_socket(re.compile("/_event"), carry)
    address = asked(visitor)
    line["up"] = False
    for socket in sockets:
        socket.close()
    carine = to_decision(join(visitor), address)
    decide(carine, "grant")
    expect(carine.page.locator("#decided")).to_be_visible()
    visitor.page.wait_for_timeout(1_000)
    visitor.heading("Uw vraag is verstuurd")
    line["up"] = True
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text(
        "U hebt het recht gekregen", timeout=20_000
    )
    visitor.troubles.clear()  # that the line was down is in the console
