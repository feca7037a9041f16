"""A real Chromium against the built app, in the prototype door, with a world per test."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect, sync_playwright

from tests.journeys.person import Join, Visitor
from tests.ports import free_port
from tools.browser import chromium
from tools.build import build
from tools.server import environment, start, stop, wait_until_ready

# Two browsers and two servers share the cores: what takes long there is no fault of the app.
PATIENCE_MS = 30_000
expect.set_options(timeout=15_000)
# Each window of a full Chromium runs two web pages for the list under its address bar, at half of what the
# window costs. What Playwright turns off itself is said once more, for the last word counts.
NO_SEARCH_BAR = "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup,"
NO_SEARCH_BAR += "HttpsUpgrades,HttpsFirstBalancedModeAutoEnable,PaintHolding,MediaRouter,OptimizationHints"
ROOM_FOR_TESTS = {"VOV_EVENTS_PER_SECOND": "1000", "VOV_EVENTS_BURST": "1000"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder is a journey."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.journey)


@pytest.fixture(scope="session")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running app."""
    build()
    port = free_port()
    data = tmp_path_factory.mktemp("data")
    given = {**os.environ, **ROOM_FOR_TESTS, "VOV_DATA_DIR": str(data)}
    server = start(port, environment(port, given))
    wait_until_ready(server, port)
    yield f"http://localhost:{port}"
    stop(server)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Playwright, once."""
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """The browser, once."""
    _, path = chromium()
    started = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", NO_SEARCH_BAR])
    yield started
    started.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser window that was never here before."""
    made = browser.new_context(viewport={"width": 1280, "height": 900}, locale="nl-BE")
    made.set_default_timeout(PATIENCE_MS)
    yield made
    made.close()


@pytest.fixture
def visitor(context: BrowserContext, origin: str) -> Iterator[Visitor]:
    """Somebody at the start page; at the end nothing may have gone wrong in their browser."""
    made = Visitor(context.new_page(), origin)
    yield made
    assert made.troubles == []


@pytest.fixture
def second(context: BrowserContext, origin: str) -> Iterator[Visitor]:
    """A second tab of the same browser."""
    made = Visitor(context.new_page(), origin)
    yield made
    assert made.troubles == []


@pytest.fixture
def join(browser: Browser) -> Iterator[Join]:
    """A browser of somebody else, in the world of the first visitor."""
    made: list[Visitor] = []

    def joined(first: Visitor) -> Visitor:
        context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="nl-BE")
        context.set_default_timeout(10_000)
        other = Visitor(context.new_page(), first.origin)
        [cookie] = [c for c in first.page.context.cookies() if c["name"] == "vov_world"]
        context.add_cookies([{"name": cookie["name"], "value": cookie["value"], "url": first.origin}])
        made.append(other)
        return other

    yield joined
    for other in made:
        other.page.context.close()
        assert other.troubles == []


@pytest.fixture
def page(visitor: Visitor) -> Page:
    """The visitor's tab."""
    return visitor.page
