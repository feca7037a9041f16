"""The dossiers of the organisation, found again by a colleague who didn't file them."""

import re

from playwright.sync_api import expect

from tests.journeys.person import Visitor
from tests.journeys.test_accessible import WIDTHS, violations

KORENBLOEM = "Bakkerij De Korenbloem bv"


def assert_accessible(v: Visitor) -> None:
    for width in WIDTHS:
        v.page.set_viewport_size({"width": width, "height": 900})
        assert violations(v) == []
        assert v.page.evaluate("document.documentElement.scrollWidth") <= width
    v.page.set_viewport_size({"width": 1280, "height": 900})


def file_one(v: Visitor, **changed: str) -> str:
    """From the home page to a receipt and back."""
    v.to_tile().begin().walk(**changed)
    reference = v.confirm()
    v.page.get_by_role("link", name="Naar de startpagina").click()
    v.heading("Welkom in het WSE-loket")
    return reference


def test_what_was_filed_is_found_sorted_and_narrowed_down(visitor: Visitor) -> None:
    visitor.sign_in("An Peeters").choose(KORENBLOEM)
    visitor.page.get_by_role("link", name="Dossiers", exact=True).click()
    visitor.heading("Dossiers")
    expect(visitor.page.get_by_text("Uw organisatie heeft nog geen dossiers.")).to_be_visible()
    assert_accessible(visitor)
    visitor.page.get_by_role("link", name="WSE-loket").first.click()
    first = file_one(visitor)
    file_one(visitor, first_name="Zoë", last_name="Adams", insz="90.02.02-998.70")
    visitor.page.get_by_role("link", name="Dossiers", exact=True).click()

    rows = visitor.page.locator("tbody tr")
    expect(rows).to_have_count(2)
    expect(rows.first).to_contain_text("Zoë Adams")
    expect(rows.first).to_contain_text("Ingediend")
    assert_accessible(visitor)

    search = visitor.page.get_by_label("Zoek een dossier")
    search.fill("bakk")
    expect(rows).to_have_count(1)
    expect(visitor.page.get_by_text("Getoonde dossiers: 1.")).to_be_visible()
    search.fill("niemand")
    expect(visitor.page.get_by_text("Geen enkel dossier past bij wat u zoekt.")).to_be_visible()
    search.fill("")
    expect(rows).to_have_count(2)

    visitor.page.get_by_label("Volgorde").select_option("employee")
    visitor.page.get_by_label("Status").select_option("filed")
    visitor.page.get_by_role("button", name="Lijst tonen").click()
    expect(visitor.page.locator("#list-title")).to_be_focused()
    expect(rows.first).to_contain_text("Zoë Adams")
    visitor.page.get_by_label("Status").select_option("approved")
    visitor.page.get_by_role("button", name="Lijst tonen").click()
    expect(visitor.page.get_by_text("Geen enkel dossier past bij wat u zoekt.")).to_be_visible()
    visitor.page.get_by_label("Status").select_option("")
    visitor.page.get_by_role("button", name="Lijst tonen").click()
    visitor.page.get_by_role("link", name=first).click()
    expect(visitor.page).to_have_url(re.compile(first))


def test_without_the_right_there_is_no_way_to_the_list(visitor: Visitor) -> None:
    visitor.sign_in("Bart Claes").choose(KORENBLOEM)
    expect(visitor.page.get_by_role("link", name="Dossiers", exact=True)).to_have_count(0)
    visitor.open(f"{visitor.page.url.removeprefix(visitor.origin)}/dossiers")
    visitor.page.wait_for_url(re.compile("geen-toegang"))
