"""What somebody did failed: a code on the page that is open, until it succeeds or they are elsewhere."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from tests import answers
from tests.state.conftest import Pipeline, Tab
from tests.state.people import Scene, scene
from tests.state.test_leaving import until
from vov_app import routes
from vov_app.services.worlds import World
from vov_app.state import failed
from vov_app.state.failed import FailedState
from vov_app.state.faults import on_backend_fault
from vov_app.state.home import HomeState
from vov_app.state.refund import RefundState
from vov_app.state.session import SessionState

FULL = OperationalError("INSERT secret", {}, Exception("database or disk is full"))


@pytest.fixture
def stage(world: World, cookie_of: Callable[..., str], seed: Callable[[Any], Any]) -> Scene:
    return scene(world, cookie_of, seed)


@pytest.fixture
def broken(processor: Pipeline, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Exception], Any]]:
    """Have every write fail like this until what it gives is called, with the app's own answer to that."""
    monkeypatch.setattr(processor[0], "backend_exception_handler", on_backend_fault)

    def breaks(fault: Exception) -> Any:
        async def fails(*_: object, **__: object) -> None:
            raise fault

        patched = pytest.MonkeyPatch()
        patched.setattr("vov_app.state.refund.perform", fails)
        patched.setattr("vov_app.state.home.look", fails)
        return patched.undo

    yield breaks
    failed._failed.clear()


@pytest.fixture
async def an(tab: Callable[..., Tab], stage: Scene) -> Tab:
    """A tab at a step of a form."""
    here = tab(stage.filer)
    here.path = stage.step("contact")
    await here.call(SessionState.enter_acting)
    return here


async def save(tab: Tab, fault: type[Exception] | None = None) -> None:
    """`Volgende`, which fails like this or goes through."""
    if fault is None:
        return await tab.call(RefundState.save, data=answers.CONTACT)
    with pytest.raises(fault):
        await tab.call(RefundState.save, data=answers.CONTACT)
    await until(lambda: "503-" in tab.deltas or "500-" in tab.deltas)
    return None


async def test_the_page_stays_with_a_code_until_the_same_thing_succeeds(
    an: Tab, broken: Callable[[Exception], Any], caplog: pytest.LogCaptureFixture
) -> None:
    mend = broken(FULL)
    await save(an, OperationalError)
    code = (await an.state(FailedState)).code
    assert code.startswith("503-")
    assert code in an.deltas
    assert code in caplog.text
    assert "secret" not in caplog.text + an.deltas
    assert an.redirects == []
    await an.call(SessionState.enter_acting)
    assert (await an.state(FailedState)).code == code, "the same page, loaded again"
    mend()
    await save(an)
    assert (await an.state(FailedState)).code == ""
    assert an.redirects, "it went on"


async def test_elsewhere_it_is_over(an: Tab, stage: Scene, broken: Callable[[Exception], Any]) -> None:
    broken(ValueError("secret"))()
    mend = broken(ValueError("secret"))
    await save(an, ValueError)
    assert (await an.state(FailedState)).code.startswith("500-")
    mend()
    an.path = routes.home(stage.key)
    await an.call(SessionState.enter_acting)
    assert (await an.state(FailedState)).code == ""


async def test_who_types_on_is_not_interrupted(an: Tab, broken: Callable[[Exception], Any]) -> None:
    mend = broken(FULL)
    shown = (await an.state(RefundState)).shown
    with pytest.raises(OperationalError):
        await an.call(RefundState.note, name="iban", value="BE", shown=shown)
    await until(lambda: bool(failed._failed))
    mend()
    assert [event for _, event in an.received if getattr(event, "name", "") == "_set_focus"] == []


async def test_a_page_that_fails_to_open_leads_to_the_one_with_the_code(
    an: Tab, stage: Scene, broken: Callable[[Exception], Any]
) -> None:
    an.path = routes.home(stage.key)
    mend = broken(ValueError("secret"))
    with pytest.raises(ValueError, match="secret"):
        await an.call(HomeState.load)
    await until(lambda: bool(an.redirects))
    mend()
    assert an.redirects[0].startswith(f"{routes.FAULT}?code=")
    assert (await an.state(FailedState)).code == ""


async def test_only_so_many_tabs_are_remembered(
    an: Tab, broken: Callable[[Exception], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(failed, "MOST_TABS", 1)
    failed._failed["another"] = "refund:save"
    mend = broken(FULL)
    await save(an, OperationalError)
    mend()
    assert list(failed._failed) == [an.token]
