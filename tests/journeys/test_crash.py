"""Killing the server at any moment loses nothing that was saved; the screen says so meanwhile."""

import os
import signal
from pathlib import Path

from playwright.sync_api import BrowserContext, expect

from tests.journeys.conftest import ROOM_FOR_TESTS
from tests.journeys.person import Visitor
from tests.ports import free_port
from tools.build import build
from tools.server import environment, start, stop, wait_until_ready


def test_a_killed_server_loses_no_saved_step(context: BrowserContext, tmp_path: Path) -> None:
    build()
    port = free_port()
    env = environment(port, {**os.environ, **ROOM_FOR_TESTS, "VOV_DATA_DIR": str(tmp_path)})
    server = start(port, env)
    wait_until_ready(server, port)
    visitor = Visitor(context.new_page(), f"http://localhost:{port}")
    visitor.sign_in("An Peeters").choose("Bakkerij De Korenbloem bv").to_tile().begin().walk(until="employee")
    visitor.heading("Werknemer")
    visitor.fill({"first_name": "Tom"})
    visitor.page.locator("#first_name").blur()
    visitor.fill({"last_name": "Bakker"})
    visitor.page.wait_for_timeout(300)

    os.killpg(server.pid, signal.SIGKILL)
    server.wait()
    line = visitor.page.get_by_text("uw antwoorden zijn bewaard", exact=False)
    expect(line.or_(visitor.page.get_by_text("Uw antwoorden zijn bewaard", exact=False))).to_be_visible(
        timeout=20_000
    )
    expect(visitor.page.locator("#last_name")).to_have_value("Bakker")

    server = start(port, env)
    try:
        wait_until_ready(server, port)
        expect(line.or_(visitor.page.get_by_text("Uw antwoorden zijn bewaard", exact=False))).to_be_hidden()
        expect(visitor.page.locator("#last_name")).to_have_value("Bakker")
        visitor.page.reload()
        visitor.heading("Werknemer")
        expect(visitor.page.locator("#first_name")).to_have_value("Tom")
        visitor.open(visitor.page.url.removeprefix(visitor.origin).replace("werknemer", "contactgegevens"))
        expect(visitor.page.locator("#iban")).to_have_value("BE43 0000 0000 0101")
    finally:
        stop(server)
