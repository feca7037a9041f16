"""Take the pictures of the docs from a running app: `python -m tools.screenshots http://localhost:3000`."""

import sys
from pathlib import Path

from playwright.sync_api import Page, ViewportSize, expect, sync_playwright

from tools.browser import chromium
from tools.stop import ROOT, Stop, obey

expect.set_options(timeout=15_000)
TALL: ViewportSize = {"width": 1280, "height": 1240}
IMAGES = ROOT / "docs" / "images"
SIZE: ViewportSize = {"width": 1280, "height": 860}
EMPLOYEE = {
    "insz": "85.01.01-997.86", "first_name": "Tom", "last_name": "Bakker",
    "employee_email": "tom@post.example", "fraction": "80", "weekly_hours": "30,4",
    "establishment": "2.123.456.791",
}  # fmt: skip
CONTACT = {
    "contact_name": "An Peeters", "contact_email": "an@korenbloem.example", "contact_phone": "053 12 34 56",
    "iban": "BE43 0000 0000 0101",
}  # fmt: skip


def take(page: Page, name: str) -> None:
    """One picture of what the window shows."""
    page.wait_for_load_state("networkidle")
    expect(page.locator("main")).not_to_contain_text("Laden…")
    IMAGES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=IMAGES / f"{name}.png", caret="initial")


def fill(page: Page, given: dict[str, str]) -> None:
    """Answer questions by the names of their fields."""
    for name, value in given.items():
        page.locator(f"#{name}").fill(value)


def onward(page: Page, title: str) -> None:
    """`Volgende`, up to the page with this title."""
    page.get_by_role("button", name="Volgende").click()
    expect(page.get_by_role("heading", level=1, name=title)).to_be_visible()


def sign_in(page: Page, origin: str) -> None:
    """From the start page to the tile, as An Peeters."""
    page.goto(origin)
    take(page, "start")
    page.get_by_role("link", name="itsme", exact=True).click()
    page.get_by_role("button", name="Aanmelden als An Peeters").click()
    expect(page.get_by_role("link", name="Bakkerij De Korenbloem bv")).to_be_visible()
    take(page, "organisaties")
    page.get_by_role("link", name="Bakkerij De Korenbloem bv").click()
    page.get_by_role("link", name="Aanvraag", exact=True).click()
    expect(page.get_by_role("button", name="Aanvragen")).to_be_visible()
    take(page, "aanvraag")


def file(page: Page) -> None:
    """From the tile to the receipt."""
    page.get_by_role("button", name="Aanvragen").click()
    fill(page, {"start_date": "15/9/2025"})
    page.get_by_role("radio", name="Nee").check()
    onward(page, "Contactgegevens")
    fill(page, CONTACT)
    onward(page, "Werknemer")
    fill(page, EMPLOYEE)
    page.locator("#works_in_flanders").check()
    onward(page, "Opleiding")
    fill(page, {"odb": "ODB-1000123", "end_date": "19/6/2026", "size": "60"})
    page.locator("#size").blur()
    take(page, "opleiding")
    onward(page, "Initiatief en akkoord")
    page.get_by_role("radio", name="De werknemer").check()
    page.locator("#employee_agrees").check()
    onward(page, "Overzicht")
    take(page, "overzicht")
    page.locator("#declaration").check()
    page.get_by_role("button", name="Bevestigen").click()
    expect(page.get_by_role("heading", level=1, name="Ontvangstbevestiging")).to_be_visible()
    take(page, "ontvangstbevestiging")


def decide(page: Page, origin: str) -> None:
    """From a request that waits to the list of users, as Carine De Smet."""
    page.get_by_role("button", name="Afmelden").first.click()
    expect(page.get_by_role("heading", level=1, name="U bent afgemeld")).to_be_visible()
    page.goto(origin)
    page.get_by_role("link", name="itsme", exact=True).click()
    page.get_by_role("button", name="Aanmelden als Carine De Smet").click()
    page.get_by_role("link", name="Bakkerij De Korenbloem bv").click()
    page.set_viewport_size(TALL)
    page.get_by_role("link", name="Katrien Vos").click()
    page.locator('input[name="decision"][value="grant"]').check()
    expect(page.locator("#until")).to_be_visible()
    take(page, "beslissing")
    page.get_by_role("button", name="Beslissing bevestigen").click()
    expect(page.locator("#decided")).to_be_visible()
    page.get_by_role("link", name="Gebruikersbeheer").click()
    expect(page.get_by_role("link", name="An Peeters")).to_be_visible()
    take(page, "gebruikersbeheer")
    page.locator("main").get_by_role("link", name="An Peeters").click()
    expect(page.locator("main")).to_contain_text("Stand van zaken")
    take(page, "gebruiker")
    page.get_by_role("link", name="Gebruikersbeheer").click()
    page.get_by_role("link", name="Gebruiker toevoegen").click()
    expect(page.locator("#insz")).to_be_visible()
    take(page, "toevoegen")
    page.get_by_role("link", name="Gebruikersbeheer").click()
    page.get_by_role("link", name="Logboek", exact=True).click()
    expect(page.locator("tbody")).to_contain_text("Vraag toegekend")
    take(page, "logboek")


def main() -> None:
    """Walk the journey and take the pictures.

    Raises:
        Stop: no address was given.
    """
    if len(sys.argv) != 2:
        raise Stop("usage: python -m tools.screenshots http://localhost:3000")
    _, path = chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(Path(path)), args=["--no-sandbox"])
        page = browser.new_page(viewport=SIZE, locale="nl-BE")
        sign_in(page, sys.argv[1])
        file(page)
        decide(page, sys.argv[1])
        browser.close()


if __name__ == "__main__":
    obey(main)
