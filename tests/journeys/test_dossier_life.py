"""A dossier after `Bevestigen`: corrected, asked about, decided, paid and withdrawn, in two windows."""

import re

from playwright.sync_api import expect

from tests.journeys.person import Visitor
from tests.journeys.test_terms import assert_accessible

KORENBLOEM = "Bakkerij De Korenbloem bv"


def filed(v: Visitor) -> str:
    v.sign_in("An Peeters").choose(KORENBLOEM).to_tile().begin().walk()
    reference = v.confirm()
    v.page.get_by_role("link", name="Naar het dossier").click()
    v.heading(f"Dossier {reference}")
    return reference


def authority(v: Visitor, reference: str, step: str, **typed: str) -> None:
    """Take one step as the behandelaar, in another tab of the same world."""
    v.open(f"/prototype/behandelaar/{reference}")
    for name, value in typed.items():
        v.page.locator(f'form:has(input[value="{step}"]) [name="{name}"]').fill(value)
    assert_accessible(v)
    v.page.locator(f'form:has(input[value="{step}"]) button').click()


def status(v: Visitor, text: str) -> None:
    expect(v.page.locator("#dossier-status")).to_have_text(text)


def test_a_dossier_is_corrected_as_a_new_version(visitor: Visitor) -> None:
    reference = filed(visitor)
    page = visitor.page
    assert_accessible(visitor)
    page.get_by_role("button", name="Verbeteren").click()
    visitor.heading("Overzicht")
    expect(page.locator("main")).to_contain_text("U hebt nog niets gewijzigd")
    page.get_by_role("link", name="Wijzigen Werknemer").click()
    visitor.heading("Werknemer")
    visitor.fill({"fraction": "100", "weekly_hours": "38"}).next()
    visitor.heading("Overzicht")
    expect(page.locator("main del")).to_have_text(["80 %", "30,4"])
    assert_accessible(visitor)
    page.locator("#declaration").check()
    page.get_by_role("button", name="Bevestigen", exact=True).click()
    visitor.heading(f"Dossier {reference}")
    expect(page.locator("main")).to_contain_text("Aanvraag verbeterd: versie 2")
    page.get_by_role("link", name="Versie 1").click()
    expect(page.locator("main")).to_contain_text("Dit is een oude versie")
    expect(page.locator("main")).to_contain_text("80 %")
    assert_accessible(visitor)


def test_the_authority_asks_decides_and_pays_and_the_employer_sees_it(
    visitor: Visitor, second: Visitor
) -> None:
    reference = filed(visitor)
    page = visitor.page
    authority(second, reference, "taken_up")
    status(visitor, "In behandeling")
    authority(second, reference, "information_asked", question="Klopt het percentage?")
    status(visitor, "Bijkomende informatie gevraagd")
    expect(page.locator("main")).to_contain_text("Klopt het percentage?")
    page.get_by_role("button", name="Antwoord versturen").click()
    expect(page.locator("#error-summary")).to_be_focused()
    assert_accessible(visitor)
    page.locator("#answer").fill("Ja, dat klopt.")
    page.get_by_role("button", name="Antwoord versturen").click()
    expect(page.locator("#done")).to_be_focused()
    status(visitor, "In behandeling")
    authority(second, reference, "approved")
    status(visitor, "Goedgekeurd")
    authority(second, reference, "calculated", quarter="4/2025", attended="30", taken="27,5", maximum="100")
    authority(second, reference, "paid")
    expect(page.locator("main")).to_contain_text("Betaald voor kwartaal 4/2025")
    assert_accessible(visitor)
    page.get_by_role("link", name="Individuele berekeningsnota").click()
    visitor.heading(f"Individuele berekeningsnota van dossier {reference}")
    expect(page.locator("main")).to_contain_text("27,5 uur")
    assert_accessible(visitor)
    page.get_by_role("link", name="WSE-loket").first.click()
    page.get_by_role("link", name="Berekeningen", exact=True).click()
    visitor.heading("Berekeningen")
    expect(page.locator("tbody")).to_contain_text(["Goedgekeurd", "410,03"])
    assert_accessible(visitor)
    with page.expect_download() as started:
        page.get_by_role("link", name="Betaaloverzicht downloaden").click()
    assert started.value.suggested_filename == "betaaloverzicht.csv"
    second.open("/prototype/behandelaar")
    expect(second.page.get_by_role("link", name=reference)).to_be_visible()
    assert_accessible(second)


def test_a_dossier_is_withdrawn_once_and_for_all(visitor: Visitor) -> None:
    reference = filed(visitor)
    page = visitor.page
    page.get_by_role("link", name="Aanvraag intrekken").click()
    visitor.heading("Wilt u deze aanvraag intrekken?")
    assert_accessible(visitor)
    page.get_by_role("button", name="Ja, aanvraag intrekken").click()
    visitor.heading(f"Dossier {reference}")
    status(visitor, "Geannuleerd")
    expect(page.get_by_role("button", name="Verbeteren")).to_have_count(0)
    assert_accessible(visitor)
    visitor.open(re.sub(r"^https?://[^/]+", "", page.url) + "/intrekken")
    expect(page.locator("main")).to_contain_text("Deze aanvraag is al ingetrokken.")
    assert_accessible(visitor)
