"""A site over http with one world, and a provider whose answers a test can bend."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import httpx2
import pytest

from tests.web.forger import Forger
from tests.web.harness import OneWorld, browser, settings_of, world_of
from vov_app.adapters.identity import Identity
from vov_app.services.worlds import World, open_entrance
from vov_app.settings import Settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """The real door over http."""
    return settings_of(tmp_path)


@pytest.fixture
def world(settings: Settings) -> Iterator[World]:
    """The one world that every browser is in."""
    made = world_of(settings)
    open_entrance(OneWorld(made))
    yield made
    made.engine.dispose()


@pytest.fixture
def forger() -> Forger:
    """An honest provider, until a test bends it."""
    return Forger()


@pytest.fixture
def identity(settings: Settings, forger: Forger) -> Identity:
    """The relying party of that provider."""
    return Identity(settings, forger.provider)


@pytest.fixture
async def visitor(world: World, identity: Identity) -> AsyncIterator[httpx2.AsyncClient]:
    """A browser of somebody who never came before."""
    async with browser(identity) as client:
        yield client
