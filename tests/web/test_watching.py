"""Each request is counted and has an id; what fails in one is logged under it, without a word of why."""

import logging
from typing import Any

import httpx2
import pytest
from sqlalchemy.exc import OperationalError
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from vov_app import routes, tracks
from vov_app.adapters.metrics import Meters
from vov_app.texts import t
from vov_app.web.watching import failed, watched

AWAY = OperationalError("SELECT 1", {}, Exception("of the driver"))
SAID = "85.01.01-997.86 isn't there"


async def fails(_request: Request) -> Response:
    raise ValueError(SAID)


async def is_away(_request: Request) -> Response:
    raise AWAY


async def tells(_request: Request) -> Response:
    return PlainTextResponse(tracks.running())


def site(meters: Meters, *, handler: bool) -> Any:
    more: Any = {"exception_handlers": {Exception: failed}} if handler else {}
    paths = [
        Route("/boem", fails),
        Route("/weg", is_away),
        Route(routes.ORGANISATIONS, tells),
        Route("/assets/app.js", tells),
    ]
    app: Any = Starlette(routes=paths, **more)
    return watched(meters)(app if handler else app.router)


async def get(app: Any, path: str, accept: str = "*/*") -> httpx2.Response:
    async with httpx2.AsyncClient(transport=httpx2.ASGITransport(app), base_url="http://x") as browser:
        return await browser.get(path, headers={"accept": accept})


@pytest.mark.parametrize("handler", [True, False])
async def test_a_fault_is_a_page_with_the_code_of_the_log(
    handler: bool, caplog: pytest.LogCaptureFixture
) -> None:
    app = site(Meters(), handler=handler)
    page, plain = await get(app, "/boem", "text/html,*/*"), await get(app, "/boem")
    codes = [line.args[0] for line in caplog.records if isinstance(line.args, tuple)]
    assert page.status_code == 303
    assert page.headers["location"] == f"{routes.FAULT}?code={codes[0]}"
    assert (plain.status_code, plain.text) == (500, f"500-{codes[1]}")
    assert "ValueError at test_watching.py:" in caplog.text
    assert SAID not in caplog.text


@pytest.mark.parametrize("handler", [True, False])
async def test_what_is_away_for_a_while_is_a_page_that_says_so(handler: bool) -> None:
    page = await get(site(Meters(), handler=handler), "/weg", "text/html,*/*")
    assert page.status_code == 503
    assert page.headers["retry-after"]
    assert t("ui.refusal.away") in page.text


async def test_requests_are_counted_by_one_of_few_names() -> None:
    meters = Meters()
    app = site(meters, handler=True)
    for path in (routes.ORGANISATIONS, "/assets/app.js", routes.HEALTH, "/whatever", "/boem"):
        await get(app, path)
    told = meters.text().decode()
    for route, status in (
        (routes.ORGANISATIONS, 200), ("/assets", 200), (routes.HEALTH, 404), ("other", 404), ("other", 500),
    ):  # fmt: skip
        assert f'vov_http_requests_total{{route="{route}",status="{status}"}} 1.0' in told


async def test_each_request_has_an_id_of_its_own() -> None:
    app = site(Meters(), handler=True)
    first, second = [(await get(app, routes.ORGANISATIONS)).text for _ in range(2)]
    assert len(first) == len(second) == 8
    assert first != second


async def test_what_is_no_http_passes(caplog: pytest.LogCaptureFixture) -> None:
    passed: list[Any] = []

    async def inner(scope: Any, receive: Any, send: Any) -> None:
        passed.append(scope)

    await watched(Meters())(inner)({"type": "lifespan"}, None, None)  # type: ignore[arg-type]
    assert passed == [{"type": "lifespan"}]
    assert caplog.records == []


def test_a_fault_outside_of_any_request_gets_a_code(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.ERROR)
    fault = ValueError(SAID)
    assert len(tracks.of(fault)) == 8
    assert tracks.where(fault) == "ValueError at nowhere"
