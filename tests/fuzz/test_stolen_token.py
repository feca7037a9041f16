"""The token of somebody's tab, taken from a log or guessed, shows nothing to who lacks their cookie."""

import asyncio
import uuid
from collections.abc import Iterator

import pytest

from tests.fuzz.targets import Target, real_door
from tests.fuzz.wire import HYDRATE, ROOT, Wire
from vov_app import routes

pytestmark = [pytest.mark.journey, pytest.mark.timeout(600)]
LOAD = f"{ROOT}.vov_app___state___chooser____chooser_state.load"
ENTER = f"{ROOT}.vov_app___state___session____session_state.enter_signed_in"
HERS = "An Peeters"


@pytest.fixture(scope="module")
def target(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Target]:
    with real_door(tmp_path_factory.mktemp("stolen")) as made:
        yield made


def event(name: str) -> dict[str, object]:
    place = routes.ORGANISATIONS
    return {"name": name, "payload": {}, "router_data": {"pathname": place, "asPath": place, "query": {}}}


async def seen(target: Target, cookie: str, token: str, *names: str) -> str:
    """All that a tab with this cookie and this token is told, from the snapshot of its State on."""
    wire = Wire(target.origin, cookie, token)
    assert await wire.open(event(HYDRATE))
    for name in names:
        await wire.send(event(name))
    await wire.settle()
    await wire.close()
    return "\n".join(wire.frames)


def test_a_token_is_nothing_without_the_cookie_that_goes_with_it(target: Target) -> None:
    async def story() -> None:
        token = str(uuid.uuid4())
        assert HERS in await seen(target, target.owner, token, ENTER, LOAD)
        assert HERS in await seen(target, target.owner, token)
        for thief in ("", "vov_session=guessed", target.actors["outsider"]):
            told = await seen(target, thief, token)
            assert HERS not in told
            assert "Korenbloem" not in told
        assert HERS in await seen(target, target.owner, token)

    asyncio.run(story())
