"""A page answers at one address: by its own path, and by the name of the site."""

from typing import Any

import httpx2
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from vov_app import routes
from vov_app.settings import Settings
from vov_app.web.addresses import one_name


async def _echo(request: Request) -> PlainTextResponse:
    return PlainTextResponse(request.url.path)


async def get(settings: Settings, address: str, method: str = "GET") -> httpx2.Response:
    app = Starlette(routes=[Route("/{rest:path}", _echo, methods=["GET", "POST"])])
    guarded: Any = one_name(settings)(app)
    async with httpx2.AsyncClient(transport=httpx2.ASGITransport(guarded)) as client:
        return await client.request(method, address)


LOCAL = Settings(public_url="http://localhost:3000")


@pytest.mark.parametrize("host", ["127.0.0.1:3000", "127.0.0.1", "[::1]:3000"])
async def test_by_its_number_this_machine_leads_to_its_name(host: str) -> None:
    answer = await get(LOCAL, f"http://{host}/organisaties?zoek=a%20b")
    assert answer.status_code == 307
    assert answer.headers["location"] == "http://localhost:3000/organisaties?zoek=a%20b"


@pytest.mark.parametrize("address", ["http://127.0.0.1//elsewhere.example", "http://127.0.0.1/%0d%0aX:1"])
async def test_the_detour_never_leaves_the_site(address: str) -> None:
    answer = await get(LOCAL, address)
    assert answer.headers["location"].startswith("http://localhost:3000/")
    assert "x" not in answer.headers


@pytest.mark.parametrize(
    ("settings", "address", "method"),
    [
        (LOCAL, "http://localhost:3000/", "GET"),
        (LOCAL, f"http://127.0.0.1:3000{routes.HEALTH}", "GET"),
        (LOCAL, "http://127.0.0.1:3000/", "POST"),
        (Settings(public_url="https://loket.example"), "http://127.0.0.1:3000/", "GET"),
    ],
)
async def test_all_else_is_served(settings: Settings, address: str, method: str) -> None:
    assert (await get(settings, address, method)).status_code == 200
