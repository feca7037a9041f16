"""A prototype door over a data directory that the whole run shares for the template, and none for worlds."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx2
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from vov_app.prototype.control import annex_routes
from vov_app.prototype.middleware import worlds_for_visitors
from vov_app.prototype.template import template
from vov_app.prototype.worlds import WORLD_COOKIE, Worlds
from vov_app.services.worlds import World, _entrance, open_entrance
from vov_app.settings import Settings
from vov_app.web.headers import ASGI

ORIGIN = "http://localhost:3000"


@pytest.fixture(scope="session")
def made_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The template, migrated and filled once."""
    return template(Settings(data_dir=tmp_path_factory.mktemp("template")))


@pytest.fixture
def settings(made_template: Path, tmp_path: Path) -> Settings:
    """Settings of the prototype door; the template lies ready."""
    shutil.copy(made_template, tmp_path)
    return Settings(data_dir=tmp_path, worlds_limit=10, world_idle_hours=2)


@pytest.fixture
def worlds(settings: Settings) -> Worlds:
    """The entrance, without any world yet."""
    return Worlds(settings)


def enter(worlds: Worlds, key: str) -> World:
    """The world with this key, as a browser finds it; it must be there."""
    found = worlds.world(f"other=1; {WORLD_COOKIE}={key}")
    assert found is not None
    return found


@pytest.fixture
def site(worlds: Worlds, settings: Settings) -> Iterator[ASGI]:
    """The annex behind its wrapper, with a start page that tells which world it sees."""

    async def start(request: Request) -> PlainTextResponse:
        return PlainTextResponse(worlds.key_of(request.headers.get("cookie", "")))

    open_entrance(worlds)
    names = ("/", "/auth/aanmelden", "/assets/app.js")
    pages = [Route(name, start, methods=["GET", "POST"]) for name in names]
    annex = Starlette(routes=[*pages, *annex_routes(worlds, settings)])
    yield worlds_for_visitors(worlds, settings)(annex)
    _entrance.clear()


@pytest.fixture
def browser(site: ASGI) -> Callable[[], httpx2.AsyncClient]:
    """Opens a browser of its own at each call: it keeps cookies and asks for HTML."""

    def opened() -> httpx2.AsyncClient:
        transport = httpx2.ASGITransport(app=site)
        accepts = {"accept": "text/html,application/xhtml+xml"}
        return httpx2.AsyncClient(transport=transport, base_url=ORIGIN, headers=accepts)

    return opened
