"""What a browser sees: how much comes over, when it is first painted, and a click until its paint."""

import statistics
from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Browser, Page, sync_playwright

from bench.events import Spread, spread
from tests.journeys.person import Visitor
from tools.browser import chromium

TURNS = 5
CLICKS = 30
A_SECOND = 1020  # the tile tells its time to the second, so it changes once in a second
PAINT = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
CLICKED = """([selector, proof]) => new Promise((resolve, reject) => {
  setTimeout(() => reject(new Error("nothing changed in 5 s")), 5000);
  const watched = document.querySelector(proof);
  const started = performance.now();
  const observer = new MutationObserver(() => {
    observer.disconnect();
    // A frame's callbacks run before it is painted, a message of theirs after.
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => resolve((performance.now() - started) / 1000);
    requestAnimationFrame(() => port2.postMessage(0));
  });
  observer.observe(watched, {subtree: true, childList: true, characterData: true, attributes: true});
  document.querySelector(selector).click();
})"""

Arrive = Callable[[Page], object]


@dataclass(frozen=True)
class Weight:
    """KiB over the wire for one page, and milliseconds to its first paint."""

    kib: float
    paint_ms: float


def weigh(browser: Browser, address: str, state: object = None) -> Weight:
    """A page in a browser that was never here, several times."""
    kib, paint = [], []
    for _ in range(TURNS):
        context = browser.new_context(storage_state=state)  # type: ignore[arg-type]
        page = context.new_page()
        network = context.new_cdp_session(page)
        network.send("Network.enable")
        total = [0]
        network.on(
            "Network.loadingFinished",
            lambda e, total=total: total.__setitem__(0, total[0] + e["encodedDataLength"]),
        )
        page.goto(address, wait_until="networkidle")
        kib.append(total[0] / 1024)
        paint.append(page.evaluate(PAINT))
        context.close()
    return Weight(statistics.median(kib), statistics.median(paint))


def clicks(page: Page, selector: str, proof: str, pause_ms: int = 30) -> Spread:
    """Clicks on one thing, each until the change below `proof` is painted; `pause_ms` apart."""
    page.locator(proof).wait_for()
    times = []
    for _ in range(CLICKS):
        page.wait_for_timeout(pause_ms)
        times.append(page.evaluate(CLICKED, [selector, proof]))
    return spread(times)


def measure(ours: str, bare: str) -> dict[str, object]:
    """Everything that needs a browser."""
    _, path = chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        found: dict[str, object] = {"bare": weigh(browser, bare), "start": weigh(browser, ours)}
        floor = browser.new_page()
        floor.goto(bare, wait_until="networkidle")
        found["bare_click"] = clicks(floor, "#add", "#count")
        visitor = Visitor(browser.new_page(), ours)
        visitor.sign_in("Katrien Vos").choose("Bakkerij De Korenbloem bv").to_tile()
        found["tile_click"] = clicks(visitor.page, "main .tile button", "#checked", A_SECOND)
        visitor = Visitor(browser.new_context().new_page(), ours)
        visitor.sign_in("An Peeters").choose("Bakkerij De Korenbloem bv").to_tile().begin().walk(
            until="contact"
        )
        visitor.heading("Contactgegevens")
        state = visitor.page.context.storage_state()
        found["step"] = weigh(browser, visitor.page.url, state)
        found["step_click"] = step_clicks(visitor)
        browser.close()
    return found


def step_clicks(visitor: Visitor) -> Spread:
    """`Volgende` with a fault that comes and goes, so that each click changes the screen."""
    times = []
    for turn in range(CLICKS):
        value = "An Peeters" if turn % 2 else ""
        visitor.page.locator("#contact_name").evaluate("(field, value) => { field.value = value; }", value)
        times.append(visitor.page.evaluate(CLICKED, ['main button[type="submit"]', "main"]))
        visitor.page.wait_for_timeout(30)
    return spread(times)
