"""The main job: from digital key to ontvangstbevestiging (flow.md rows 1, 2, 7-9, 13-15)."""

import re

import pikepdf
import pytest
from playwright.sync_api import expect

from tests.journeys.person import Visitor

KORENBLOEM = "Bakkerij De Korenbloem bv"


@pytest.mark.parametrize("key", ["eID en kaartlezer", "itsme", "Code via mobiele app", "Code via sms"])
def test_each_digital_key_leads_in(visitor: Visitor, key: str) -> None:
    visitor.sign_in_by_hand("An Peeters", key)
    visitor.heading("Voor welke organisatie wilt u werken?")


def test_from_digital_key_to_receipt(visitor: Visitor) -> None:
    visitor.sign_in_by_hand("An Peeters").choose(KORENBLOEM).to_tile()
    expect(
        visitor.page.get_by_role("heading", level=2, name="Terugbetalingsaanvraag Vlaams opleidingsverlof")
    ).to_be_visible()
    reference = visitor.begin().walk().confirm()
    assert re.fullmatch(r"VOV-2025-\d{6}-[0-9A-Z]", reference)
    expect(visitor.page.locator("main")).to_contain_text("13 oktober 2025")
    expect(visitor.page.locator("main")).to_contain_text("Tom Bakker")

    visitor.page.reload()
    visitor.heading("Ontvangstbevestiging")
    expect(visitor.page.get_by_text(reference)).to_be_visible()

    visitor.open("/prototype/inbox")
    expect(visitor.page.get_by_role("link", name=f"Ontvangstbevestiging {reference}")).to_be_visible()
    expect(visitor.page.locator("main")).to_contain_text("tom@post.example")


def test_the_overview_tells_the_estimate(visitor: Visitor) -> None:
    visitor.sign_in("An Peeters").choose(KORENBLOEM).to_tile().begin().walk()
    visitor.heading("Overzicht")
    table = visitor.page.get_by_role("table")
    expect(table).to_contain_text("60 uur")
    expect(table).to_contain_text("100 uur")
    expect(table).to_contain_text("€\u00a014,91")
    expect(table).to_contain_text("€\u00a0894,60")


def test_a_change_comes_straight_back(visitor: Visitor) -> None:
    visitor.sign_in("An Peeters").choose(KORENBLOEM).to_tile().begin().walk()
    visitor.heading("Overzicht")
    visitor.page.get_by_role("link", name=re.compile("Wijzigen.*Werknemer")).click()
    visitor.heading("Werknemer")
    expect(visitor.page.locator("#last_name")).to_have_value("Bakker")
    visitor.fill({"last_name": "Bakkers"}).next()
    visitor.heading("Overzicht")
    expect(visitor.page.locator("main")).to_contain_text("Bakkers")


def test_the_same_employee_and_training_is_told(visitor: Visitor) -> None:
    visitor.sign_in("An Peeters").choose(KORENBLOEM).to_tile()
    first = visitor.begin().walk().confirm()
    visitor.page.get_by_role("link", name="Naar de startpagina").click()
    visitor.to_tile().begin().walk()
    visitor.heading("Overzicht")
    visitor.page.get_by_role("link", name=re.compile(first)).click()
    visitor.heading("Ontvangstbevestiging")


def test_too_late_is_told_before_the_first_question(visitor: Visitor) -> None:
    visitor.sign_in("An Peeters").choose(KORENBLOEM).to_tile().begin()
    visitor.fill({"start_date": "1/7/2025", "joined_later": "nee"}).next()
    summary = visitor.page.locator("#error-summary")
    expect(summary).to_be_focused()
    expect(summary).to_contain_text("30 september 2025")
    expect(visitor.page).to_have_title(re.compile("^Fout: "))
    assert visitor.page.url.endswith("/voor-u-begint")


def test_the_last_day_shows_while_filling_in(visitor: Visitor) -> None:
    visitor.sign_in("An Peeters").choose(KORENBLOEM).to_tile().begin()
    visitor.fill({"joined_later": "nee", "start_date": "15/9/2025"})
    visitor.page.locator("#start_date").blur()
    expect(visitor.page.locator("#start_date-note")).to_contain_text("14 december 2025")


def test_bad_input_is_kept_and_named(visitor: Visitor) -> None:
    visitor.sign_in("An Peeters").choose(KORENBLOEM).to_tile().begin().walk(until="contact").heading(
        "Contactgegevens"
    )
    visitor.fill({"contact_name": "An", "contact_email": "an(at)korenbloem", "iban": "BE43 0000 0000 0102"})
    visitor.next()
    page = visitor.page
    expect(page.locator("#error-summary")).to_be_focused()
    expect(page.locator("#contact_email")).to_have_value("an(at)korenbloem")
    expect(page.locator("#contact_email")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#iban-fault")).to_contain_text("IBAN")
    page.locator("#error-summary").get_by_role("link").nth(1).click()
    expect(page.locator("#contact_phone")).to_be_focused()


def test_back_and_reload_keep_what_was_typed(visitor: Visitor) -> None:
    visitor.sign_in("An Peeters").choose(KORENBLOEM).to_tile().begin().walk(until="employee")
    visitor.heading("Werknemer")
    visitor.fill({"first_name": "Tom", "insz": "85.01.01"})
    visitor.page.locator("#insz").blur()
    visitor.page.go_back()
    visitor.heading("Contactgegevens")
    expect(visitor.page.locator("#iban")).to_have_value("BE43 0000 0000 0101")
    visitor.page.go_forward()
    visitor.heading("Werknemer")
    expect(visitor.page.locator("#insz")).to_have_value("85.01.01")
    visitor.page.reload()
    visitor.heading("Werknemer")
    expect(visitor.page.locator("#insz")).to_have_value("85.01.01")
    expect(visitor.page.locator("#first_name")).to_have_value("Tom")


def test_one_goes_on_from_the_home_page(visitor: Visitor) -> None:
    visitor.sign_in("An Peeters").choose(KORENBLOEM).to_tile().begin().walk(until="training")
    visitor.heading("Opleiding")
    visitor.page.get_by_role("link", name="WSE-loket").click()
    visitor.heading("Welkom in het WSE-loket")
    visitor.page.get_by_role("link", name="Tom Bakker").click()
    visitor.heading("Werknemer")
    expect(visitor.page.locator("#last_name")).to_have_value("Bakker")


def test_a_later_step_can_not_be_opened_early(visitor: Visitor) -> None:
    visitor.sign_in("An Peeters").choose(KORENBLOEM).to_tile().begin()
    visitor.open(visitor.page.url.removeprefix(visitor.origin).replace("voor-u-begint", "overzicht"))
    visitor.heading("Voor u begint")


def test_pressing_twice_confirms_once(visitor: Visitor, second: Visitor) -> None:
    visitor.sign_in("An Peeters").choose(KORENBLOEM).to_tile().begin().walk()
    visitor.heading("Overzicht")
    second.open(visitor.page.url.removeprefix(visitor.origin))
    second.heading("Overzicht")
    visitor.page.locator("#declaration").check()
    visitor.page.get_by_role("button", name="Bevestigen").dblclick()
    visitor.heading("Ontvangstbevestiging")
    assert second.confirm() == visitor.page.url.rsplit("/", 1)[1]
    visitor.open("/prototype/inbox")
    expect(visitor.page.locator("main li.card")).to_have_count(2)


def test_the_receipt_is_downloaded_whole_and_for_the_employee(visitor: Visitor) -> None:
    visitor.sign_in("An Peeters").choose(KORENBLOEM).to_tile()
    reference = visitor.begin().walk().confirm()
    for link, title in (
        ("Ontvangstbevestiging downloaden (PDF)", "Ontvangstbevestiging"),
        ("Kopie voor de werknemer downloaden (PDF)", "Ontvangstbevestiging voor de werknemer"),
    ):
        with visitor.page.expect_download() as started:
            visitor.page.get_by_role("link", name=link).click()
        with pikepdf.open(started.value.path()) as document:
            assert document.Root.MarkInfo.Marked
            assert str(document.docinfo["/Title"]) == f"{title} {reference}"
    visitor.heading("Ontvangstbevestiging")
