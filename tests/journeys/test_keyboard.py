"""The whole journey by keyboard alone: Tab, Space, arrows, Enter, and what is typed."""

from playwright.sync_api import Page, expect

from tests import answers
from tests.journeys.person import CHOICES, STEP_TITLES, TICKS, Visitor

MOST_TABS = 60


def reach(page: Page, selector: str) -> None:
    """Press Tab until this has the focus; it must be visible then, with a mark around it."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            style = page.evaluate(
                "() => { const s = getComputedStyle(document.activeElement);"
                " const p = getComputedStyle(document.activeElement.closest('label') ?? document.body);"
                " return [s.outlineStyle, s.boxShadow, p.outlineStyle, p.boxShadow]; }"
            )
            assert any(mark not in ("none", "") for mark in style), selector
            return
    raise AssertionError(f"Tab never reached {selector}")


def press(page: Page, selector: str, key: str = "Enter") -> None:
    reach(page, selector)
    page.keyboard.press(key)


def fill(page: Page, given: dict[str, str]) -> None:
    for name, value in given.items():
        if name in CHOICES:
            reach(page, f'input[name="{name}"]')
            page.keyboard.press("Space")
            for _ in range(3):
                if page.evaluate("document.activeElement.value") == value:
                    break
                page.keyboard.press("ArrowDown")
        elif name in TICKS:
            press(page, f"#{name}", "Space")
        else:
            reach(page, f"#{name}")
            page.keyboard.press("Control+A")
            page.keyboard.type(value)


def test_from_start_to_receipt_without_a_mouse(visitor: Visitor) -> None:
    page = visitor.open().page
    press(page, 'a[href^="/auth/aanmelden?sleutel=itsme"]')
    visitor.heading("Kies een demopersoon")
    press(page, 'button[value="an"]')
    visitor.heading("Voor welke organisatie wilt u werken?")
    expect(page.get_by_role("link", name="Bakkerij De Korenbloem bv", exact=True)).to_be_visible()
    press(page, 'a[href^="/organisatie/"]')
    visitor.heading("Welkom in het WSE-loket")
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    press(page, 'a[href$="/aanvraag"]')
    visitor.heading("Vlaams opleidingsverlof")
    expect(page.get_by_role("button", name="Aanvragen", exact=True)).to_be_visible()
    press(page, "main button")
    for step, given in answers.STEPS.items():
        visitor.heading(STEP_TITLES[step])
        expect(page.get_by_role("heading", level=1)).to_be_focused()
        fill(page, dict(given))
        press(page, 'main button[type="submit"]')
    visitor.heading("Overzicht")
    press(page, "#declaration", "Space")
    press(page, 'main button[type="submit"]')
    visitor.heading("Ontvangstbevestiging")


def test_the_first_tab_skips_to_the_content(visitor: Visitor) -> None:
    page = visitor.open().page
    visitor.heading("Meld u aan in het WSE-loket")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Ga naar de inhoud")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def in_view(page: Page) -> bool:
    return bool(
        page.evaluate(
            "() => { const at = document.activeElement.getBoundingClientRect();"
            " return at.top >= 0 && Math.floor(at.bottom) <= innerHeight; }"
        )
    )


def test_a_request_is_decided_without_a_mouse_at_four_hundred_percent(visitor: Visitor) -> None:
    """A window of 1280 by 1024 that is enlarged four times has room for 320 by 256."""
    visitor.sign_in("Carine De Smet").choose("Bakkerij De Korenbloem bv")
    page = visitor.page
    page.set_viewport_size({"width": 320, "height": 256})
    page.get_by_role("link", name="Katrien Vos").press("Enter")
    visitor.heading("Vraag om een gebruikersrecht")
    expect(page.locator('input[name="decision"]').first).to_be_attached()
    press(page, 'input[name="decision"]', "Space")
    reach(page, "#until")
    page.keyboard.press("Control+A")
    page.keyboard.type("1/2/2020")
    page.keyboard.press("Enter")
    expect(page.locator("#error-summary")).to_be_focused()
    press(page, "#error-summary a")
    expect(page.locator("#until")).to_be_focused()
    assert in_view(page)
    page.keyboard.press("Control+A")
    page.keyboard.type("30/9/2026")
    press(page, "main form button")
    expect(page.locator("#decided")).to_be_focused()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.get_by_role("link", name="Gebruikersbeheer").press("Enter")
    visitor.heading("Gebruikersbeheer")
