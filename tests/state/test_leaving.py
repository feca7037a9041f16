"""A process that stops first finishes what runs and has its screens dial another one."""

import asyncio
import signal
from collections.abc import Callable
from itertools import pairwise
from types import SimpleNamespace
from typing import Any

import pytest

from vov_app.state.leaving import Leaver, leave_well
from vov_app.state.serving import told


class Namespace:
    """Sockets by tab; a tab that is asked to move does so, when it is one that does."""

    def __init__(self, *tabs: str, stubborn: str = "") -> None:
        ours, theirs = SimpleNamespace(instance_id="we"), SimpleNamespace(instance_id="they")
        sockets = {**dict.fromkeys(tabs, ours), "elsewhere": theirs}
        self._token_manager = SimpleNamespace(instance_id="we", token_to_socket=sockets)
        self.stubborn = stubborn
        self.asked: list[str] = []

    async def on_connect(self, sid: str, environ: Any, auth: Any = None) -> None:
        """Take somebody in."""

    async def emit_update(self, update: Any, tab: str) -> None:
        """Tell a tab something."""
        assert update.delta == told(moving=True)
        self.asked.append(tab)
        if tab != self.stubborn:
            del self._token_manager.token_to_socket[tab]


def app_of(namespace: Namespace, *busy: str) -> Any:
    """An app with these sockets, of which some wait for an answer."""
    processor = SimpleNamespace(_token_queues=dict.fromkeys(busy), graceful_shutdown_timeout=None)
    return SimpleNamespace(event_namespace=namespace, event_processor=processor)


async def until(done: Callable[[], bool]) -> None:
    """Wait for something that others do; the time limit of the test ends it."""
    while not done():  # noqa: ASYNC110 - what is waited for sets no event
        await asyncio.sleep(0)


@pytest.fixture
def ended(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The signals that ended the server."""
    raised: list[int] = []
    monkeypatch.setattr("vov_app.state.leaving.signal.raise_signal", raised.append)
    return raised


async def test_all_are_asked_and_then_it_ends(ended: list[int]) -> None:
    namespace = Namespace("a", "b")
    await Leaver(app_of(namespace), 60).leave()
    assert sorted(namespace.asked) == ["a", "b"]
    assert ended == [signal.SIGINT]


async def test_who_waits_for_an_answer_gets_it_first(ended: list[int]) -> None:
    namespace = Namespace("a", "waits")
    app = app_of(namespace, "waits")
    leaving = asyncio.create_task(Leaver(app, 60).leave())
    await until(lambda: namespace.asked == ["a"])
    assert not ended
    app.event_processor._token_queues.clear()
    await leaving
    assert namespace.asked == ["a", "waits"]


async def test_who_stays_is_asked_once_and_not_waited_for_for_ever(ended: list[int]) -> None:
    namespace = Namespace("a", stubborn="a")
    await Leaver(app_of(namespace), 0.2).leave()
    assert namespace.asked == ["a"]
    assert ended == [signal.SIGINT]


async def test_many_are_asked_one_after_the_other(ended: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[int] = []
    namespace = Namespace(*(f"tab{number}" for number in range(40)))
    now = [0.0]

    async def look(seconds: float) -> None:
        looks.append(len(namespace.asked))
        now[0] += seconds

    monkeypatch.setattr("vov_app.state.leaving.asyncio.sleep", look)
    monkeypatch.setattr(asyncio.get_running_loop(), "time", lambda: now[0])
    await Leaver(app_of(namespace), 4).leave()
    assert looks[-1] == 40
    assert max(after - before for before, after in pairwise(looks)) <= 2
    assert 1.5 < now[0] < 2.5  # half of its time


async def test_nobody_is_taken_in_any_more(ended: list[int]) -> None:
    namespace = Namespace()
    leaver = Leaver(app_of(namespace), 60)
    await namespace.on_connect("sid", {})
    await leaver.leave()
    with pytest.raises(ConnectionRefusedError):
        await namespace.on_connect("sid", {})


async def test_the_signal_is_heard_once(ended: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[Callable[[], None]] = []
    loop = asyncio.get_running_loop()
    monkeypatch.setattr(loop, "add_signal_handler", lambda _signal, handler: heard.append(handler))
    told_of: list[str] = []
    app = app_of(Namespace("a"))
    async with leave_well(app, 60, lambda: told_of.append("leaving"))():
        heard[0]()
        heard[0]()
        await until(lambda: bool(ended))
    assert (ended, told_of) == ([signal.SIGINT], ["leaving"])
    assert app.event_processor.graceful_shutdown_timeout == 60
