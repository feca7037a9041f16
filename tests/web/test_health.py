"""Lives it, serves it, and what did it: the operator hears all, the world a word."""

from collections.abc import Sequence
from typing import Any

import httpx2
import pytest
from pydantic import SecretStr
from starlette.applications import Starlette

from vov_app import routes
from vov_app.adapters.metrics import Figure, Meters
from vov_app.settings import Settings
from vov_app.web.health import Check, Standing, health_routes

TOKEN = "a token of this test, long enough for it"


class Found:
    """An inspection that found this."""

    def __init__(self, *checks: Check) -> None:
        self.checks = checks

    async def standing(self) -> Standing:
        return Standing(self.checks)

    async def figures(self) -> Sequence[Figure]:
        return (
            Figure("vov_drafts", "Drafts", {"": 3}),
            Figure("vov_letters", "Letters", {"sent": 2, "stuck": 1}, "status"),
        )


WELL = Check("database", True, "at 1")
RINGS = Check("outbox", False, "due for 20 min", needed=False)
AWAY = Check("database", False, "OperationalError")


async def get(
    path: str, *checks: Check, token: str = "", client: str = "127.0.0.1", **headers: str
) -> httpx2.Response:
    settings = Settings(metrics_token=SecretStr(token))
    app: Any = Starlette(routes=health_routes(settings, Found(*checks), Meters()))
    transport = httpx2.ASGITransport(app, client=(client, 1))
    async with httpx2.AsyncClient(transport=transport, base_url="http://loket.example") as browser:
        return await browser.get(path, headers={k.replace("_", "-"): v for k, v in headers.items()})


async def test_who_lives_says_so() -> None:
    answer = await get(routes.HEALTH, AWAY, client="192.0.2.1")
    assert (answer.status_code, answer.text) == (200, "ok")


@pytest.mark.parametrize(
    ("check", "status", "word", "state"),
    [(WELL, 200, "ready", "ready"), (RINGS, 200, "ready", "degraded"), (AWAY, 503, "not ready", "failing")],
)
async def test_others_hear_a_word_and_the_operator_why(
    check: Check, status: int, word: str, state: str
) -> None:
    others = await get(routes.READY, check, client="192.0.2.1")
    assert (others.status_code, others.text) == (status, word)
    operator = await get(routes.READY, check)
    assert operator.status_code == status
    assert operator.json() == {
        "state": state,
        "checks": {check.name: {"sound": check.sound, "told": check.told}},
    }


async def test_figures_are_there_for_prometheus() -> None:
    answer = await get(routes.METRICS, WELL)
    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
    assert 'vov_letters{status="stuck"} 1.0' in answer.text
    assert "vov_drafts 3.0" in answer.text
    assert "vov_open_sockets 0.0" in answer.text


@pytest.mark.parametrize(
    ("asked", "seen"),
    [
        ({}, True),
        ({"client": "::1"}, True),
        ({"client": "192.0.2.1"}, False),
        ({"client": "a socket"}, False),
        ({"x_forwarded_for": "127.0.0.1"}, False),
        ({"token": TOKEN}, False),
        ({"token": TOKEN, "authorization": "Bearer no"}, False),
        ({"token": TOKEN, "authorization": f"Bearer {TOKEN}", "client": "192.0.2.1"}, True),
    ],
)
async def test_nobody_else_sees_them(asked: dict[str, str], seen: bool) -> None:
    assert (await get(routes.METRICS, **asked)).status_code == (200 if seen else 404)
