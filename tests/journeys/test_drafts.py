"""Drafts belong to the organisation: a colleague goes on with one, deletes it, and puts it back."""

from playwright.sync_api import expect

from tests.journeys.person import Visitor
from tests.journeys.test_terms import assert_accessible

KORENBLOEM = "Bakkerij De Korenbloem bv"


def to_drafts(v: Visitor) -> Visitor:
    v.page.get_by_role("link", name="Concepten", exact=True).click()
    v.heading("Concepten")
    return v


def test_a_draft_is_deleted_and_put_back(visitor: Visitor) -> None:
    to_drafts(visitor.sign_in("An Peeters").choose(KORENBLOEM))
    expect(visitor.page.get_by_text("Er is geen aanvraag die nog openstaat.")).to_be_visible()
    assert_accessible(visitor)
    visitor.page.get_by_role("link", name="WSE-loket").first.click()
    visitor.to_tile().begin().walk(until="training")
    visitor.heading("Opleiding")
    visitor.page.get_by_role("link", name="WSE-loket").first.click()
    to_drafts(visitor)
    expect(visitor.page.locator("main")).to_contain_text("Indienen kan tot en met 14 december 2025")
    visitor.page.get_by_text("Verwijderen Tom Bakker").click()
    assert_accessible(visitor)
    visitor.page.get_by_role("button", name="Ja, verwijder dit concept").click()
    expect(visitor.page.locator("#done")).to_be_focused()
    expect(visitor.page.get_by_role("link", name="Tom Bakker")).to_have_count(0)
    assert_accessible(visitor)
    visitor.page.get_by_role("button", name="Terugzetten Tom Bakker").click()
    visitor.page.get_by_role("link", name="Tom Bakker").click()
    visitor.heading("Werknemer")
    expect(visitor.page.locator("#first_name")).to_have_value("Tom")
