"""PostgreSQL or Redis stops, starts or forgets under open screens: nothing is lost, and it heals."""

import asyncio
import random
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

import httpx2
import pytest
from playwright.async_api import Page, async_playwright, expect

from bench.events import handler
from bench.steps import GRANT, PAGE
from tests import answers
from tests.chaos.conftest import FULL
from tests.chaos.screens import Screen, screen
from tests.chaos.standing_on import Site, site, tracebacks
from tools.browser import chromium
from vov_app import routes
from vov_app.state.decision import DecisionState
from vov_app.state.refund import RefundState
from vov_app.state.right_request import AskState
from vov_app.state.serving import ServingState
from vov_app.state.session import SessionState
from vov_app.state.tile import TileState
from vov_app.texts import t

ROUNDS = 20 if FULL else 1
LONGEST_SECONDS = 0.12
PATIENCE_MS = 30_000
pytestmark = pytest.mark.timeout(1800 if FULL else 300)


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with site(tmp_path_factory.mktemp("data"), employers=6 + 4 * ROUNDS) as made:
        yield made


@pytest.fixture(autouse=True)
def _no_traceback(here: Site) -> Iterator[None]:
    before = tracebacks()
    yield
    assert tracebacks() == before


async def test_postgresql_stops_and_starts_under_open_screens(here: Site) -> None:
    chance = random.Random(20251013)
    for _ in range(ROUNDS):
        before, _whole = here.kept()
        form = await screen(here.origins[0], here.employers.pop(), "employee")
        check = await screen(here.origins[1], here.employers.pop(), "check")
        await form.note("first_name", "Tom")
        confirming = asyncio.create_task(check.confirm())
        await asyncio.sleep(chance.uniform(0, LONGEST_SECONDS))  # any moment is as good as another
        await asyncio.to_thread(here.database.stop)
        await form.note("last_name", "Bakker")
        await form.until_away()
        await form.call(handler(RefundState, "save"), data=dict(answers.EMPLOYEE))
        assert form.redirects == []
        assert await status(here.origins[0], routes.READY) == 503
        assert await status(here.origins[0], routes.DOSSIERS_CSV.format(org="any"), form.cookie) == 503
        await asyncio.to_thread(here.database.start)
        await confirming
        await form.until_back()
        assert form.told(RefundState, "answers")["first_name"] == "Tom"
        await form.save(answers.EMPLOYEE)
        await check.look_again()
        await check.until_back()
        assert await check.filed()
        assert here.kept() == (before + 1, [])
        await asyncio.gather(form.close(), check.close())


async def test_who_types_is_told_and_goes_on_where_they_were(here: Site) -> None:
    employer = here.employers.pop()
    form = await screen(here.origins[0], employer, "employee")
    await form.close()
    async with a_page(here.origins[0], employer.filer) as page:
        await page.goto(f"{here.origins[0]}{form.address}")
        for name, value in answers.EMPLOYEE.items():
            if name != "works_in_flanders":
                await page.locator(f"#{name}").fill(value)
        await asyncio.to_thread(here.database.stop)
        await page.locator('input[name="works_in_flanders"][value="ja"]').check()
        line = page.get_by_text(t("ui.connection.away"))
        await expect(line).to_be_visible(timeout=PATIENCE_MS)
        await page.get_by_role("button", name=t("common.next")).click()
        await asyncio.to_thread(here.database.start)
        await expect(line).to_be_hidden(timeout=PATIENCE_MS)
        await expect(page.locator("#last_name")).to_have_value(answers.EMPLOYEE["last_name"])
        await page.get_by_role("button", name=t("common.next")).click()
        await page.wait_for_url("**/opleiding")


async def test_redis_stops_and_starts_under_open_screens(here: Site) -> None:
    for _ in range(ROUNDS):
        before, _whole = here.kept()
        form = await screen(here.origins[0], here.employers.pop(), "employee")
        check = await screen(here.origins[1], here.employers.pop(), "check")
        await form.note("first_name", "Tom")
        await asyncio.to_thread(here.redis.stop)
        await asyncio.gather(form.note("last_name", "Bakker"), check.confirm())
        for one in (form, check):
            await one.until_away()
            assert one.redirects == []
        await asyncio.to_thread(here.redis.start)
        await form.until_back()
        assert form.told(RefundState, "answers")["first_name"] == "Tom"
        await form.save(answers.EMPLOYEE)
        await check.until_back()
        assert await check.filed()
        assert here.kept() == (before + 1, [])
        await asyncio.gather(form.close(), check.close())
    await a_decision_turns_a_tile(here)


async def test_while_redis_is_away_each_process_counts_for_itself(here: Site) -> None:
    employer = here.employers.pop()
    export = routes.DOSSIERS_CSV.format(org=employer.org)
    asked = [await status(origin, export, employer.filer) for origin in here.origins]
    assert asked == [200, 429], "one count for both"
    await asyncio.to_thread(here.redis.stop)
    try:
        asked = [await status(origin, export, employer.filer) for origin in here.origins * 2]
        assert asked == [200, 200, 429, 429]
    finally:
        await asyncio.to_thread(here.redis.start)


async def test_a_redis_that_forgets_everything_takes_nothing_that_was_kept(here: Site) -> None:
    before, _whole = here.kept()
    form = await screen(here.origins[0], here.employers.pop(), "employee")
    check = await screen(here.origins[1], here.employers.pop(), "check")
    await form.note("first_name", "Tom")
    born = form.told(SessionState, "born")
    here.redis.empty()
    await form.note("last_name", "Bakker")
    await form.until(lambda: form.told(SessionState, "born") != born)
    assert form.redirects == [], "it is where it was"
    assert not form.told(ServingState, "away")
    await form.until(lambda: form.told(RefundState, "answers").get("last_name") == "Bakker")
    assert form.told(RefundState, "answers")["first_name"] == "Tom"
    await form.save(answers.EMPLOYEE)
    assert await check.filed()
    assert here.kept() == (before + 1, [])
    await asyncio.gather(form.close(), check.close())
    await a_decision_turns_a_tile(here)


@asynccontextmanager
async def a_page(origin: str, cookie: str) -> AsyncIterator[Page]:
    """A page of a browser in which somebody is signed in."""
    name, value = cookie.split("=", 1)
    _, path = chromium()
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        context = await browser.new_context(locale="nl-BE")
        context.set_default_timeout(PATIENCE_MS)
        await context.add_cookies([{"name": name, "value": value, "url": origin}])
        yield await context.new_page()
        await browser.close()


async def a_decision_turns_a_tile(here: Site) -> None:
    """One asks for the right at one process; another grants it at the other; the tile of the first turns."""
    employer = here.employers.pop()
    asker = await Screen(here.origins[0], employer.asker).open(routes.ask(employer.org))
    await asker.call(handler(AskState, "send"), data={"reason": ""})
    request = (await asker.redirected()).rsplit("/", 1)[1]
    await asker.go(routes.application(employer.org))
    decider = Screen(here.origins[1], employer.decider)
    await decider.open(routes.decision(employer.org, request))
    await decider.call(handler(DecisionState, "decide"), data=GRANT)
    await asker.until(lambda: asker.told(TileState, "tile")["standing"] == "held")
    await asyncio.gather(asker.close(), decider.close())


async def status(origin: str, path: str, cookie: str = "") -> int:
    """What is answered over HTTP."""
    async with httpx2.AsyncClient(base_url=origin, headers={**PAGE, "Cookie": cookie}) as browser:
        return (await browser.get(path)).status_code
