"""The calculator, without signing in: fill in, read, share, mend."""

import re

from playwright.sync_api import expect

from tests.journeys.person import Visitor
from tests.journeys.test_accessible import WIDTHS, violations

SOUND = {"start_date": "15/9/2025", "size": "60", "fraction": "80", "weekly_hours": "30,4"}
CHOSEN = {"joined_later": "nee", "kind": "contacturen", "initiative": "werknemer"}


def assert_accessible(v: Visitor) -> None:
    for width in WIDTHS:
        v.page.set_viewport_size({"width": width, "height": 900})
        assert violations(v) == []
        assert v.page.evaluate("document.documentElement.scrollWidth") <= width
    v.page.set_viewport_size({"width": 1280, "height": 900})


def fill(v: Visitor, **changed: str) -> None:
    for name, value in {**SOUND, **changed}.items():
        v.page.locator(f"#{name}").fill(value)
    for name, value in CHOSEN.items():
        v.page.locator(f'input[name="{name}"][value="{value}"]').check()
    v.page.get_by_role("button", name="Berekenen").click()


def test_it_works_out_hours_amount_and_dates(visitor: Visitor) -> None:
    visitor.open().page.get_by_role("link", name="Rekenhulp").click()
    visitor.heading("Rekenhulp")
    assert_accessible(visitor)
    visitor.page.get_by_role("button", name="Berekenen").click()
    expect(visitor.page.locator("#error-summary")).to_be_focused()
    expect(visitor.page.locator("#error-summary li")).to_have_count(6)
    assert_accessible(visitor)
    fill(visitor)
    expect(visitor.page.locator("#result")).to_be_focused()
    main = visitor.page.locator("main")
    expect(main).to_contain_text("€\u00a0894,60")
    expect(main).to_contain_text("14 december 2025")
    expect(visitor.page.locator("#error-summary li")).to_have_count(0)
    assert_accessible(visitor)

    visitor.page.get_by_role("link", name="Adres van deze berekening").click()
    visitor.page.wait_for_url(re.compile("breuk=80"))
    expect(main).to_contain_text("€\u00a0894,60")
    expect(visitor.page.locator("#size")).to_have_value("60")
    fill(visitor, start_date="15/9/2026")
    expect(main).to_contain_text("niet bevestigd")
    expect(main).to_contain_text("Nu is het nog te vroeg")


def test_an_address_with_nonsense_shows_what_to_mend(visitor: Visitor) -> None:
    visitor.open("/rekenhulp?start=gisteren&soort=%3Cb%3E&omvang=-1")
    visitor.heading("Rekenhulp")
    expect(visitor.page.locator("#start_date")).to_have_value("gisteren")
    expect(visitor.page.locator("#error-summary")).to_contain_text("De startdatum")
