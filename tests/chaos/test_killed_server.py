"""A real server is killed at a random moment after `Bevestigen`: who comes back finds one dossier, once."""

import asyncio
import os
import random
import signal
import subprocess
from pathlib import Path

import pytest

from bench.client import Tab
from bench.events import arrive, handler
from tests import answers
from tests.chaos import whole
from tests.chaos.conftest import FULL
from tests.ports import free_port
from tests.services.conftest import make_world
from tools.build import build
from tools.server import environment, start, stop, wait_until_ready
from vov_app import routes
from vov_app.adapters.clock import StoppedClock
from vov_app.adapters.database import make_engine, sqlite_url
from vov_app.prototype.seed import STARTS_AT
from vov_app.state.check import CheckState
from vov_app.state.refund import RefundState
from vov_app.state.tile import TileState

ROUNDS = 50 if FULL else 1
LONGEST_SECONDS = 0.12
NO_LIMITS = {f"VOV_{name}": "100000" for name in ("EVENTS_PER_SECOND", "EVENTS_BURST", "LETTERS_PER_MINUTE")}


class Server:
    """A server of the prototype door that can be killed, and comes back at the same address."""

    def __init__(self, data: Path) -> None:
        self.port = free_port()
        self.env = environment(self.port, {**os.environ, **NO_LIMITS, "VOV_DATA_DIR": str(data)})
        self.running: subprocess.Popen[bytes] = self._start()

    @property
    def origin(self) -> str:
        """Where it is."""
        return f"http://localhost:{self.port}"

    def _start(self) -> "subprocess.Popen[bytes]":
        server = start(self.port, self.env)
        wait_until_ready(server, self.port)
        return server

    def kill(self) -> None:
        """Kill it and all that it started, and start it again."""
        os.killpg(self.running.pid, signal.SIGKILL)
        self.running.wait()
        self.running = self._start()


async def at_the_end(tab: Tab, org: str) -> str:
    """Fill in the form, up to the page with `Bevestigen`; its address."""
    await tab.go(routes.application(org))
    await tab.call(handler(TileState, "begin"))
    address = await tab.redirected()
    for given in answers.STEPS.values():
        await tab.go(address)
        await tab.call(handler(RefundState, "save"), data=dict(given))
        address = await tab.redirected()
    await tab.go(address)
    return address


async def come_back(origin: str, cookie: str, address: str) -> str:
    """Load the page again and confirm if that is still to be done; the address of the receipt."""
    tab = await Tab(origin, cookie).open(address)
    try:
        if not tab.redirects:
            await tab.call(handler(CheckState, "confirm"), data={"declaration": "ja"})
        return await tab.redirected()
    finally:
        await tab.close()


@pytest.mark.timeout(1800 if FULL else 300)
async def test_whenever_the_server_is_killed_there_is_one_dossier(tmp_path: Path) -> None:
    build()
    chance = random.Random(20251013)
    server = await asyncio.to_thread(Server, tmp_path)
    try:
        tab, org = await arrive(server.origin, "an")
        cookie = tab.cookie
        receipts = []
        for _ in range(ROUNDS):
            address = await at_the_end(tab, org)
            confirming = asyncio.create_task(
                tab.call(handler(CheckState, "confirm"), data={"declaration": "ja"})
            )
            await asyncio.sleep(chance.uniform(0, LONGEST_SECONDS))  # any moment is as good as another
            await asyncio.to_thread(server.kill)
            confirming.cancel()
            await tab.close()
            receipts.append(await come_back(server.origin, cookie, address))
            tab = await Tab(server.origin, cookie).open(routes.ORGANISATIONS)
        await tab.close()
    finally:
        await asyncio.to_thread(stop, server.running)
    assert all("/ontvangstbevestiging/" in receipt for receipt in receipts)
    assert len(set(receipts)) == ROUNDS
    assert faults_in(tmp_path) == (ROUNDS, [])


def faults_in(data: Path) -> tuple[int, list[str]]:
    """How many dossiers there are in the one world that somebody filed in, and what is wrong there."""
    [database] = (data / "worlds").glob("*/vov-1.sqlite")
    engine = make_engine(sqlite_url(database))
    world = make_world(engine, StoppedClock(STARTS_AT))
    found = (whole.dossiers(world), whole.faults(world))
    engine.dispose()
    return found
