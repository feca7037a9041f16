"""The screens about rights, in every state that they can have, by name."""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.journeys.person import Visitor

KORENBLOEM = "Bakkerij De Korenbloem bv"
VAN_LOO = "Metaalwerken Van Loo nv"
TER_LINDEN = "Zorghuis Ter Linden vzw"

Story = Callable[[Visitor], object]


def again(v: Visitor, name: str) -> Visitor:
    """Sign out, and in as somebody else."""
    v.page.get_by_role("button", name="Afmelden").first.click()
    v.heading("U bent afgemeld")
    return v.sign_in(name)


def asking(v: Visitor) -> None:
    v.sign_in("Bart Claes").choose(KORENBLOEM).to_tile()
    v.page.get_by_role("button", name="Gebruikersrecht aanvragen").click()
    v.heading("Gebruikersrecht aanvragen")


def asking_faulty(v: Visitor) -> None:
    asking(v)
    v.page.locator("#reason").fill("zie www.voorbeeld.be")
    v.page.get_by_role("button", name="Vraag versturen").click()
    expect(v.page.locator("#error-summary")).to_contain_text("webadres")


def asking_nobody(v: Visitor) -> None:
    v.sign_in("Fatima El Amrani").choose(TER_LINDEN).to_tile()
    v.page.get_by_role("button", name="Gebruikersrecht aanvragen").click()
    expect(v.page.locator("main")).to_contain_text("Niemand in uw organisatie")


def deciding(v: Visitor) -> None:
    v.sign_in("Carine De Smet").choose(KORENBLOEM)
    v.page.get_by_role("link", name="Katrien Vos").click()
    v.heading("Vraag om een gebruikersrecht")


def granting(v: Visitor) -> None:
    deciding(v)
    v.page.locator('input[name="decision"][value="grant"]').check()
    expect(v.page.locator("#until")).to_be_visible()


def refusing(v: Visitor) -> None:
    deciding(v)
    v.page.locator('input[name="decision"][value="refuse"]').check()
    expect(v.page.locator("#reason")).to_be_visible()
    v.page.get_by_role("button", name="Beslissing bevestigen").click()
    expect(v.page.locator("#error-summary")).to_contain_text("Schrijf waarom u weigert")


def decided(v: Visitor) -> None:
    granting(v)
    v.page.get_by_role("button", name="Beslissing bevestigen").click()
    expect(v.page.locator("#decided")).to_be_visible()


def refused(v: Visitor) -> None:
    refusing(v)
    v.page.locator("#reason").fill("Niet nodig.")
    v.page.get_by_role("button", name="Beslissing bevestigen").click()
    expect(v.page.locator("#decided")).to_be_visible()
    again(v, "Katrien Vos").open("/profiel").page.get_by_role("link", name="gevraagd op").click()
    v.heading("Uw vraag is geweigerd")


def profile(v: Visitor) -> None:
    decided(v)
    again(v, "Katrien Vos").open("/profiel").heading("Mijn profiel")


def helpdesk(v: Visitor) -> None:
    v.open().open("/prototype")
    v.page.get_by_role("button", name="Een week vooruit").click()
    v.open("/prototype/helpdesk").heading("Team gebruikersbeheer spelen")
    expect(v.page.locator("main")).to_contain_text("Katrien Vos")


def helpdesk_faulty(v: Visitor) -> None:
    helpdesk(v)
    v.page.get_by_role("button", name="Weiger Katrien Vos").click()
    expect(v.page.get_by_role("alert")).to_contain_text("Schrijf waarom u weigert")


def forbidden(v: Visitor) -> None:
    v.sign_in("An Peeters").choose(KORENBLOEM)
    v.open(f"{v.page.url.removeprefix(v.origin)}/gebruikersbeheer").heading("U hebt geen toegang")


def users(v: Visitor) -> None:
    v.sign_in("Carine De Smet").choose(KORENBLOEM)
    v.page.get_by_role("link", name="Gebruikersbeheer", exact=True).click()
    v.heading("Gebruikersbeheer")
    expect(v.page.locator("main")).to_contain_text("An Peeters")


def users_faulty(v: Visitor) -> None:
    users(v)
    v.page.get_by_role("button", name="Wijziging bevestigen").click()
    expect(v.page.locator("#error-summary")).to_contain_text("Er is een probleem")


def adding(v: Visitor) -> None:
    users(v)
    v.page.get_by_role("link", name="Gebruiker toevoegen").click()
    expect(v.page.locator("#insz")).to_be_visible()


def adding_faulty(v: Visitor) -> None:
    adding(v)
    v.page.locator("main form button[type=submit]").first.click()
    expect(v.page.locator("#error-summary")).to_contain_text("Er is een probleem")


def user_of(v: Visitor, name: str) -> None:
    users(v)
    v.page.get_by_role("link", name=name).first.click()
    v.heading("Gebruiker")
    expect(v.page.locator("main")).to_contain_text(name)


def user_explained(v: Visitor) -> None:
    user_of(v, "An Peeters")
    v.page.get_by_text("Waarom heeft deze gebruiker het recht wel of niet?").click()
    expect(v.page.locator("main")).to_contain_text("Heeft het juiste recht")


def user_confirming(v: Visitor) -> None:
    user_of(v, "An Peeters")
    for title in ("Recht intrekken", "Verwijderen uit de organisatie"):
        v.page.locator("summary", has_text=title).click()
    expect(v.page.get_by_role("button", name="Ja, trek het recht in")).to_be_visible()


def renewing(v: Visitor) -> None:
    """The right of Els ends soon; Carine's letter leads to the page to renew it."""
    users(v)
    for _ in range(4):
        v.open("/prototype").page.get_by_role("button", name="Dertig dagen vooruit").click()
        v.heading("Uw proefomgeving")
    v.open("/prototype/inbox").page.get_by_role("link", name="Het gebruikersrecht van Els Wouters").click()
    v.page.locator("a[href*=verlengen]").click()
    v.heading("Gebruikersrecht verlengen")
    expect(v.page.locator("#until")).to_have_value("9/2/2027")


def renewing_faulty(v: Visitor) -> None:
    renewing(v)
    v.page.locator("#until").fill("1/2/2020")
    v.page.get_by_role("button", name="Recht verlengen").click()
    expect(v.page.locator("#error-summary")).to_be_focused()


def chooser_explained(v: Visitor) -> None:
    v.sign_in("Els Wouters")
    v.page.get_by_text("Waarom zie ik deze lijst?").click()
    expect(v.page.get_by_role("heading", level=3)).to_have_count(3)
    expect(v.page.locator("main")).to_contain_text("Uw recht is verlopen")


def record(v: Visitor) -> None:
    decided(v)
    v.page.goto(f"{v.page.url.split('/vraag/')[0]}/logboek")
    v.heading("Logboek")
    expect(v.page.locator("tbody")).to_contain_text("Vraag toegekend")


def record_narrowed(v: Visitor) -> None:
    record(v)
    v.page.get_by_label("Soort gebeurtenis").select_option("office")
    v.page.get_by_role("button", name="Logboek tonen").click()
    expect(v.page.locator("main")).to_contain_text("Er is niets dat hierbij past.")


def record_of_user(v: Visitor) -> None:
    user_of(v, "An Peeters")
    v.page.get_by_role("link", name="Logboek van deze gebruiker").click()
    expect(v.page.locator("main")).to_contain_text("U ziet alleen wat An Peeters deed")


SCREENS: dict[str, Story] = {
    "ask": asking,
    "ask-faults": asking_faulty,
    "ask-operator": asking_nobody,
    "decision": deciding,
    "decision-grant": granting,
    "decision-refuse-faults": refusing,
    "decision-done": decided,
    "request-refused": refused,
    "profile": profile,
    "profile-empty": lambda v: v.sign_in("Dirk Maes").open("/profiel").heading("Mijn profiel"),
    "home-administrator": lambda v: v.sign_in("Carine De Smet").choose(KORENBLOEM),
    "helpdesk": helpdesk,
    "helpdesk-faults": helpdesk_faulty,
    "helpdesk-empty": lambda v: v.open().open("/prototype/helpdesk"),
    "forbidden-with-why": forbidden,
    "users-faults": users_faulty,
    "user-add-faults": adding_faulty,
    "user-explained": user_explained,
    "user-confirming": user_confirming,
    "renewal-faults": renewing_faulty,
    "organisations-explained": chooser_explained,
    "record": record,
    "record-narrowed": record_narrowed,
    "record-of-user": record_of_user,
}
