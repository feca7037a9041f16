"""Each event is told to who counts; one that failed carries the id that its log lines had."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.state.conftest import Pipeline, Tab
from tests.state.people import Scene, scene
from vov_app import routes, tracks
from vov_app.services.worlds import World
from vov_app.state import watching
from vov_app.state.faults import on_backend_fault
from vov_app.state.home import HomeState
from vov_app.state.users import UsersState
from vov_app.state.watching import Outcome, observe

Told = list[tuple[str, Outcome, float | None]]


@pytest.fixture
def told() -> Iterator[Told]:
    """What was told to who counts, by a clock that goes one second further each time it is looked at."""
    before, clock = list(watching._watchers), iter(range(1000))
    found: Told = []

    def count(*what: Any) -> None:
        if what[0] != "session:enter_acting":  # which comes with each new tab
            found.append(what)

    observe(count, lambda: float(next(clock)))
    yield found
    watching._watchers[:] = before


@pytest.fixture
def stage(world: World, cookie_of: Callable[..., str], seed: Callable[[Any], Any]) -> Scene:
    return scene(world, cookie_of, seed)


async def test_each_outcome_is_told(tab: Callable[..., Tab], stage: Scene, told: Told) -> None:
    an, nobody = tab(stage.filer), tab()
    an.path = nobody.path = routes.home(stage.key)
    await an.call(HomeState.load)
    await nobody.call(HomeState.load)
    await an.call(HomeState.load, more=1)
    an.path = routes.users(stage.key)
    await an.call(UsersState.load)
    assert {what[:2] for what in told} == {
        ("home:load", Outcome.DONE),
        ("home:load", Outcome.SIGNED_OUT),
        ("home:load", Outcome.UNSOUND),
        ("users:load", Outcome.REFUSED),
    }
    assert {what[1] for what in told if what[2] is not None} == {Outcome.DONE}


async def test_what_failed_has_one_code_for_log_and_person(
    tab: Callable[..., Tab],
    stage: Scene,
    told: Told,
    processor: Pipeline,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    ids: list[str] = []

    def fails(*_: object) -> None:
        ids.append(tracks.running())
        raise ValueError("85.01.01-997.86")

    monkeypatch.setattr("vov_app.state.home.look", fails)
    an = tab(stage.filer)
    an.path = routes.home(stage.key)
    monkeypatch.setattr(processor[0], "backend_exception_handler", on_backend_fault)
    with pytest.raises(ValueError, match="997") as caught:
        await an.call(HomeState.load)
    on_backend_fault(caught.value)
    assert [what[:2] for what in told] == [("home:load", Outcome.FAILED)]
    assert f"fault 500-{ids[0]}: ValueError at " in caplog.text
    assert "85.01" not in caplog.text
