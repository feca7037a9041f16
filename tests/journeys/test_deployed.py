"""As it is deployed: Caddy or nginx with TLS, two hosts, PostgreSQL and Redis, and each host is replaced."""

import asyncio
import re
import shutil
import socket
import warnings
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import httpx2
import pikepdf
import pytest
from playwright.sync_api import Browser, FilePayload, Playwright, expect
from redis import Redis
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidHandshake
from websockets.typing import Origin

from bench import steps
from bench.fleet import Fleet, ending, running, until
from bench.load import Load, drive
from bench.proxies import NAME, nginx, planned
from bench.returning import Returning
from bench.rolling import counted, roll, while_working
from bench.way import Way
from tests import answers
from tests.journeys import files
from tests.journeys.conftest import PATIENCE_MS
from tests.journeys.person import STEP_TITLES, Visitor
from tests.mail.certificate import fingerprint
from tools.browser import chromium
from vov_app import routes

pytestmark = [
    pytest.mark.timeout(600),
    pytest.mark.xdist_group("deployed"),  # one process of the suite starts all of this, not each
    pytest.mark.filterwarnings("ignore"),  # the provider runs in this process, and its warnings are its own
]
Result = TypeVar("Result")
KORENBLOEM = "Bakkerij De Korenbloem bv"
CLAIMS = {
    "given_name": "An",
    "family_name": "Peeters",
    "vo_orgcode": ["0001234571"],
    "vo_orgnaam": [KORENBLOEM],
    "dwse_wseloket_rol_3d": ["DWSE organisatieverantwoordelijke:opleidingsverlof:0001234571"],
}
# In which field somebody is when a host goes, of which step, and the step that they go on to.
TURNS = (("contact_name", "contact", "employee"), ("first_name", "employee", "training"))
TYPED = {"first_name": "Tom", "last_name": "Bakker", "employee_email": "tom@post.example"}
DRAWN = '"is_hydrated_rx_state_":true'
# What a browser says when a host goes; everything else is a trouble.
EXPECTED = re.compile(r"WebSocket connection to .* failed")


@pytest.fixture(scope="module")
def fleet(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fleet]:
    """Everything, and a provider from PyPI that knows one person."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import oidc_provider_mock

        an = oidc_provider_mock.User(sub="an", claims=CLAIMS)
        with oidc_provider_mock.run_server_in_thread(user_claims=[an]) as server:
            issuer = f"http://localhost:{server.server_port}"
            told = {"VOV_OIDC_ISSUER": issuer, "VOV_OIDC_SCOPE": "openid profile"}
            with running(tmp_path_factory.mktemp("deployed"), 100, told) as up:
                yield up


@pytest.fixture(scope="module")
def there(playwright: Playwright, fleet: Fleet) -> Iterator[Browser]:
    """A browser that finds our name, and takes that one certificate at its word."""
    _, path = chromium()
    trusting = f"--ignore-certificate-errors-spki-list={fingerprint(fleet.proxy.certificate)}"
    args = ["--no-sandbox", fleet.resolving, trusting]
    started = playwright.chromium.launch(executable_path=path, args=args)
    yield started
    started.close()


@pytest.fixture
def an(there: Browser, fleet: Fleet) -> Iterator[Visitor]:
    """Somebody with the right, at the tile; at the end nothing went wrong that isn't expected."""
    context = there.new_context(locale="nl-BE")
    context.set_default_timeout(PATIENCE_MS)
    visitor = Visitor(context.new_page(), fleet.origin).open()
    visitor.page.get_by_role("link", name="itsme", exact=True).click()
    visitor.page.wait_for_url(re.compile("/oauth2/authorize"))
    visitor.page.get_by_role("button", name="an").click()
    visitor.heading("Voor welke organisatie wilt u werken?")
    visitor.troubles.clear()  # the pages of the provider are its own
    yield visitor.choose(KORENBLOEM).to_tile()
    context.close()
    assert [each for each in visitor.troubles if not EXPECTED.search(each)] == []


def typing(visitor: Visitor, name: str, text: str) -> None:
    """Somebody types in a field, and stays there."""
    visitor.page.locator(f"#{name}").focus()
    visitor.page.keyboard.type(text)


def stays(visitor: Visitor, name: str, text: str) -> None:
    """The field holds what was typed, and the person is in it still."""
    expect(visitor.page.locator(f"#{name}")).to_have_value(text)
    expect(visitor.page.locator(f"#{name}")).to_be_focused()


def test_the_whole_journey_while_each_host_is_replaced_in_its_turn(an: Visitor, fleet: Fleet) -> None:
    [session] = [c for c in an.page.context.cookies() if c["name"] == "__Host-vov_session"]
    assert (session["secure"], session["httpOnly"], session["sameSite"]) == (True, True, "Lax")
    an.begin().walk(until="contact")
    for name, step, after in (
        ("contact_name", "contact", "employee"),
        ("first_name", "employee", "training"),
    ):
        an.heading(STEP_TITLES[step])
        first = fleet.holding()
        [second] = [server for server in fleet.servers if server is not first]
        served = second.events()
        typing(an, name, "Halverw")
        with coming_back(an):
            assert first.leave() == 0
        stays(an, name, "Halverw")
        an.walk(begin=step, until=after).heading(STEP_TITLES[after])
        assert second.events() > served
        first.start()
    an.walk(begin="training").confirm()
    with an.page.expect_download() as started:
        an.page.get_by_role("link", name=re.compile("pdf", re.IGNORECASE)).first.click()
    with pikepdf.open(started.value.path()) as document:
        assert len(document.pages) > 0
    an.page.get_by_role("link", name="Startpagina").first.click()
    an.page.get_by_role("link", name="Een bestand indienen").click()
    sent = FilePayload(name="aanvragen.csv", mimeType="text/csv", buffer=files.table({}))
    an.page.locator("#file").set_input_files(sent)
    an.page.get_by_role("button", name=re.compile("opladen")).click()
    an.page.wait_for_url(re.compile("/bestand/"))
    expect(an.page.locator("#batch-status")).to_be_visible()
    assert "token=" not in fleet.proxy.log.read_text()


def test_what_was_typed_stays_when_a_worker_dies_and_when_the_screen_is_forgotten(
    an: Visitor, fleet: Fleet
) -> None:
    an.begin().walk(until="employee").heading(STEP_TITLES["employee"])
    typing(an, "first_name", "Tom")
    an.page.keyboard.press("Tab")
    typing(an, "last_name", "Bakk")
    with coming_back(an):
        fleet.holding().kill_busiest()
    stays(an, "last_name", "Bakk")
    typing(an, "last_name", "er")
    typing(an, "employee_email", "tom@po")
    with Redis.from_url(fleet.redis_url) as redis:
        redis.delete(*redis.keys("*___state*"))
    with forgotten(an):
        an.page.keyboard.type("st.example")
        an.page.keyboard.press("Tab")
    for name, text in (
        ("first_name", "Tom"),
        ("last_name", "Bakker"),
        ("employee_email", "tom@post.example"),
    ):
        expect(an.page.locator(f"#{name}")).to_have_value(text)
    rest = {name: text for name, text in answers.EMPLOYEE.items() if name not in TYPED}
    an.fill(rest).next().walk(begin="training").heading("Overzicht")
    for text in TYPED.values():
        expect(an.page.get_by_role("definition").get_by_text(text, exact=True)).to_be_visible()


def test_nobody_at_work_notices_that_each_host_is_replaced(fleet: Fleet) -> None:
    left: list[float] = []
    book = while_working(fleet, 8, 0.6, lambda: roll(fleet.servers, left))
    told = counted(fleet, 8, 0, left, book)
    assert told.is_clean, told
    assert (len(left), told.again) == (2, 0)
    assert told.moves > 0


def test_who_is_at_work_when_a_worker_among_several_is_killed_goes_on(fleet: Fleet) -> None:
    applying = (("apply", steps.apply),)
    book = while_working(fleet, 5, 0.3, fleet.servers[0].kill_busiest, applying)
    told = counted(fleet, 5, 0, [], book)
    assert told.is_clean, told
    assert told.moves > 0


def test_what_the_proxy_lets_through_and_what_it_keeps_inside(fleet: Fleet) -> None:
    led = httpx2.get(f"http://127.0.0.1:{fleet.proxy.http}/", headers={"Host": NAME})
    assert (led.status_code, led.headers["location"]) == (308, f"{fleet.origin}/")
    alone(passes(fleet.way))


def test_another_proxy_does_the_same(fleet: Fleet, tmp_path: Path) -> None:
    program = shutil.which("nginx")
    if not program:
        pytest.skip("nginx isn't installed here: no journey went through deploy/nginx.conf")
    proxy = planned(tmp_path)
    way = fleet.way_through(proxy)
    with ending(nginx(program, proxy, [server.port for server in fleet.servers])):
        until(lambda: is_heard(proxy.http))
        led = httpx2.get(f"http://127.0.0.1:{proxy.http}/", headers={"Host": NAME})
        assert (led.status_code, led.headers["location"]) == (301, f"{fleet.origin}/")
        alone(passes(way))
        load = Load(2, 60, 0, mix=(("apply", steps.apply), ("upload", steps.upload)), kind=Returning)
        book = alone(drive(way, fleet.take(2), load))
    assert (dict(book.whole), dict(book.errors), book.troubles) == ({"apply": 1, "upload": 1}, {}, [])
    assert "token=" not in (tmp_path / "access.log").read_text()


@contextmanager
def coming_back(visitor: Visitor) -> Iterator[None]:
    """Something happens to the server of this screen; it is over when the screen was drawn by another one."""
    with visitor.page.expect_websocket(), forgotten(visitor):
        yield


@contextmanager
def forgotten(visitor: Visitor) -> Iterator[None]:
    """Something makes the server draw this screen anew; it is over when it has."""
    told = len(visitor.frames)
    yield
    while not any(DRAWN in frame for frame in visitor.frames[told:]):
        visitor.page.wait_for_timeout(50)  # the limit of the test ends it


def alone(work: Coroutine[Any, Any, Result]) -> Result:
    """Run it in a thread of its own: Playwright keeps a loop running in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()


async def passes(way: Way) -> None:
    """What must hold over https, whichever proxy it is."""
    async with way.browser(Accept="text/html") as browser:
        page = await browser.get("/")
        assert page.headers["strict-transport-security"] == "max-age=31536000; includeSubDomains"
        assert "upgrade-insecure-requests" in page.headers["content-security-policy"]
        inside = [
            (await browser.get(path)).status_code
            for path in (routes.READY, routes.METRICS, "/_health", "/ping")
        ]
        assert (inside, (await browser.get(routes.HEALTH)).status_code) == ([404] * 4, 200)
        for foreign, status in (("https://evil.example", 403), (f"{way.origin}:444", 403), (way.origin, 303)):
            sent = await browser.post(routes.SIGN_OUT, headers={"Origin": foreign})
            assert sent.status_code == status, foreign
        assert [await shaken(way, origin) for origin in ("https://evil.example", way.origin)] == [False, True]


async def shaken(way: Way, origin: str) -> bool:
    """Whether a page of this origin may open a websocket."""
    address = f"{way.origin.replace('http', 'ws', 1)}/_event/?EIO=4&transport=websocket&token=x"
    try:
        async with connect(address, origin=Origin(origin), **way.dialling):
            return True
    except InvalidHandshake:
        return False


def is_heard(port: int) -> bool:
    """Whether anybody listens."""
    with socket.socket() as caller:
        return caller.connect_ex(("127.0.0.1", port)) == 0
