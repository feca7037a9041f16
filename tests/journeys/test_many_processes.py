"""Two processes on one PostgreSQL and one Redis: who decides at one turns the screen at the other."""

import os
import re
import warnings
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.person import Visitor
from tests.ports import free_port
from tests.postgres import fresh_postgres
from tests.redis import fresh_redis
from tools.build import build
from tools.server import environment, start, stop, wait_until_ready
from vov_app.adapters.database import upgrade

KORENBLOEM = "Bakkerij De Korenbloem bv"
PLACE = {"vo_orgcode": ["0001234571"], "vo_orgnaam": [KORENBLOEM]}
PEOPLE = {
    "bart": {"given_name": "Bart", "family_name": "Claes", **PLACE},
    "greet": {"given_name": "Greet", "family_name": "Maes", **PLACE, "wv_orgcode": ["0001234571"]},
}


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import oidc_provider_mock

        users = [oidc_provider_mock.User(sub=sub, claims=claims) for sub, claims in PEOPLE.items()]
        with oidc_provider_mock.run_server_in_thread(user_claims=users) as server:
            yield f"http://localhost:{server.server_port}"


@pytest.fixture(scope="module")
def processes(issuer: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """The addresses of two processes of the real door."""
    build()
    with fresh_postgres() as database, fresh_redis() as redis:
        upgrade(database)
        given = {
            **os.environ,
            "VOV_DOOR": "real",
            "VOV_DATABASE_URL": database,
            "VOV_REDIS_URL": redis,
            "VOV_SECRET": "a secret of this test alone, and long enough",
            "VOV_OIDC_ISSUER": issuer,
            "VOV_OIDC_CLIENT_ID": "vov",
            "VOV_OIDC_CLIENT_SECRET": "secret",
            "VOV_OIDC_SCOPE": "openid profile",
            "VOV_DATA_DIR": str(tmp_path_factory.mktemp("data")),
        }
        ports = (free_port(), free_port())
        servers = [start(port, environment(port, given)) for port in ports]
        for server, port in zip(servers, ports, strict=True):
            wait_until_ready(server, port)
        yield f"http://localhost:{ports[0]}", f"http://localhost:{ports[1]}"
        for server in servers:
            stop(server)


def signed_in(browser: Browser, origin: str, name: str) -> Visitor:
    context = browser.new_context(locale="nl-BE")
    context.set_default_timeout(15_000)
    visitor = Visitor(context.new_page(), origin).open()
    visitor.page.get_by_role("link", name="itsme", exact=True).click()
    visitor.page.wait_for_url(re.compile("/oauth2/authorize"))
    visitor.page.get_by_role("button", name=name).click()
    visitor.heading("Voor welke organisatie wilt u werken?")
    visitor.troubles.clear()  # the pages of the provider are its own
    return visitor


@pytest.mark.filterwarnings("ignore")  # the provider runs in this process, and its warnings are its own
def test_a_decision_at_one_process_turns_the_screen_at_the_other(
    browser: Browser, processes: tuple[str, str]
) -> None:
    bart = signed_in(browser, processes[0], "bart").choose(KORENBLOEM).to_tile()
    greet = signed_in(browser, processes[1], "greet").choose(KORENBLOEM)
    bart.ask_for_right()
    request = bart.page.url
    bart.page.get_by_role("link", name="Vlaams opleidingsverlof").first.click()
    expect(bart.page.get_by_role("button", name="Kijk opnieuw")).to_be_visible()
    greet.open(
        request.removeprefix(processes[0]).replace("/gebruikersrecht/", "/gebruikersbeheer/vraag/")
    ).heading("Vraag om een gebruikersrecht")
    greet.page.locator('input[name="decision"][value="grant"]').check()
    expect(greet.page.locator("#until")).to_be_visible()
    greet.page.get_by_role("button", name="Beslissing bevestigen").click()
    expect(greet.page.locator("#decided")).to_contain_text("Greet Maes heeft dit recht toegekend")
    expect(bart.page.get_by_role("button", name="Aanvragen", exact=True)).to_be_visible(timeout=1_000)
    for visitor in (bart, greet):
        visitor.page.context.close()
        assert visitor.troubles == []
