"""While the loket is closed each page is the one that says so; the operator comes in with a pass."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx2
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from vov_app import routes
from vov_app.adapters.clock import system_now
from vov_app.services import maintenance
from vov_app.services.maintenance import Notice
from vov_app.settings import Settings
from vov_app.web.closed import closed_to_visitors, pass_routes

NOTICE = Notice("Wij plaatsen <een> nieuwe versie.", None, "a-pass")


@pytest.fixture(autouse=True)
def _closed() -> Iterator[None]:
    maintenance.see(NOTICE)
    yield
    maintenance.see(None)


def browser() -> httpx2.AsyncClient:
    async def page(_request: Request) -> Response:
        return PlainTextResponse("open")

    inner: Any = Starlette(routes=[*pass_routes(Settings()), Route("/{rest:path}", page)])
    site: Any = closed_to_visitors(inner)
    return httpx2.AsyncClient(transport=httpx2.ASGITransport(site), base_url="http://localhost:3000")


async def test_a_page_says_why_and_when_to_come_back() -> None:
    async with browser() as visitor:
        answer = await visitor.get(routes.ORGANISATIONS)
        assert (answer.status_code, answer.headers["retry-after"]) == (503, "300")
        assert "Wij plaatsen &lt;een&gt; nieuwe versie." in answer.text
        assert "Probeer opnieuw" in answer.text
        maintenance.see(Notice("Even.", datetime(2020, 11, 30, 17, 0, tzinfo=UTC), "k"))
        answer = await visitor.get(routes.ORGANISATIONS)
        assert "30 november 2020 om" in answer.text
        assert answer.headers["retry-after"] == "60"
        maintenance.see(Notice("Even.", (system_now() + timedelta(hours=2)).astimezone(UTC), "k"))
        assert int((await visitor.get("/")).headers["retry-after"]) > 7000
        maintenance.see(None)
        assert (await visitor.get(routes.ORGANISATIONS)).text == "open"


@pytest.mark.parametrize(
    ("path", "status"),
    [
        (routes.READY, 200),
        ("/app.css", 200),
        ("/assets/app.js", 200),
        (routes.SIGN_IN, 503),
        ("/organisatie/x/termijnen/termijnen.svg", 503),
    ],
)
async def test_only_what_the_page_is_drawn_with_and_what_watches_comes_through(
    path: str, status: int
) -> None:
    async with browser() as visitor:
        assert (await visitor.get(path)).status_code == status


async def test_the_pass_lets_one_browser_in() -> None:
    async with browser() as operator:
        wrong = await operator.get(routes.maintenance_pass("no-pass"))
        assert (wrong.status_code, wrong.headers.get("set-cookie")) == (303, None)
        right = await operator.get(routes.maintenance_pass(NOTICE.key))
        assert "HttpOnly" in right.headers["set-cookie"]
        assert (await operator.get(routes.ORGANISATIONS)).text == "open"
        maintenance.see(None)
        assert (await operator.get(routes.maintenance_pass(NOTICE.key))).status_code == 303
