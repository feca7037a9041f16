"""vov check-config --connect: each thing that the settings name and that isn't there is a line."""

import asyncio
import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from tests.mail.post_house import PostHouse, opened
from tests.operating.conftest import Vov
from tests.ports import free_port
from tests.redis import fresh_redis
from vov_app.adapters.redis_server import fault_of
from vov_app.operating.commands import Exit
from vov_app.settings import Settings, settings

SQLITE = pytest.mark.parametrize("url", ["sqlite"], indirect=True)


@pytest.fixture
def issuer() -> Iterator[str]:
    """A provider that has nothing but a discovery document."""

    class Provider(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            told = json.dumps({"issuer": f"http://127.0.0.1:{server.server_port}"}).encode()
            self.send_response(200)
            self.end_headers()
            self.wfile.write(told)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Provider)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def told(monkeypatch: pytest.MonkeyPatch, **variables: str) -> None:
    """Set these variables."""
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    settings.cache_clear()


@SQLITE
def test_all_that_is_there_is_said_in_one_line(
    real: Settings, issuer: str, monkeypatch: pytest.MonkeyPatch, vov: Vov
) -> None:
    assert vov("check-config") == (Exit.DONE, "The settings are sound.\n", "")
    with fresh_redis() as redis, opened(PostHouse()) as house:
        told(monkeypatch, VOV_REDIS_URL=redis, VOV_OIDC_ISSUER=issuer)
        told(monkeypatch, VOV_SMTP_URL=house.url, VOV_MAIL_FROM="loket@loket.example")
        code, said, _ = vov("check-config", "--connect")
    assert (code, said) == (Exit.DONE, "The settings are sound, and all that they name can be reached.\n")


@SQLITE
def test_each_thing_that_is_missing_is_a_line(
    real: Settings, issuer: str, monkeypatch: pytest.MonkeyPatch, vov: Vov, tmp_path: object
) -> None:
    nobody = f"127.0.0.1:{free_port()}"
    told(
        monkeypatch,
        VOV_DATABASE_URL=f"sqlite:///{tmp_path}/none/none.sqlite",
        VOV_REDIS_URL=f"redis://{nobody}",
        VOV_SMTP_URL=f"smtp://{nobody}?starttls=no",
        VOV_MAIL_FROM="loket@loket.example",
        VOV_OIDC_ISSUER=f"http://{nobody}",
    )
    code, _, said = vov("check-config", "--connect")
    assert (code, said.splitlines()) == (
        Exit.REFUSED,
        [
            "VOV_DATABASE_URL: the database can't be used (OperationalError)",
            "VOV_REDIS_URL: nobody answers (ConnectionError)",
            "VOV_SMTP_URL: connection",
            "VOV_OIDC_ISSUER: no discovery document (ConnectError)",
        ],
    )


@SQLITE
def test_old_tables_and_another_issuer_are_said(
    real: Settings, issuer: str, monkeypatch: pytest.MonkeyPatch, vov: Vov, tmp_path: object
) -> None:
    told(monkeypatch, VOV_DATABASE_URL=f"sqlite:///{tmp_path}/new.sqlite", VOV_OIDC_ISSUER=f"{issuer}/")
    code, _, said = vov("check-config", "--connect")
    assert code == Exit.REFUSED
    assert said.splitlines() == [
        "VOV_DATABASE_URL: its tables aren't those of this software: run vov migrate",
        "VOV_OIDC_ISSUER: its discovery document names another issuer",
    ]


def test_redis_that_is_no_address_is_a_fault() -> None:
    assert asyncio.run(fault_of("http://127.0.0.1", 1)) == "ValueError"
