"""A provider that nobody here wrote (oidc-provider-mock), and the site that signs people in with it."""

import warnings
from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx2
import pytest

from tests.web.harness import OneWorld, browser, settings_of, world_of
from vov_app.adapters.identity import Identity, real_provider
from vov_app.services.worlds import World, open_entrance
from vov_app.settings import Settings

CLAIMS = {
    "given_name": "Els",
    "family_name": "Wouters",
    "rrn": "82091199473",
    "vo_orgcode": ["0001234571", "0002345618"],
    "vo_orgnaam": ["Bakkerij De Korenbloem bv", "Metaalwerken Van Loo nv"],
    "dwse_wseloket_rol_3d": ["DWSE organisatieverantwoordelijke:opleidingsverlof:0001234571"],
}


def serve(lasting: timedelta) -> Iterator[str]:
    """The issuer of a provider that runs in a thread, on a free port; its tokens last this long."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import oidc_provider_mock

        els = oidc_provider_mock.User(sub="acm-els", claims=CLAIMS)
        running: Any = oidc_provider_mock.run_server_in_thread(
            require_nonce=True, access_token_max_age=lasting, user_claims=[els]
        )
        with running as server:
            yield f"http://localhost:{server.server_port}"


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    """An honest provider."""
    yield from serve(timedelta(hours=1))


@pytest.fixture(scope="module")
def late_issuer() -> Iterator[str]:
    """A provider whose tokens have expired when they arrive."""
    yield from serve(timedelta(minutes=-5))


def settings_for(folder: Path, issuer: str) -> Settings:
    """The settings that name this provider."""
    return settings_of(folder, oidc_issuer=issuer)


@pytest.fixture
def world(tmp_path: Path, issuer: str) -> Iterator[World]:
    """The one world that every browser is in."""
    made = world_of(settings_for(tmp_path, issuer))
    open_entrance(OneWorld(made))
    yield made
    made.engine.dispose()


@pytest.fixture
def identity(tmp_path: Path, issuer: str) -> Identity:
    """The relying party, as the real door makes it."""
    settings = settings_for(tmp_path, issuer)
    return Identity(settings, real_provider(settings))


@pytest.fixture
async def visitor(world: World, identity: Identity) -> AsyncIterator[httpx2.AsyncClient]:
    """A browser of somebody who never came before."""
    async with browser(identity) as client:
        yield client
