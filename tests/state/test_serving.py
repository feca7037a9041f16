"""What a screen is told when the server behind it can't reach what it needs."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from reflex_base.event.context import EventContext
from sqlalchemy.exc import OperationalError

from tests.state.conftest import Tab
from tests.state.test_leaving import until
from vov_app import routes
from vov_app.services.worlds import World
from vov_app.state.faults import on_backend_fault
from vov_app.state.serving import ServingState, told
from vov_app.state.session import SessionState

AWAY = OperationalError("SELECT secret", {}, Exception("of the driver"))


async def test_an_outage_is_told_on_the_page_that_is_open(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    sent: list[Any] = []

    async def emit_delta(delta: Any) -> None:
        sent.append(delta)

    monkeypatch.setattr(EventContext, "get", lambda: SimpleNamespace(emit_delta=emit_delta))
    assert on_backend_fault(AWAY) is None
    await until(lambda: bool(sent))
    assert sent == [told(away=True)]
    assert "secret" not in caplog.text


async def test_a_fault_of_ours_leads_to_the_page_with_its_code() -> None:
    led: Any = on_backend_fault(ValueError("secret"))
    assert routes.FAULT in str(led.args)
    assert "secret" not in str(led.args)


async def test_looking_again_loads_the_whole_screen(tab: Callable[..., Tab], world: World) -> None:
    here = tab()
    await here.call(ServingState.look_again)
    assert ServingState.get_full_name() in here.deltas, "it says that all is well again"
    assert (await here.state(SessionState)).born


async def test_a_state_that_was_lost_is_another_one(tab: Callable[..., Tab], world: World) -> None:
    first, second = tab(), tab()
    for here in (first, first, second):
        await here.call(SessionState.enter)
    born = {(await here.state(SessionState)).born for here in (first, second)}
    assert len(born) == 2
