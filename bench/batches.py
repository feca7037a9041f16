"""What a whole file costs, on both databases, and what others notice of it meanwhile.

The real door with one process: a file is sent over HTTP, read, confirmed on its page and filed, while a
colleague of the same organisation looks at the tile again and again.
"""

import argparse
import asyncio
import csv
import io
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx2
import psutil
from sqlalchemy import Engine
from sqlmodel import Session, func, select

from bench.client import Tab
from bench.events import Spread, handler, spread
from tests.journeys.files import table
from tests.ports import free_port
from tests.postgres import fresh_postgres
from tests.services import people
from tools.build import build
from tools.server import environment, start, stop, wait_until_ready
from vov_app import routes
from vov_app.adapters.database import make_engine, sqlite_url, upgrade
from vov_app.adapters.sheets import as_xlsx
from vov_app.models import Application, Batch, BatchStatus, Grant, SignIn
from vov_app.services.tokens import hashed
from vov_app.state.batch import BatchState
from vov_app.state.refund import RefundState
from vov_app.state.tile import TileState

ROWS = 10_000
IDLE_CLICKS = 100
PAUSE = 0.05
MEGABYTE = 1024**2
NO_LIMITS = {
    "VOV_EVENTS_PER_SECOND": "1000000", "VOV_EVENTS_BURST": "1000000", "VOV_CALLS_PER_MINUTE": "1000000",
    "VOV_REQUESTS_PER_MINUTE": "1000000",
}  # fmt: skip


@dataclass
class Watch:
    """What others notice: the clicks of a colleague, and the memory of the server."""

    server: int
    clicks: list[float] = field(default_factory=list)
    saves: list[float] = field(default_factory=list)
    most: int = 0

    def look(self) -> None:
        """Note how much memory the server and what it started hold now."""
        root = psutil.Process(self.server)
        found = [root, *root.children(recursive=True)]
        self.most = max(self.most, sum(each.memory_info().rss for each in found))


@dataclass(frozen=True)
class Found:
    """The figures of one database: seconds, megabytes above idle, and the clicks of others."""

    read: float
    filed: float
    memory: float
    noticed: dict[str, tuple[Spread, Spread]]
    dossiers: int


def measure(rows: int = ROWS, *, workbook: bool = False) -> Iterator[tuple[str, Found]]:
    """Send, read and file so many rows on each database, as CSV or as a workbook."""
    data = _file(rows, workbook=workbook)
    for database in ("SQLite", "PostgreSQL"):
        with tempfile.TemporaryDirectory() as folder, _database(database, Path(folder)) as url:
            upgrade(url)
            engine = make_engine(url)
            org, cookies = _people(engine)
            with _serving(url, folder) as (origin, server):
                yield database, asyncio.run(_one(origin, server, engine, org, cookies, data))
            engine.dispose()


async def _one(
    origin: str, server: int, engine: Engine, org: str, cookies: tuple[str, str], data: bytes
) -> Found:
    """One file from begin to end, in the sight of a colleague who looks at the tile and fills in a form."""
    watch = Watch(server)
    tile = await Tab(origin, cookies[1]).open(routes.application(org))
    await tile.call(handler(TileState, "begin"))
    form = await Tab(origin, cookies[1]).open(await tile.redirected())
    looker = (tile, form)
    idle = await _clicks(looker, watch, lambda: len(watch.clicks) >= IDLE_CLICKS)
    base = watch.most

    started = time.perf_counter()
    page = await _send(origin, org, cookies[0], data)
    reading = await _clicks(looker, watch, lambda: _status(engine) is BatchStatus.READ)
    read = time.perf_counter() - started

    tab = await Tab(origin, cookies[0]).open(page)
    started = time.perf_counter()
    await tab.call(handler(BatchState, "confirm"), data={"declaration": True})
    filing = await _clicks(looker, watch, lambda: _status(engine) is BatchStatus.FILED)
    filed = time.perf_counter() - started
    await asyncio.gather(tab.close(), tile.close(), form.close())
    noticed = {"idle": idle, "reading": reading, "filing": filing}
    return Found(read, filed, (watch.most - base) / MEGABYTE, noticed, _dossiers(engine))


async def _clicks(looker: tuple[Tab, Tab], watch: Watch, done: Callable[[], bool]) -> tuple[Spread, Spread]:
    """Look at the tile and save an answer, again and again; how long each took."""
    tile, form = looker
    watch.clicks.clear()
    watch.saves.clear()
    today = datetime.now(UTC).date()
    while not done():
        watch.clicks.append(await tile.call(handler(TileState, "load")))
        day = today - timedelta(days=len(watch.saves) % 20)
        answer = {"name": "start_date", "value": f"{day:%d/%m/%Y}", "shown": form.vars["shown"]}
        watch.saves.append(await form.call(handler(RefundState, "note"), **answer))
        watch.look()
        await asyncio.sleep(PAUSE)
    return spread(watch.clicks), spread(watch.saves)


async def _send(origin: str, org: str, cookie: str, data: bytes) -> str:
    """Send a file as a browser does; the path of its page."""
    address = f"{origin}{routes.BATCH_UPLOAD.format(org=org)}"
    async with httpx2.AsyncClient(timeout=120) as browser:
        answer = await browser.post(
            address,
            files={"file": ("aanvragen.xlsx" if data.startswith(b"PK") else "aanvragen.csv", data)},
            headers={"Origin": origin, "Cookie": cookie},
        )
    return answer.headers["location"]


def _file(rows: int, *, workbook: bool) -> bytes:
    """Sound rows, each of another employee."""
    today = datetime.now(UTC).date()
    start, end = today - timedelta(days=10), today + timedelta(days=200)
    dates = {"Start van de opleiding": f"{start:%d/%m/%Y}", "Einde van de opleiding": f"{end:%d/%m/%Y}"}
    text = table(*(dates | _names(number) for number in range(rows)))
    if not workbook:
        return text
    head, *told = csv.reader(io.StringIO(text.decode("utf-8-sig"), newline=""), delimiter=";")
    return b"".join(as_xlsx(head, told, "Aanvragen"))


def _names(number: int) -> dict[str, str]:
    return {
        "Voornaam": f"Voornaam{number % 400}",
        "Achternaam": f"Familie{number % 900}",
        "Mailadres werknemer": f"w{number}@post.example",
    }


@contextmanager
def _database(kind: str, folder: Path) -> Iterator[str]:
    if kind == "PostgreSQL":
        with fresh_postgres() as url:
            yield url
        return
    yield sqlite_url(folder / "vov.sqlite")


def _people(engine: Engine) -> tuple[str, tuple[str, str]]:
    """Two colleagues who may file, signed in; gives their organisation and their cookies."""
    cookies = []
    now = datetime.now(UTC)
    with Session(engine) as session:
        for name in ("An Peeters", "Els Wouters"):
            actor = people.filer(session, name)
            token = name.replace(" ", "")
            session.add(
                SignIn(
                    token_hash=hashed(token), person_id=actor.person_id, digital_key="", started_at=now,
                    seen_at=now, ends_at=now + timedelta(days=1),
                )
            )  # fmt: skip
            cookies.append(f"vov_session={token}")
        for grant in session.exec(select(Grant)):
            grant.valid_until = now.date() + timedelta(days=30)
        org = people.korenbloem(session).key
        session.commit()
    return org, (cookies[0], cookies[1])


@contextmanager
def _serving(url: str, folder: str) -> Iterator[tuple[str, int]]:
    port = free_port()
    real = {
        "VOV_DOOR": "real", "VOV_DATABASE_URL": url, "VOV_DATA_DIR": folder, "VOV_SECRET": "x" * 40,
        "VOV_OIDC_ISSUER": "http://localhost:1", "VOV_OIDC_CLIENT_ID": "x", "VOV_OIDC_CLIENT_SECRET": "x",
    }  # fmt: skip
    server = start(port, environment(port, {**os.environ, **NO_LIMITS, **real}))
    try:
        wait_until_ready(server, port)
        yield f"http://localhost:{port}", server.pid
    finally:
        stop(server)


def _status(engine: Engine) -> BatchStatus:
    with Session(engine) as session:
        return session.exec(select(Batch)).one().status


def _dossiers(engine: Engine) -> int:
    with Session(engine) as session:
        return session.exec(select(func.count()).select_from(Application)).one()


if __name__ == "__main__":
    asked = argparse.ArgumentParser()
    asked.add_argument("--rows", type=int, default=ROWS)
    asked.add_argument("--workbook", action="store_true")
    given = asked.parse_args()
    build()
    for database, got in measure(given.rows, workbook=given.workbook):
        print(f"{database}: {got.dossiers} dossiers, {got.memory:.0f} MB above idle", flush=True)
        for what, took in (("read and judged", got.read), ("filed", got.filed)):
            print(f"  {what:16}{took:6.1f} s")
        for when, (looks, saves) in got.noticed.items():
            print(f"  {when:8} others look  p50 {looks.p50:6.1f} ms   p95 {looks.p95:6.1f} ms")
            print(f"  {when:8} others save  p50 {saves.p50:6.1f} ms   p95 {saves.p95:6.1f} ms", flush=True)
