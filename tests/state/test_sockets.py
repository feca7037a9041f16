"""What stands before every socket: whose State it is, how many there are, how much they ask, and what."""

from collections.abc import Callable
from typing import Any, cast

import pytest
import reflex as rx
from reflex_base.event import Event
from socketio.exceptions import ConnectionRefusedError as Refusal  # type: ignore[import-untyped]

from tests.state.conftest import Tab
from tests.state.people import Scene, scene
from vov_app import routes
from vov_app.adapters.buckets import MemoryBuckets
from vov_app.domain.limits import Kind, Rate
from vov_app.services import limits
from vov_app.services.limits import Limits
from vov_app.services.signing_in import sign_out
from vov_app.services.work import work
from vov_app.services.worlds import World
from vov_app.state.busy import BusyState, wait_words
from vov_app.state.dossier import DossierState
from vov_app.state.right_request import AskState
from vov_app.state.session import SessionState
from vov_app.state.shape import DEEPEST, FRAMEWORK, MOST_PARTS, sound
from vov_app.state.sockets import SocketLimits, Sockets

[CHECK] = Event.from_event_type(SessionState.check_time)
HYDRATE = next(name for name in FRAMEWORK if name.endswith(".hydrate_and_load"))
GOOD = {"name": CHECK.name, "payload": {}, "router_data": {"pathname": "/", "asPath": "/", "query": {}}}


class Namespace:
    """Stands in for Reflex's own: notes what reaches it, and what was sent to whom."""

    namespace = "/_event"

    def __init__(self) -> None:
        self.reached: list[tuple[str, Any]] = []
        self.sent: list[tuple[str, str, Any]] = []
        self.closed: list[str] = []
        self.refuse = False

    async def on_connect(self, sid: str, environ: dict[str, Any], auth: Any = None) -> None:
        if self.refuse:
            raise RuntimeError
        self.reached.append(("connect", environ))

    async def on_event(self, sid: str, data: Any) -> None:
        self.reached.append((sid, data))

    def on_disconnect(self, sid: str, *rest: Any) -> str:
        return f"{sid} left"

    async def emit(self, event: str, data: Any, to: str) -> None:
        told = next(iter(data.delta.values())) if event == "event" else data
        self.sent.append((to, event, told if isinstance(told, str) else next(iter(told.values()))))

    async def disconnect(self, sid: str, namespace: str) -> None:
        self.closed.append(sid)


class Watch:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class Front:
    """Sockets before a namespace that notes everything, with a clock that a test moves."""

    def __init__(self, rate: Rate, per_person: int = 2) -> None:
        self.watch, self.theirs = Watch(), Namespace()
        app: Any = type("App", (), {"event_namespace": self.theirs, "sio": self.theirs})
        kept = SocketLimits(rate, per_person, people_per_address=3)
        self.sockets = Sockets(app, kept, MemoryBuckets(self.watch).spend)
        self.sockets.stand_before()

    async def open(self, sid: str, cookie: str = "", token: str = "tab", address: str = "203.0.113.7") -> str:
        headers = [(b"cookie", cookie.encode()), (b"x-secret-of-a-proxy", b"1"), (b"host", b"localhost")]
        scope = {"headers": headers, "client": (address, 1)}
        await self.sockets.connect(sid, {"QUERY_STRING": f"token={token}", "asgi.scope": scope})
        seen = self.theirs.reached[-1][1]
        assert [name for name, _ in seen["asgi.scope"]["headers"]] == [b"cookie", b"host"]
        return str(seen["QUERY_STRING"])


async def test_a_state_is_found_by_its_token_and_the_sign_in_together(world: World) -> None:
    front = Front(Rate(1, 5))
    mine = f"{world.session_cookie}=mine"
    first = await front.open("1", mine)
    assert first.startswith("token=")
    assert len(first) == len("token=") + 64
    assert await front.open("2", mine) == first
    others = [
        await front.open("3"),
        await front.open("4", f"{world.session_cookie}=theirs"),
        await front.open("5", mine, token="another"),
        await front.open("6", "no_world=1"),
        await front.open("7", mine, token=first.removeprefix("token=")),
    ]
    assert len({first, *others}) == 6


@pytest.mark.parametrize("token", ["", "x" * 65, "a b", "a_*", "é", "../x", "%00"])
async def test_what_is_no_token_opens_nothing(world: World, token: str) -> None:
    front = Front(Rate(1, 5))
    with pytest.raises(Refusal):
        await front.open("1", token=token)
    await front.sockets.event("1", GOOD)
    assert front.theirs.reached == []


async def test_a_socket_that_reflex_refuses_is_forgotten(world: World) -> None:
    front = Front(Rate(1, 5))
    front.theirs.refuse = True
    with pytest.raises(RuntimeError):
        await front.open("1", f"{world.session_cookie}=mine")
    await front.sockets.event("1", GOOD)
    assert front.theirs.reached == []


async def test_who_sends_too_much_is_told_to_wait_then_heard_again(world: World) -> None:
    front = Front(Rate(0.5, 3))
    await front.open("1")
    for _ in range(5):
        await front.sockets.event("1", GOOD)
    assert len(front.theirs.reached) == 1 + 3
    assert front.theirs.sent == [("1", "event", wait_words(3))]
    front.watch.now += 2
    await front.sockets.event("1", GOOD)
    assert len(front.theirs.reached) == 1 + 4
    assert front.theirs.sent[-1] == ("1", "event", "")
    assert front.theirs.closed == []


async def test_who_goes_on_all_the_same_is_hung_up_on(world: World) -> None:
    front = Front(Rate(0.5, 3))
    await front.open("1")
    for _ in range(3 + 4):
        await front.sockets.event("1", GOOD)
    assert front.theirs.closed == ["1"]


async def test_the_tabs_of_one_sign_in_share_what_they_may_and_others_don_t(world: World) -> None:
    front = Front(Rate(0.5, 3))
    await front.open("1", f"{world.session_cookie}=mine", token="one")
    await front.open("2", f"{world.session_cookie}=mine", token="two")
    await front.open("3", f"{world.session_cookie}=theirs")
    for sid in ("1", "1", "2", "2", "3", "3", "3"):
        await front.sockets.event(sid, GOOD)
    assert [sid for sid, _ in front.theirs.reached[3:]] == ["1", "1", "2", "3", "3", "3"]


async def test_an_address_has_its_own_bound_whoever_it_says_it_is(world: World) -> None:
    front = Front(Rate(0.5, 3))
    for n in range(12):
        await front.open(str(n), f"{world.session_cookie}=made up {n}")
        await front.sockets.event(str(n), GOOD)
    assert len(front.theirs.reached) == 12 + 9
    await front.open("else", f"{world.session_cookie}=mine", address="203.0.113.8")
    await front.sockets.event("else", GOOD)
    assert front.theirs.reached[-1][0] == "else"


async def test_the_oldest_tab_gives_way_and_says_so(world: World) -> None:
    front = Front(Rate(1, 5))
    for sid in ("1", "2", "3"):
        await front.open(sid, f"{world.session_cookie}=mine", token=sid)
    assert front.theirs.closed == ["1"]
    assert front.theirs.sent[0][0] == "1"
    assert "te veel tabbladen" in front.theirs.sent[0][2]
    assert front.sockets.disconnect("1", "reason") == "1 left"
    front.sockets.disconnect("2")
    await front.open("4", f"{world.session_cookie}=mine", token="4")
    assert front.theirs.closed == ["1"]
    for sid in ("3", "4", "never there"):
        front.sockets.disconnect(sid)
    assert front.sockets._tabs == {}


async def test_a_ping_is_answered_as_long_as_it_isn_t_too_often(world: World) -> None:
    front = Front(Rate(0.5, 2))
    await front.open("1")
    for _ in range(3):
        await front.sockets.ping("1")
    await front.sockets.ping("nobody")
    assert [event for _, event, _ in front.theirs.sent] == ["ping", "ping", "event"]


def test_an_app_without_a_websocket_can_t_be_stood_before() -> None:
    class Bare:
        event_namespace = sio = None

    with pytest.raises(RuntimeError):
        Sockets(cast(rx.App, Bare()), SocketLimits(Rate(1, 1), 1, 1), lambda _key, _rate: 0.0)


def nested(depth: int) -> dict[str, Any]:
    inner: Any = "x"
    for _ in range(depth):
        inner = {"a": inner}
    return cast(dict[str, Any], inner)


@pytest.mark.parametrize(
    "event",
    [
        None, "x", 1, [], {}, {"name": None}, {"name": ["x"]}, {"name": "x"},
        {**GOOD, "name": "reflex___state____state.setvar"},
        {**GOOD, "name": f"{CHECK.name}.__class__"},
        {**GOOD, "payload": []}, {**GOOD, "payload": "x"}, {**GOOD, "payload": nested(DEEPEST + 1)},
        {**GOOD, "payload": {"a": list(range(MOST_PARTS + 1))}},
        {**GOOD, "payload": {"a": [[[[[[[[1]]]]]]]]}},
        {**GOOD, "payload": {"k" * 201: 1}},
    ],
    ids=lambda event: repr(event)[:40],
)  # fmt: skip
async def test_what_no_page_of_ours_sends_reaches_nothing(event: Any, world: World) -> None:
    front = Front(Rate(100, 100))
    await front.open("1")
    await front.sockets.event("1", event)
    assert len(front.theirs.reached) == 1


@pytest.mark.parametrize("route", [None, "x", {}, {"pathname": 1, "asPath": "//evil" * 9999, "query": "x"}])
def test_a_page_that_is_none_of_ours_is_the_start_page(route: Any) -> None:
    passed = sound({"name": CHECK.name, "payload": None, "router_data": route, "token": "x", "more": 1})
    assert passed == {**GOOD, "payload": {}}
    assert sound({**GOOD, "payload": nested(DEEPEST - 1)}) is not None


@pytest.fixture
def stage(world: World, cookie_of: Callable[..., str], seed: Callable[[Any], Any]) -> Scene:
    return scene(world, cookie_of, seed)


@pytest.mark.parametrize("gone", ["signed out", "no cookie", "no world"])
async def test_a_state_of_who_left_is_emptied_before_it_is_sent(
    gone: str, tab: Callable[..., Tab], stage: Scene, world: World
) -> None:
    here = tab(stage.filer)
    here.path = routes.dossier(stage.key, stage.reference)
    await here.call(SessionState.enter_acting)
    await here.call(DossierState.load)
    await here.send(HYDRATE, {})
    assert "An Peeters" in here.deltas
    here.received.clear()
    if gone == "signed out":
        with work(world) as w:
            sign_out(w, stage.filer.split("=", 1)[1])
    else:
        here.cookie = "no_world=1" if gone == "no world" else ""
    here.path = routes.START
    await here.send(HYDRATE, {})
    assert here.deltas
    for word in ("An Peeters", "Tom", stage.reference, "Korenbloem"):
        assert word not in here.deltas


async def test_who_asks_for_rights_too_often_is_told_when_to_come_back(
    tab: Callable[..., Tab], stage: Scene, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    watch = Watch()
    rates = {Kind.REQUEST: Rate.per_minute(2)}
    monkeypatch.setattr(limits, "_limits", [Limits(rates, 50, MemoryBuckets(watch))])
    here = tab(stage.colleague)
    here.path = routes.ask(stage.key)
    for _ in range(2):
        await here.call(AskState.send, data={"reason": ""})
    shown = routes.right_request(stage.key, "")
    here.received.clear()
    await here.call(AskState.send, data={"reason": ""})
    assert here.redirects == []
    assert wait_words(30) in here.deltas
    assert (await here.state(BusyState)).told == wait_words(30)
    watch.now += 30
    await here.call(AskState.send, data={"reason": ""})
    assert [address.startswith(shown) for address in here.redirects] == [True]
    assert (await here.state(BusyState)).told == ""


@pytest.mark.parametrize(
    ("seconds", "told"), [(1, "over 2 seconden"), (119, "over 119 seconden"), (121, "over 3 minuten")]
)
def test_how_long_is_told_in_words(seconds: int, told: str) -> None:
    assert told in wait_words(seconds)
