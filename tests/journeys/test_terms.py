"""The dates of the organisation, and a calendar of them."""

from pathlib import Path

from icalendar import Calendar
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


def test_dates_are_seen_downloaded_and_read_by_a_calendar(visitor: Visitor) -> None:
    visitor.sign_in("An Peeters").choose(KORENBLOEM)
    visitor.page.get_by_role("link", name="Termijnen", exact=True).click()
    visitor.heading("Termijnen")
    expect(visitor.page.get_by_text("U hebt geen aanvraag die nog openstaat")).to_be_visible()
    assert_accessible(visitor)
    visitor.page.get_by_role("link", name="WSE-loket").first.click()
    visitor.to_tile().begin().walk(until="training")
    visitor.heading("Opleiding")
    visitor.page.get_by_role("link", name="WSE-loket").first.click()
    visitor.page.get_by_role("link", name="Termijnen", exact=True).click()
    expect(visitor.page.locator("tbody tr")).to_contain_text("14 december 2025")
    assert_accessible(visitor)
    with visitor.page.expect_download() as started:
        visitor.page.get_by_role("link", name="Laatste dag in uw agenda").click()
    (event,) = Calendar.from_ical(Path(started.value.path()).read_bytes()).events
    assert str(event.start) == "2025-12-14"

    visitor.page.get_by_role("button", name="Nieuw geheim adres maken").click()
    expect(visitor.page.locator("#feed-address")).to_be_focused()
    address = visitor.page.locator("main .code").inner_text()
    assert_accessible(visitor)
    read = visitor.page.request.get(address)
    assert len(Calendar.from_ical(read.body()).events) == 1
    visitor.page.get_by_text("Geheim adres intrekken").click()
    visitor.page.get_by_role("button", name="Ja, trek het adres in").click()
    expect(visitor.page.locator("#feed-title")).to_be_focused()
    assert visitor.page.request.get(address).status == 404
