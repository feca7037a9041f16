"""Only our own pages may send what changes something."""

from collections.abc import AsyncIterator
from typing import Any

import httpx2
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from tests.web.harness import HTTP
from vov_app.settings import Settings
from vov_app.web.origin import refuse_foreign_origins

METHODS = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE", "PROPFIND"]
CHANGING = METHODS[3:]


async def _echo(_request: Request) -> PlainTextResponse:
    return PlainTextResponse("ok")


@pytest.fixture
async def site(settings: Settings) -> AsyncIterator[httpx2.AsyncClient]:
    app = Starlette(routes=[Route("/", _echo, methods=METHODS)])
    guarded: Any = refuse_foreign_origins(settings)(app)
    async with httpx2.AsyncClient(transport=httpx2.ASGITransport(guarded), base_url=HTTP) as client:
        yield client


@pytest.mark.parametrize("method", METHODS[:3])
async def test_reading_is_open_to_every_site(site: httpx2.AsyncClient, method: str) -> None:
    answer = await site.request(method, "/", headers={"origin": "https://kwaad.example"})
    assert answer.status_code == 200


@pytest.mark.parametrize("method", CHANGING)
@pytest.mark.parametrize("fetch_site", [None, "same-origin", "none"])
async def test_our_own_pages_may_change(
    site: httpx2.AsyncClient, method: str, fetch_site: str | None
) -> None:
    told = {"sec-fetch-site": fetch_site} if fetch_site else {}
    assert (await site.request(method, "/", headers={"origin": HTTP, **told})).status_code == 200


@pytest.mark.parametrize("method", CHANGING)
@pytest.mark.parametrize(
    "headers",
    [
        [],
        [("origin", "null")],
        [("origin", "")],
        [("origin", "https://kwaad.example")],
        [("origin", "http://localhost:4041")],
        [("origin", "https://localhost:4040")],
        [("origin", "http://localhost:4040.kwaad.example")],
        [("origin", HTTP), ("origin", "https://kwaad.example")],
        [("origin", "https://kwaad.example"), ("origin", HTTP)],
        [("origin", HTTP), ("sec-fetch-site", "cross-site")],
        [("origin", HTTP), ("sec-fetch-site", "same-site")],
    ],
)
async def test_others_may_not(site: httpx2.AsyncClient, method: str, headers: list[tuple[str, str]]) -> None:
    assert (await site.request(method, "/", headers=headers)).status_code == 403
