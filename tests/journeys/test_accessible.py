"""Every screen in every state it can have: no axe violation, wide and at 320 px, no sideways scrolling."""

from collections.abc import Callable

import pytest
from axe_playwright_python.base import AXE_FILE_PATH
from playwright.sync_api import expect

from tests.journeys import rights_screens
from tests.journeys.person import STEP_TITLES, Visitor
from vov_app.texts import t
from vov_app.web.refusals import too_many

KORENBLOEM = "Bakkerij De Korenbloem bv"
VERMEULEN = "Tuinen Vermeulen bv"
VAN_LOO = "Metaalwerken Van Loo nv"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS = (1280, 320)
AXE = AXE_FILE_PATH.read_text(encoding="utf-8")
GIVEN = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}

Story = Callable[[Visitor], object]


def tile_of(name: str, organisation: str) -> Story:
    return lambda v: v.sign_in(name).choose(organisation).to_tile()


def form(until: str) -> Story:
    return lambda v: tile_of("An Peeters", KORENBLOEM)(v) and v.begin().walk(until=until)


def faulty(until: str) -> Story:
    def story(v: Visitor) -> None:
        form(until)(v)
        if until == "check":
            v.heading("Overzicht")
            v.page.get_by_role("button", name="Bevestigen").click()
        else:
            v.heading(STEP_TITLES[until])
            v.next()
        expect(v.page.locator("#error-summary")).to_be_focused()

    return story


def later_in_service(v: Visitor) -> None:
    form("begin")(v)
    v.fill({"start_date": "1/9/2025", "joined_later": "ja"})
    v.page.locator("#entry_date").fill("2/10/2025")
    v.page.locator("#entry_date").blur()
    expect(v.page.locator("#start_date-note")).to_contain_text("2026")


def asked(v: Visitor) -> None:
    tile_of("Bart Claes", KORENBLOEM)(v)
    v.ask_for_right("Ik volg de opleidingen van onze werknemers op.")


def explained(v: Visitor) -> None:
    tile_of("Els Wouters", VAN_LOO)(v)
    v.page.get_by_text("Waarom zie ik dit?").click()


def receipt(v: Visitor) -> None:
    form("check")(v)
    v.confirm()


def twice(v: Visitor) -> None:
    receipt(v)
    v.page.get_by_role("link", name="Naar de startpagina").click()
    v.to_tile().begin().walk(employee_email="tom@post.example", fraction="60", weekly_hours="22,8")
    v.heading("Overzicht")
    expect(v.page.get_by_text("Lijkt op een eerdere aanvraag")).to_be_visible()


def resumable(v: Visitor) -> None:
    form("training")(v)
    v.heading("Opleiding")
    v.page.get_by_role("link", name="WSE-loket").click()
    expect(v.page.get_by_role("link", name="Tom Bakker")).to_be_visible()


def forbidden(v: Visitor) -> None:
    v.sign_in("Bart Claes").open("/organisatie/niet-van-mij")
    v.heading("U hebt geen toegang")


def missing(v: Visitor) -> None:
    v.open("/bestaat-niet").heading("Deze pagina bestaat niet")
    v.troubles.clear()


def demo_acm(v: Visitor) -> None:
    v.open()
    v.page.get_by_role("link", name="itsme", exact=True).click()
    v.heading("Kies een demopersoon")


def inbox(v: Visitor) -> None:
    asked(v)
    v.open("/prototype/inbox").heading("Brievenbus")


def letter(v: Visitor) -> None:
    inbox(v)
    v.page.get_by_role("link", name="Bart Claes vraagt").first.click()


def too_many_calls(v: Visitor) -> None:
    body = bytes(too_many(120).body)
    v.page.route("**/te-veel", lambda route: route.fulfill(body=body, content_type="text/html"))
    v.open("/te-veel").heading(t("ui.refusal.too_many"))
    expect(v.page.get_by_text(t("ui.footer.about"))).to_be_visible()


def searched(v: Visitor) -> None:
    v.sign_in("Jan Hendrickx").page.get_by_role("searchbox").fill("de")
    expect(v.page.get_by_text("van 14 organisaties")).to_be_visible()


SCREENS: dict[str, Story] = {
    "start": lambda v: v.open().heading("Meld u aan in het WSE-loket"),
    "demo-acm": demo_acm,
    "organisations": lambda v: v.sign_in("Els Wouters"),
    "organisations-searched": searched,
    "no-organisation": lambda v: v.sign_in("Dirk Maes").heading("U ziet alleen uw eigen naam"),
    "personal": lambda v: v.sign_in("An Peeters").open("/uzelf"),
    "home": lambda v: v.sign_in("An Peeters").choose(KORENBLOEM),
    "home-resumable": resumable,
    "tile-held": tile_of("An Peeters", KORENBLOEM),
    "tile-missing": tile_of("Bart Claes", KORENBLOEM),
    "tile-asked": asked,
    "tile-refused": tile_of("Lukas Nijs", VERMEULEN),
    "tile-expired": tile_of("Els Wouters", VERMEULEN),
    "tile-other-context": explained,
    "tile-not-yet": tile_of("Mia Goossens", VAN_LOO),
    "begin": form("begin"),
    "begin-faults": faulty("begin"),
    "begin-later-in-service": later_in_service,
    "contact": form("contact"),
    "contact-faults": faulty("contact"),
    "employee": form("employee"),
    "employee-faults": faulty("employee"),
    "training": form("training"),
    "training-faults": faulty("training"),
    "initiative": form("initiative"),
    "initiative-faults": faulty("initiative"),
    "check": form("check"),
    "check-faults": faulty("check"),
    "check-remarks-and-earlier": twice,
    "receipt": receipt,
    "signed-out": lambda v: v.open("/afgemeld").heading("U bent afgemeld"),
    "expired": lambda v: v.open("/sessie-verlopen").heading("Uw sessie is verlopen"),
    "forbidden": forbidden,
    "missing": missing,
    "fault": lambda v: v.open("/fout?code=A1B2").heading("Er ging iets mis"),
    "too-many": too_many_calls,
    "help": lambda v: v.open("/hulp/lokale-beheerder").heading("Hulp voor lokale beheerders"),
    "accessibility": lambda v: v.open("/toegankelijkheid").heading("Toegankelijkheidsverklaring"),
    "privacy": lambda v: v.open("/privacy").heading("Privacy"),
    "prototype": lambda v: v.open().open("/prototype").heading("Uw proefomgeving"),
    "reset": lambda v: v.open().open("/prototype/opnieuw").heading("Wilt u opnieuw beginnen?"),
    "inbox": lambda v: v.open().open("/prototype/inbox").heading("Brievenbus"),
    "inbox-with-letters": inbox,
    "letter": letter,
    **rights_screens.SCREENS,
}


def violations(visitor: Visitor) -> list[str]:
    if not visitor.page.evaluate("'axe' in window"):
        visitor.page.evaluate(AXE)
    found = visitor.page.evaluate("given => axe.run(given).then(found => found.violations)", GIVEN)
    return [f"{v['id']}: {node['target']} {node['html'][:120]}" for v in found for node in v["nodes"]]


def is_accessible(visitor: Visitor, screen: str) -> None:
    """What is on the screen now; stories elsewhere ask it of states that only they come to."""
    for width in reversed(WIDTHS):
        visitor.page.set_viewport_size({"width": width, "height": 900})
        assert violations(visitor) == [], f"{screen} at {width} px"
        wide = visitor.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{screen} scrolls sideways at {width} px: {wide}"


@pytest.mark.parametrize("screen", SCREENS)
def test_no_violation_at_any_width(visitor: Visitor, screen: str) -> None:
    SCREENS[screen](visitor)
    visitor.page.wait_for_load_state("networkidle")
    expect(visitor.page.get_by_text("Laden…")).to_have_count(0)
    is_accessible(visitor, screen)
    strip = visitor.page.get_by_text("nafhankelijke demo").first
    expect(strip).to_be_visible()
