"""A whole file at once: sent, mended on the screen and in the file that comes back, confirmed, once."""

import os
import re
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect
from sqlmodel import Session, col, select

from tests.journeys import files
from tests.journeys.conftest import ROOM_FOR_TESTS
from tests.journeys.person import Visitor
from tests.journeys.test_accessible import is_accessible
from tests.ports import free_port
from tools.build import build
from tools.server import environment, start, stop, wait_until_ready
from vov_app.adapters.database import make_engine, sqlite_url
from vov_app.models import Batch
from vov_app.services.batch_leases import LONG_LEASE

KORENBLOEM = "Bakkerij De Korenbloem bv"
PATIENCE = 60_000


def to_files(visitor: Visitor) -> Visitor:
    visitor.sign_in("An Peeters").choose(KORENBLOEM)
    visitor.page.get_by_role("link", name="Een bestand indienen").click()
    visitor.heading("Een bestand indienen")
    return visitor


def send(visitor: Visitor, data: bytes, name: str = "aanvragen.csv") -> str:
    """Choose a file and send it; gives the path of its page."""
    visitor.page.locator("#file").set_input_files({"name": name, "mimeType": "text/csv", "buffer": data})
    visitor.page.get_by_role("button", name=re.compile("opladen")).click()
    visitor.page.wait_for_url(re.compile("/bestand/"))
    return visitor.page.url.removeprefix(visitor.origin)


def has_status(visitor: Visitor, words: str) -> None:
    expect(visitor.page.locator("#batch-status")).to_have_text(words, timeout=PATIENCE)


def minutes_go_by(folder: Path) -> None:
    """While nobody serves: who was killed while taking a file apart leaves it held for two minutes."""
    [file] = folder.glob("**/vov-*.sqlite")
    engine = make_engine(sqlite_url(file))
    with Session(engine) as session:
        for batch in session.exec(select(Batch).where(col(Batch.held_until).is_not(None))):
            batch.held_until = batch.held_until and batch.held_until - LONG_LEASE
        session.commit()
    engine.dispose()


def confirm(visitor: Visitor) -> None:
    visitor.page.locator("#declaration").check()
    visitor.page.get_by_role("button", name="Bevestigen", exact=True).click()


def test_rows_are_mended_here_and_there_and_confirmed_while_the_browser_is_closed(
    visitor: Visitor, context: BrowserContext
) -> None:
    page = to_files(visitor).page
    path = send(visitor, files.table({}, files.BAD_IBAN, files.NO_NAME, {}))
    has_status(visitor, "Gelezen, nog niet bevestigd")

    is_accessible(visitor, "rows to mend")

    row = page.get_by_role("row", name=re.compile("Rij 3"))
    iban = row.get_by_label("Rij 3 Rekeningnummer (IBAN)")
    expect(iban).to_have_value("BE44 0000 0000 0101")
    expect(iban).to_have_accessible_description(re.compile("controlecijfers"))
    iban.fill("BE43 0000 0000 0101")
    row.get_by_role("button", name="Rij bewaren").click()
    expect(page.locator("#done")).to_have_text("Rij 3 klopt nu en is bewaard.")
    expect(page.get_by_role("row", name=re.compile("Rij 3"))).to_have_count(0)

    with page.expect_download() as coming:
        page.get_by_role("link", name="Rijen om na te kijken (CSV)").click()
    back = Path(coming.value.path()).read_text("utf-8-sig")
    mended = back.replace(";veel;", ";60;").replace(";;Bakker;", ";Tom;Bakker;")
    assert send(visitor, mended.encode("utf-8-sig"), "na-te-kijken.csv")
    page.wait_for_url(re.compile(f"{path}$"), timeout=PATIENCE)
    expect(page.get_by_text("Er zijn geen rijen meer om na te kijken.")).to_be_visible(timeout=PATIENCE)

    page.get_by_role("button", name="Bevestigen", exact=True).click()
    expect(page.locator("#error-summary")).to_be_focused()
    is_accessible(visitor, "nothing declared")
    confirm(visitor)
    page.close()
    visitor.page = context.new_page()
    visitor.open(path)
    has_status(visitor, "Ingediend")
    links = visitor.page.get_by_role("link", name=re.compile("VOV-2025-"))
    expect(links).to_have_count(4)
    is_accessible(visitor, "filed")
    links.first.click()
    expect(visitor.page.get_by_role("heading", level=1)).to_contain_text("VOV-2025-000001")
    visitor.page.get_by_role("link", name="Ontvangstbevestiging", exact=False).first.click()
    visitor.heading("Ontvangstbevestiging")
    visitor.open("/prototype/inbox").heading("Brievenbus")
    expect(visitor.page.get_by_text("Uw bestand is ingediend: 4 dossiers")).to_have_count(1)


def test_each_refusal_is_told_where_the_file_is_chosen(visitor: Visitor, tmp_path: Path) -> None:
    page = to_files(visitor).page
    page.get_by_role("button", name="Bestand opladen").click()
    expect(page.locator("#error-summary")).to_be_focused()
    is_accessible(visitor, "no file chosen")
    page.get_by_role("link", name="Kies eerst een bestand").click()
    expect(page.locator("#file")).to_be_focused()
    large = tmp_path / "groot.csv"
    large.write_bytes(b"x" * (21 * 1024 * 1024))
    page.locator("#file").set_input_files(large)
    page.get_by_role("button", name="Bestand opladen").click()
    expect(page.locator("#error-summary")).to_contain_text("groter dan 20 MB")
    send(visitor, b"%PDF-1.7 niets voor ons", "brief.pdf")
    has_status(visitor, "Niet gelezen")
    expect(page.get_by_text("Dit is geen CSV-bestand en geen XLSX-bestand")).to_be_visible()
    is_accessible(visitor, "refused")


@pytest.mark.timeout(600)
def test_a_server_killed_while_it_reads_and_while_it_files_loses_and_doubles_nothing(
    context: BrowserContext, tmp_path: Path
) -> None:
    build()
    port = free_port()
    env = environment(port, {**os.environ, **ROOM_FOR_TESTS, "VOV_DATA_DIR": str(tmp_path)})
    server = start(port, env)
    wait_until_ready(server, port)
    visitor = Visitor(context.new_page(), f"http://localhost:{port}")
    size = 1500

    def killed_when(shown: Callable[[], None]) -> None:
        nonlocal server
        shown()
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()
        is_accessible(visitor, "at work")
        minutes_go_by(tmp_path)
        server = start(port, env)
        wait_until_ready(server, port)
        visitor.page.reload()

    try:
        path = send(to_files(visitor), files.many(size))
        moving = visitor.page.get_by_role("progressbar")
        killed_when(lambda: expect(moving).to_be_visible(timeout=PATIENCE))
        has_status(visitor, "Gelezen, nog niet bevestigd")
        expect(visitor.page.get_by_text("Rijen die u nu indient: 1.500.")).to_be_visible()
        confirm(visitor)
        line = visitor.page.get_by_text(re.compile(r"Ingediende rijen: [1-9]\d* van 1\.500"))
        killed_when(lambda: expect(line).to_be_visible(timeout=PATIENCE))
        has_status(visitor, "Ingediend")
        expect(visitor.page.get_by_role("row", name="Ingediende rijen")).to_contain_text("1.500")
        visitor.open(path.split("/bestand/")[0] + "/dossiers").heading("Dossiers")
        expect(visitor.page.get_by_role("link", name="VOV-2025-001500", exact=False)).to_be_visible()
    finally:
        stop(server)
