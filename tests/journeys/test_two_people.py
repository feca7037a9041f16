"""Two people, one draft, two browsers: who edits is seen, is taken over, and nothing disappears."""

from playwright.sync_api import expect

from tests import answers
from tests.journeys.person import Join, Visitor
from tests.journeys.test_terms import assert_accessible

KORENBLOEM = "Bakkerij De Korenbloem bv"
WORKS = "An Peeters werkt hier nu aan"


def path(v: Visitor) -> str:
    return v.page.url.removeprefix(v.origin)


def beside(visitor: Visitor, join: Join) -> Visitor:
    """An is at her contact step, Els comes to look at it in a browser of her own."""
    visitor.sign_in("An Peeters").choose(KORENBLOEM).to_tile().begin().walk(until="contact")
    visitor.heading("Contactgegevens")
    second = join(visitor).sign_in("Els Wouters").choose(KORENBLOEM).open(path(visitor))
    second.heading("Contactgegevens")
    return second


def test_what_is_typed_is_kept_without_leaving_the_field(visitor: Visitor, join: Join) -> None:
    second = beside(visitor, join)
    visitor.page.locator("#contact_name").press_sequentially("An Pee")
    expect(visitor.page.locator("#contact_name")).to_be_focused()
    visitor.page.wait_for_timeout(1500)
    expect(visitor.page.locator(".saved")).to_contain_text("Bewaard op")
    second.page.reload()
    expect(second.page.locator("#contact_name")).to_have_value("An Pee")
    expect(visitor.page.locator("#contact_name")).to_have_value("An Pee")


def test_a_draft_is_taken_over_and_both_answers_are_shown(visitor: Visitor, join: Join) -> None:
    second = beside(visitor, join)
    expect(second.page.locator("#busy")).to_contain_text(WORKS)
    expect(second.page.locator("#contact_name")).to_be_disabled()
    expect(second.page.get_by_role("button", name="Volgende")).to_have_count(0)
    assert_accessible(second)
    visitor.fill(answers.STEPS["contact"])
    visitor.page.locator("#contact_name").focus()
    visitor.page.wait_for_timeout(1500)
    second.page.get_by_role("button", name="Overnemen").click()
    expect(second.page.locator("#busy")).to_have_count(0)
    expect(second.page.locator("#contact_phone")).to_have_value(answers.STEPS["contact"]["contact_phone"])
    expect(visitor.page.locator("#busy")).to_be_focused()
    expect(visitor.page.locator("#busy")).to_contain_text("Els Wouters werkt hier nu aan")
    assert_accessible(visitor)
    second.fill({"contact_name": "Els Wouters"})
    second.page.locator("#contact_phone").focus()
    second.page.wait_for_timeout(500)
    visitor.page.get_by_role("button", name="Overnemen").click()
    expect(visitor.page.locator("#contact_name")).to_have_value("Els Wouters")
    expect(second.page.locator("#busy")).to_contain_text(WORKS)


def test_the_loser_of_a_race_picks(visitor: Visitor) -> None:
    """The same person in two tabs: nobody holds the other up, and nothing is overwritten."""
    visitor.sign_in("An Peeters").choose(KORENBLOEM).to_tile().begin().walk(until="contact")
    visitor.heading("Contactgegevens")
    tab = Visitor(visitor.page.context.new_page(), visitor.origin).open(path(visitor))
    tab.heading("Contactgegevens")
    tab.fill({"contact_name": "An P."})
    tab.page.locator("#contact_phone").focus()
    expect(tab.page.locator(".saved")).to_contain_text("Bewaard op")
    visitor.fill(answers.STEPS["contact"])
    expect(visitor.page.get_by_text("Het antwoord van An Peeters: An P.")).to_be_visible()
    visitor.next()
    expect(visitor.page.locator("#error-summary")).to_be_focused()
    assert_accessible(visitor)
    visitor.page.get_by_text("Mijn antwoord: An Peeters").click()
    visitor.next()
    visitor.heading("Werknemer")
    tab.page.reload()
    expect(tab.page.locator("#contact_name")).to_have_value("An Peeters")
    assert visitor.troubles == tab.troubles == []


def test_only_what_changed_is_asked_of_a_copy(visitor: Visitor) -> None:
    visitor.sign_in("An Peeters").choose(KORENBLOEM).to_tile().begin().walk()
    visitor.confirm()
    visitor.page.get_by_role("link", name="Naar het dossier").click()
    visitor.page.get_by_role("button", name="Kopiëren naar een nieuwe aanvraag").click()
    visitor.heading("Voor u begint")
    expect(visitor.page.locator("#start_date")).to_have_value("")
    visitor.fill({**answers.STEPS["begin"], "start_date": "22/9/2025"}).next()
    visitor.heading("Opleiding")
    expect(visitor.page.locator("#odb")).not_to_have_value("")
    visitor.fill({"end_date": answers.STEPS["training"]["end_date"]}).next()
    visitor.heading("Initiatief en akkoord")
    visitor.fill(answers.STEPS["initiative"]).next()
    assert_accessible(visitor)
    assert visitor.confirm().startswith("VOV-2025-000002-")
