"""Calls, sockets and bodies are held to their limits before anything runs, each with a page that says so."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from typing import Any

import httpx2
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from tests.web.harness import HTTP, OneWorld, settings_of, world_of
from vov_app import routes
from vov_app.adapters.buckets import MemoryBuckets
from vov_app.services import limits as kept
from vov_app.services.worlds import World, open_entrance
from vov_app.settings import Settings
from vov_app.web.limits import (
    FORM,
    LARGEST,
    known_callers,
    largest,
    limit_bodies,
    limit_calls,
    limit_sockets,
    limits_of,
)

UPLOAD = routes.USER_UPLOAD.format(org="abc")


@pytest.fixture
def settings(tmp_path: Any) -> Settings:
    return settings_of(
        tmp_path, calls_per_minute=10, people_per_address=3, body_seconds=1, trusted_proxy_hops=1,
        sockets_per_person=2,
    )  # fmt: skip


@pytest.fixture(autouse=True)
def _limited(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(kept, "_limits", [])
    kept.keep_to(limits_of(settings, MemoryBuckets(lambda: 0.0)))
    world = world_of(settings)
    open_entrance(OneWorld(world))
    yield
    world.engine.dispose()


@pytest.fixture
async def site(settings: Settings) -> AsyncIterator[httpx2.AsyncClient]:
    async def echo(request: Request) -> PlainTextResponse:
        host = request.client.host if request.client else ""
        return PlainTextResponse(f"{host} {len(await request.body())}")

    app: Any = Starlette(routes=[Route("/{rest:path}", echo, methods=["GET", "POST"])])
    for wrap in (limit_bodies(settings), limit_calls, known_callers(settings)):
        app = wrap(app)
    async with httpx2.AsyncClient(transport=httpx2.ASGITransport(app), base_url=HTTP) as client:
        yield client


async def test_who_calls_too_often_is_told_when_to_come_back(
    site: httpx2.AsyncClient, world: World, settings: Settings
) -> None:
    mine = {"cookie": f"{world.session_cookie}=mine", "x-forwarded-for": "203.0.113.7"}
    answers = [await site.get("/", headers=mine) for _ in range(11)]
    assert [a.status_code for a in answers] == [200] * 10 + [429]
    refused = answers[-1]
    assert refused.headers["retry-after"] == "6"
    assert refused.headers["cache-control"] == "no-store"
    assert "Probeer het over 6 seconden opnieuw." in refused.text
    for file in ("/assets/x.js", "/app.css", "/tokens.css", "/favicon.svg"):
        assert (await site.get(file, headers=mine)).status_code == 200, "the page that says so needs it"
    theirs = {**mine, "cookie": f"{world.session_cookie}=theirs"}
    assert (await site.get("/", headers=theirs)).status_code == 200


async def test_an_address_that_makes_up_sign_ins_waits_as_a_whole(
    site: httpx2.AsyncClient, world: World
) -> None:
    def cookies(n: int) -> dict[str, str]:
        return {"cookie": f"{world.session_cookie}={n}", "x-forwarded-for": "203.0.113.7"}

    answers = [await site.get("/", headers=cookies(n)) for n in range(31)]
    assert [a.status_code for a in answers] == [200] * 30 + [429]
    elsewhere = {**cookies(0), "x-forwarded-for": "1.1.1.1, 203.0.113.8"}
    assert (await site.get("/", headers=elsewhere)).text == "203.0.113.8 0"


async def test_who_is_in_no_world_is_counted_by_address(site: httpx2.AsyncClient) -> None:
    open_entrance(OneWorld(None))
    answers = [await site.get("/", headers={"x-forwarded-for": "203.0.113.9"}) for _ in range(31)]
    assert [a.status_code for a in answers] == [200] * 30 + [429]


@pytest.mark.parametrize(("path", "most"), [("/auth/afmelden", FORM), (UPLOAD, LARGEST[routes.USER_UPLOAD])])
async def test_a_body_may_be_as_large_as_its_address_needs(
    site: httpx2.AsyncClient, path: str, most: int
) -> None:
    assert largest(path) == most
    assert (await site.post(path, content=b"x" * most)).text.endswith(f" {most}")
    refused = await site.post(path, content=b"x" * (most + 1))
    assert refused.status_code == 413
    assert "groter dan hier kan" in refused.text


async def test_a_body_that_doesn_t_tell_its_size_is_counted(site: httpx2.AsyncClient) -> None:
    async def chunks() -> AsyncIterator[bytes]:
        for _ in range(FORM // 1000 + 1):
            yield b"x" * 1000

    assert (await site.post("/auth/afmelden", content=chunks())).status_code == 413


async def test_a_body_that_lies_about_its_size_is_refused(site: httpx2.AsyncClient) -> None:
    lie = {"content-length": "9" * 40}
    assert (await site.post("/", content=b"x", headers=lie)).status_code == 413


def scope(kind: str = "http") -> dict[str, Any]:
    return {"type": kind, "method": "POST", "path": "/", "headers": [], "client": ("203.0.113.7", 1)}


async def test_a_body_that_never_comes_is_given_up(settings: Settings) -> None:
    sent: list[Any] = []
    never = asyncio.Event()

    async def receive() -> dict[str, Any]:
        await never.wait()
        return {}

    async def send(message: Any) -> None:
        sent.append(message)

    async def unreachable(*_: Any) -> None:
        raise AssertionError

    await limit_bodies(settings)(unreachable)(scope(), receive, send)
    assert sent[0]["status"] == 408
    assert "te lang" in sent[1]["body"].decode()


async def test_who_hangs_up_halfway_sent_what_came(settings: Settings) -> None:
    messages: list[dict[str, Any]] = [
        {"type": "http.request", "body": b"ab", "more_body": True},
        {"type": "http.disconnect"},
    ]
    got: list[Any] = []

    async def receive() -> dict[str, Any]:
        return messages.pop(0) if messages else {"type": "http.disconnect"}

    async def app(_scope: Any, again: Any, _send: Any) -> None:
        got.extend([await again(), await again()])

    await limit_bodies(settings)(app)(scope(), receive, app)  # type: ignore[arg-type]
    assert got == [
        {"type": "http.request", "body": b"ab", "more_body": False},
        {"type": "http.disconnect"},
    ]


async def test_an_address_holds_no_more_sockets_than_its_people_may(settings: Settings) -> None:
    most, opened, enough = 6, list[Any](), asyncio.Event()

    async def app(*_: Any) -> None:
        opened.append(1)
        await enough.wait()

    async def send(message: Any) -> None:
        assert message == {"type": "websocket.close", "code": 1013}
        opened.append("refused")

    wrapped: Any = limit_sockets(settings)(app)
    held = [asyncio.create_task(wrapped(scope("websocket"), None, send)) for _ in range(most)]
    await asyncio.sleep(0)
    await wrapped(scope("websocket"), None, send)
    assert opened == [1] * most + ["refused"]
    other = asyncio.create_task(wrapped({**scope("websocket"), "client": ("203.0.113.8", 1)}, None, send))
    enough.set()
    await asyncio.gather(*held, other)
    await wrapped(scope("websocket"), None, send)
    assert opened[-1] == 1
