"""While the loket is closed nothing is done on screens that are open, and afterwards they go on."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests import answers
from tests.state.conftest import Tab
from tests.state.people import Scene, scene
from vov_app.services import maintenance
from vov_app.services.maintenance import COOKIE, Notice
from vov_app.services.worlds import World
from vov_app.state.busy import BusyState
from vov_app.state.refund import RefundState
from vov_app.state.session import SessionState

NOTICE = Notice("Wij plaatsen een nieuwe versie.", None, "a pass")


@pytest.fixture
def stage(world: World, cookie_of: Callable[..., str], seed: Callable[[Any], Any]) -> Scene:
    return scene(world, cookie_of, seed)


@pytest.fixture(autouse=True)
def _open_again() -> Iterator[None]:
    yield
    maintenance.see(None)


async def test_a_screen_says_it_does_nothing_and_goes_on(tab: Callable[..., Tab], stage: Scene) -> None:
    an, operator = tab(stage.filer), tab(f"{stage.filer}; {COOKIE}={NOTICE.key}")
    an.path = operator.path = stage.step("contact")
    await an.call(SessionState.enter_acting)
    maintenance.see(NOTICE)
    await an.call(RefundState.save, data=answers.CONTACT)
    assert an.redirects == []
    assert NOTICE.message in (await an.state(BusyState)).told
    assert NOTICE.message in an.deltas
    await operator.call(RefundState.save, data=answers.CONTACT)
    assert operator.redirects == [stage.step("employee")]
    maintenance.see(None)
    await an.call(RefundState.save, data=answers.CONTACT)
    assert (await an.state(BusyState)).told == ""
    assert an.redirects == [stage.step("employee")]
