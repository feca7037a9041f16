"""The real door opens onto a provider that nobody here wrote, and none of the annex answers there."""

import contextlib
import http.client
import os
import re
import warnings
from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.journeys.person import Visitor
from tests.ports import free_port
from tools.build import build
from tools.server import environment, start, stop, wait_until_ready
from vov_app import models
from vov_app.adapters.database import sqlite_url, upgrade

pytestmark = pytest.mark.xdist_group("doors")  # one process of the suite opens the real door, not each
ANNEX = ["/prototype", "/prototype/inbox", "/prototype/opnieuw", "/prototype/klok", "/prototype/helpdesk",
         "/prototype/behandelaar", "/prototype/behandelaar/VOV-2025-000001-E",
         "/demo-acm/authorize", "/demo-acm/jwks",
         "/demo-acm/.well-known/openid-configuration", f"/prototype/deelnemen/{'a' * 43}"]  # fmt: skip


INES = {
    "given_name": "Ines",
    "family_name": "Thys",
    "vo_orgcode": ["0001234571"],
    "vo_orgnaam": ["Bakkerij De Korenbloem bv"],
    "dwse_wseloket_rol_3d": ["DWSE organisatieverantwoordelijke:opleidingsverlof:0001234571"],
}


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    """An OpenID Connect provider from PyPI, on this machine; its own warnings are its own."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import oidc_provider_mock

        ines = oidc_provider_mock.User(sub="ines", claims=INES)
        with oidc_provider_mock.run_server_in_thread(user_claims=[ines]) as server:
            yield f"http://localhost:{server.server_port}"


@pytest.fixture(scope="module")
def real(issuer: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app behind its real door."""
    build()
    port = free_port()
    database = sqlite_url(tmp_path_factory.mktemp("real") / "vov.sqlite")
    upgrade(database)
    given = {
        **os.environ,
        "VOV_DOOR": "real",
        "VOV_DATABASE_URL": database,
        "VOV_SECRET": "a secret of this test alone, and long enough",
        "VOV_OIDC_ISSUER": issuer,
        "VOV_OIDC_CLIENT_ID": "vov",
        "VOV_OIDC_CLIENT_SECRET": "secret",
        "VOV_OIDC_SCOPE": "openid profile",
        "VOV_DATA_DIR": str(tmp_path_factory.mktemp("data")),
    }
    server = start(port, environment(port, given))
    wait_until_ready(server, port)
    yield f"http://localhost:{port}"
    stop(server)


def answer(origin: str, path: str, method: str = "GET", **headers: str) -> tuple[int, str]:
    """The status of an answer, and its headers as one text."""
    connection = http.client.HTTPConnection(origin.removeprefix("http://"), timeout=10)
    with contextlib.closing(connection):
        connection.request(method, path, headers={"Accept": "text/html", **headers})
        response = connection.getresponse()
        with contextlib.closing(response):
            return response.status, str(response.headers)


@pytest.mark.parametrize("path", ANNEX)
def test_the_annex_answers_in_the_prototype_door_alone(real: str, origin: str, path: str) -> None:
    status, headers = answer(real, path)
    assert status == 404
    assert "set-cookie" not in headers.lower()
    assert answer(real, path, "POST", Origin=real)[0] in (404, 405)
    if path in ("/prototype", "/prototype/inbox", "/demo-acm/jwks"):
        assert answer(origin, path)[0] == 200


def test_no_production_table_knows_of_worlds() -> None:
    tables = models.Person.metadata.tables
    names = [f"{name}.{column.name}" for name, table in tables.items() for column in table.columns]
    assert names
    assert not [name for name in names if re.search("world|wereld|prototype|demo|persona", name)]


@pytest.mark.parametrize("foreign", ["https://evil.example", "null", "http://localhost:1"])
def test_the_websocket_refuses_another_origin(origin: str, foreign: str) -> None:
    headers = {
        "Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
    }  # fmt: skip
    path = "/_event/?EIO=4&transport=websocket&token=x"
    assert answer(origin, path, Origin=foreign, **headers)[0] in (400, 403)
    assert answer(origin, path, Origin=origin, **headers)[0] == 101


def test_each_page_has_a_strict_policy(origin: str) -> None:
    for path in ("/", "/organisaties", "/organisatie/x/aanvraag", "/bestaat-niet", "/prototype/inbox"):
        policy = answer(origin, path)[1]
        assert "unsafe" not in policy
        assert ("script-src 'self' 'sha256-" in policy) == (path != "/prototype/inbox")
        assert "frame-ancestors 'none'" in policy


@pytest.mark.filterwarnings("ignore")  # the provider runs in this process, and its warnings are its own
def test_one_signs_in_through_a_real_provider_and_out_again(context: BrowserContext, real: str) -> None:
    visitor = Visitor(context.new_page(), real)
    visitor.open()
    assert "demo-acm" not in visitor.page.content()
    visitor.page.get_by_role("link", name="itsme", exact=True).click()
    visitor.page.wait_for_url(re.compile("/oauth2/authorize"))
    visitor.page.get_by_role("button", name="ines").click()
    visitor.heading("Voor welke organisatie wilt u werken?")
    visitor.choose("Bakkerij De Korenbloem bv").to_tile()
    expect(visitor.page.get_by_role("button", name="Aanvragen", exact=True)).to_be_visible()
    expect(visitor.page.get_by_role("link", name="Postvak van de demo")).to_have_count(0)
    visitor.page.get_by_role("button", name="Afmelden").first.click()
    visitor.page.wait_for_url(re.compile("/oauth2/end_session|/oidc/.*|/afgemeld"))
    visitor.open("/organisaties").heading("Meld u aan in het WSE-loket")
