"""Events through Reflex's real pipeline, guard included, without a browser or a socket."""

import uuid
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest
from reflex.istate.manager.memory import StateManagerMemory
from reflex.istate.manager.token import BaseStateToken
from reflex_base.event import Event
from reflex_base.event.processor import BaseStateEventProcessor
from sqlmodel import Session

from tests import factories
from tests.databases import sqlite_engine
from tests.services.conftest import make_world
from vov_app.adapters.clock import StoppedClock
from vov_app.domain.claims import ClaimedOrganisation, Claims
from vov_app.services.signing_in import sign_in
from vov_app.services.work import work
from vov_app.services.worlds import World, open_entrance
from vov_app.vov_app import app

Pipeline = tuple[BaseStateEventProcessor, list[Any], list[Exception]]


class OneWorld:
    """An entrance to the one world of the test."""

    def __init__(self, world: World) -> None:
        self.only = world

    def world(self, cookies: str) -> World | None:
        """Browsers that say so are in no world."""
        return None if "no_world" in cookies else self.only


class Tab:
    """One browser tab: what it sends, and all that it is sent back."""

    def __init__(self, processor: BaseStateEventProcessor, received: list[Any], cookie: str) -> None:
        self.processor, self.received, self.cookie = processor, received, cookie
        self.token = str(uuid.uuid4())
        self.path = "/"

    async def send(self, event_name: str, payload: dict[str, Any]) -> None:
        """Send one event from the page that the tab is on, and wait for all that it causes."""
        headers = {"cookie": self.cookie, "origin": "http://localhost:3000", "host": "localhost:3000"}
        route = {"pathname": self.path.split("?")[0], "asPath": self.path, "query": {}, "token": self.token}
        event = Event(
            name=event_name,
            payload=payload,
            router_data={**route, "sid": "s", "ip": "127.0.0.1", "headers": headers},
        )
        future = await self.processor.enqueue(self.token, event)
        await future.wait_all()

    async def call(self, handler: Any, **payload: Any) -> None:
        """Call a handler of a State."""
        [event] = Event.from_event_type(handler)
        await self.send(event.name, payload)

    async def state(self, cls: type[Any]) -> Any:
        """What the server holds for this tab."""
        token = BaseStateToken(ident=self.token, cls=cls)
        context: Any = self.processor._root_context
        root = await context.state_manager.get_state(token)
        return await root.get_state(cls)

    @property
    def redirects(self) -> list[str]:
        """Where the tab was sent."""
        mine = (sent for token, sent in self.received if token == self.token)
        return [event.payload["path"] for event in mine if getattr(event, "name", "") == "_redirect"]

    @property
    def deltas(self) -> str:
        """Everything that was sent to the tab, as text."""
        return "\n".join(repr(sent) for token, sent in self.received if token == self.token)


@pytest.fixture
def clock() -> StoppedClock:
    """Stands at Monday 13 October 2025, 10:00 in Brussels."""
    return StoppedClock(factories.MONDAY)


@pytest.fixture
def world(tmp_path: Path, clock: StoppedClock) -> World:
    """The one world that tabs are in."""
    made = make_world(sqlite_engine(tmp_path / "test.sqlite"), clock)
    open_entrance(OneWorld(made))
    return made


@pytest.fixture
async def processor(world: World) -> AsyncIterator[Pipeline]:
    """The pipeline of the app, with what it sends and what fails in it."""
    received: list[Any] = []
    failures: list[Exception] = []
    made = BaseStateEventProcessor(
        middleware=app, backend_exception_handler=failures.append, graceful_shutdown_timeout=1
    )
    made.configure(state_manager=StateManagerMemory())  # type: ignore[abstract]

    async def emit_delta(token: str, delta: Any) -> None:
        received.append((token, delta))

    async def emit_event(token: str, *events: Any) -> None:
        received.extend((token, event) for event in events)

    object.__setattr__(made._root_context, "emit_delta_impl", emit_delta)
    object.__setattr__(made._root_context, "emit_event_impl", emit_event)
    with app.set_contexts():
        async with made:
            yield made, received, failures
    assert failures == []


@pytest.fixture
def tab(processor: Pipeline) -> Callable[..., Tab]:
    """Open a tab with this cookie."""
    return lambda cookie="": Tab(processor[0], processor[1], cookie)


@pytest.fixture
def cookie_of(world: World) -> Callable[..., str]:
    """Sign somebody in; gives the Cookie header of their browser."""

    def sign(name: str, *organisations: str) -> str:
        given, family = name.split(" ", 1)
        claimed = tuple(ClaimedOrganisation(kbo, f"Bedrijf {kbo}") for kbo in organisations)
        with work(world) as w:
            token = sign_in(w, Claims(f"sub-{name}", given, family, None, claimed, ()))
        return f"{world.session_cookie}={token}"

    return sign


@pytest.fixture
def seed(world: World) -> Callable[[Callable[[Session], Any]], Any]:
    """Run something on the database, committed."""

    def run(change: Callable[[Session], Any]) -> Any:
        with Session(world.engine, expire_on_commit=False) as session:
            made = change(session)
            session.commit()
            return made

    return run
