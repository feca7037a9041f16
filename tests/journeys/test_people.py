"""Each demo person shows what people.md promises (flow.md rows 2-4, 6, 10, 11)."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.person import Visitor

KORENBLOEM = "Bakkerij De Korenbloem bv"
VAN_LOO = "Metaalwerken Van Loo nv"
VERMEULEN = "Tuinen Vermeulen bv"
TER_LINDEN = "Zorghuis Ter Linden vzw"

ASK = "Gebruikersrecht aanvragen"
APPLY = "Aanvragen"
LOOK = "Kijk opnieuw"

SHOWN = [
    ("An Peeters", KORENBLOEM, APPLY, "30 juni 2026"),
    ("Bart Claes", KORENBLOEM, ASK, "Carine De Smet"),
    ("Carine De Smet", KORENBLOEM, ASK, "Carine De Smet"),
    ("Els Wouters", KORENBLOEM, APPLY, "28 februari 2026"),
    ("Els Wouters", VAN_LOO, ASK, "individueel maatwerk"),
    ("Els Wouters", VERMEULEN, ASK, "31 augustus 2025"),
    ("Fatima El Amrani", TER_LINDEN, ASK, "1700"),
    ("Geert Jacobs", VAN_LOO, ASK, "Geert Jacobs"),
    ("Hilde Vermeulen", VERMEULEN, APPLY, "geen einddatum"),
    ("Katrien Vos", KORENBLOEM, LOOK, "16 oktober 2025"),
    ("Lukas Nijs", VERMEULEN, LOOK, "Hilde dient alle aanvragen zelf in."),
    ("Mia Goossens", VAN_LOO, LOOK, "3 november 2025"),
]


@pytest.mark.parametrize(("name", "organisation", "button", "told"), SHOWN)
def test_the_tile_of_each_person(
    visitor: Visitor, name: str, organisation: str, button: str, told: str
) -> None:
    visitor.sign_in(name).choose(organisation).to_tile()
    main = visitor.page.locator("main")
    expect(main.get_by_role("button")).to_have_text([button])
    expect(main).to_contain_text(told)


def test_dirk_sees_only_his_own_name(visitor: Visitor) -> None:
    visitor.sign_in("Dirk Maes").heading("U ziet alleen uw eigen naam")
    main = visitor.page.locator("main")
    expect(main).to_contain_text("lokale beheerder")
    expect(main).to_contain_text("DWSE organisatieverantwoordelijke")
    expect(main).to_contain_text("1700")
    expect(main).to_contain_text("gebruikersbeheer")
    visitor.page.get_by_role("link", name="Uitleg voor lokale beheerders").click()
    visitor.heading("Hulp voor lokale beheerders")


def test_the_personal_name_explains_and_leads_back(visitor: Visitor) -> None:
    visitor.sign_in("An Peeters")
    visitor.page.locator("main").get_by_role("link", name="An Peeters").click()
    visitor.heading("Met uw eigen naam kunt u geen terugbetaling aanvragen")
    visitor.page.get_by_role("link", name="Terug naar de keuze").click()
    visitor.heading("Voor welke organisatie wilt u werken?")


def test_a_long_list_can_be_searched(visitor: Visitor) -> None:
    visitor.sign_in("Jan Hendrickx")
    page = visitor.page
    page.get_by_role("searchbox").fill("van loo")
    expect(page.get_by_text("1 van 14 organisaties")).to_be_visible()
    expect(page.get_by_role("link", name=VAN_LOO, exact=True)).to_be_visible()
    page.get_by_role("searchbox").fill("xyz")
    expect(page.get_by_text("0 van 14 organisaties")).to_be_visible()


def test_a_short_list_has_no_search(visitor: Visitor) -> None:
    visitor.sign_in("Els Wouters")
    expect(visitor.page.get_by_role("link", name=VERMEULEN, exact=True)).to_be_visible()
    expect(visitor.page.get_by_role("searchbox")).to_have_count(0)


def test_bart_asks_and_carine_gets_a_letter(visitor: Visitor) -> None:
    visitor.sign_in("Bart Claes").choose(KORENBLOEM).to_tile()
    visitor.ask_for_right()
    main = visitor.page.locator("main")
    expect(main).to_contain_text("20 oktober 2025")
    visitor.page.get_by_role("link", name="Vlaams opleidingsverlof").first.click()
    expect(main.get_by_role("button")).to_have_text([LOOK])
    visitor.page.reload()
    expect(main.get_by_role("button")).to_have_text([LOOK])
    visitor.open("/prototype/inbox")
    visitor.page.get_by_role("link", name=re.compile("Bart Claes vraagt een gebruikersrecht")).click()
    expect(visitor.page.locator("main")).to_contain_text("Carine De Smet")
    expect(visitor.page.locator("main")).to_contain_text("20 oktober 2025")


def test_nobody_at_ter_linden_can_be_mailed_and_the_request_stands(visitor: Visitor) -> None:
    visitor.sign_in("Fatima El Amrani").choose(TER_LINDEN).to_tile()
    expect(visitor.page.locator("main")).to_contain_text("1700")
    visitor.ask_for_right()
    expect(visitor.page.locator("main")).to_contain_text("20 oktober 2025")
    visitor.open("/prototype/inbox")
    expect(visitor.page.locator("main")).to_contain_text("team gebruikersbeheer van het loket")
