"""Gebruikersbeheer in a browser: add, tick, change, revoke, send a file; no screen has an axe violation."""

from collections.abc import Callable

import pytest
from playwright.sync_api import FilePayload, expect

from tests.journeys.person import Visitor
from tests.journeys.test_accessible import violations

KORENBLOEM = "Bakkerij De Korenbloem bv"
TOM = {
    "insz": "85.07.30-033.28",
    "first_name": "Tom",
    "last_name": "Bakker",
    "email": "tom@post.example",
    "until": "30/6/2026",
}
ROWS = (
    "rijksregisternummer;voornaam;naam;mailadres;einddatum\n"
    "85.07.30-033.28;Tom;Bakker;tom@post.example;30/6/2026\n"
    "85.07.30-033.29;Jo;;jo;1/1/2020\n"
)


def users(v: Visitor) -> Visitor:
    v.sign_in("Carine De Smet").choose(KORENBLOEM)
    v.page.get_by_role("link", name="Gebruikersbeheer", exact=True).click()
    v.heading("Gebruikersbeheer")
    expect(v.page.get_by_label("An Peeters")).to_be_visible()
    return v


def to_add(v: Visitor) -> Visitor:
    users(v).page.get_by_role("link", name="Gebruiker toevoegen", exact=True).click()
    v.heading("Gebruiker toevoegen")
    return v


def invited(v: Visitor) -> None:
    to_add(v)
    for name, value in TOM.items():
        v.page.locator(f"#{name}").fill(value)
    v.page.get_by_role("button", name="Gebruiker toevoegen").click()
    expect(v.page.locator("#done")).to_contain_text("uitnodiging")


def mistaken(v: Visitor) -> None:
    to_add(v)
    v.page.locator("#insz").fill("85")
    v.page.get_by_role("button", name="Gebruiker toevoegen").click()
    expect(v.page.locator("#error-summary")).to_be_focused()


def to_user(v: Visitor, name: str = "Bart Claes") -> Visitor:
    users(v).page.get_by_role("link", name=f"Beheren {name}").click()
    v.heading("Gebruiker")
    expect(v.page.get_by_role("button", name="Einddatum bewaren")).to_be_visible()
    return v


def opened(v: Visitor) -> None:
    to_user(v, "An Peeters").page.get_by_text("Recht intrekken", exact=True).click()


def to_file(v: Visitor) -> Visitor:
    users(v).page.get_by_role("link", name="Bestand met gebruikers").click()
    v.heading("Bestand met gebruikers")
    return v


def sent(v: Visitor) -> None:
    to_file(v)
    file: FilePayload = {"name": "users.csv", "mimeType": "text/csv", "buffer": ROWS.encode()}
    v.page.locator("#file").set_input_files([file])
    v.page.get_by_role("button", name="Bestand verwerken").click()
    v.heading("Resultaat van uw bestand")


SCREENS: dict[str, Callable[[Visitor], object]] = {
    "users": users, "invited": invited, "mistaken": mistaken, "user": to_user, "opened": opened,
    "file": to_file, "sent": sent,
}  # fmt: skip


@pytest.mark.parametrize("screen", SCREENS)
def test_no_violation_at_any_width(visitor: Visitor, screen: str) -> None:
    SCREENS[screen](visitor)
    for width in (1280, 320):
        visitor.page.set_viewport_size({"width": width, "height": 900})
        assert violations(visitor) == []
        assert visitor.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_who_is_ticked_gets_the_right_and_loses_it(visitor: Visitor) -> None:
    page = users(visitor).page
    page.get_by_label("Bart Claes").check()
    page.get_by_label("Het recht geven of de einddatum wijzigen").check()
    page.locator("#until").fill("30/6/2026")
    page.get_by_role("button", name="Wijziging bevestigen").click()
    expect(page.locator("#done")).to_contain_text(
        "Het recht geldt tot en met 30 juni 2026. Aantal gebruikers: 1."
    )
    page.get_by_label("Bart Claes").check()
    page.get_by_label("Het recht intrekken").check()
    page.get_by_role("button", name="Wijziging bevestigen").click()
    expect(page.locator("#error-summary")).to_be_focused()
    page.get_by_label("Bart Claes").check()
    page.locator("#sure").check()
    page.get_by_role("button", name="Wijziging bevestigen").click()
    expect(page.locator("#done")).to_contain_text("Het recht is ingetrokken. Aantal gebruikers: 1.")


def test_one_user_gets_and_loses_the_right(visitor: Visitor) -> None:
    page = to_user(visitor).page
    page.locator("#until").fill("30/6/2026")
    page.get_by_role("button", name="Einddatum bewaren").click()
    expect(page.locator("#done")).to_contain_text("30 juni 2026")
    page.get_by_text("Recht intrekken", exact=True).click()
    page.get_by_role("button", name="Ja, trek het recht in").click()
    expect(page.locator("#done")).to_contain_text("ingetrokken")


def test_a_file_is_taken_in_row_by_row(visitor: Visitor) -> None:
    sent(visitor)
    main = visitor.page.locator("main")
    expect(main).to_contain_text("Uitgenodigde gebruikers: 1")
    expect(main).to_contain_text("Rij 3, naam")
    visitor.page.get_by_role("link", name="Gebruikersbeheer").click()
    with visitor.page.expect_download() as download:
        visitor.page.get_by_role("link", name="Lijst downloaden (CSV)").click()
    assert download.value.suggested_filename == "gebruikers.csv"


def test_the_list_is_searched_by_keyboard(visitor: Visitor) -> None:
    page = users(visitor).page
    page.locator("#search").press_sequentially("claes")
    expect(page.get_by_text("Getoonde gebruikers: 1.")).to_be_visible()
    expect(page.get_by_label("An Peeters")).to_have_count(0)
    page.get_by_role("button", name="Op einddatum").press("Enter")
    expect(page.get_by_role("button", name="Op einddatum")).to_have_attribute("aria-pressed", "true")
