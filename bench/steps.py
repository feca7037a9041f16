"""What people do, in steps that are timed: each journey is whole, and ends where that of a person would."""

import asyncio
import csv
import io
import random
import time
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from bench.client import PATIENCE, Tab
from bench.crowd import Employer
from bench.events import handler
from bench.way import Way
from tests import answers
from tests.services import batch_files
from vov_app import routes
from vov_app.forms.columns import COLUMNS
from vov_app.services.batch_words import title
from vov_app.state.check import CheckState
from vov_app.state.decision import DecisionState
from vov_app.state.refund import RefundState
from vov_app.state.right_request import AskState
from vov_app.state.tile import TileState

PAGE = {"Accept": "text/html"}
GRANT = {"decision": "grant", "until": "1/9/2026"}


@dataclass
class Notebook:
    """What came of it: seconds per kind of step, what went wrong, and every receipt that somebody saw.

    `moves` counts the sockets that tabs opened after their first, `again` what had to be pressed twice.
    """

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    receipts: list[str] = field(default_factory=list)
    whole: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    moves: int = 0
    again: int = 0
    troubles: list[str] = field(default_factory=list)

    def close(self, tab: Tab) -> None:
        """Write down how a tab fared."""
        self.moves += max(tab.dials - 1, 0)
        self.again += tab.again
        self.troubles += tab.troubles


@dataclass
class Visit:
    """One person at one employer: `think` is how long they think between two steps, in seconds at most.

    `kind` is what their tabs are; they stay in `tabs`, open or not.
    """

    way: Way
    employer: Employer
    book: Notebook
    think: float
    chance: random.Random
    kind: type[Tab] = Tab
    tabs: list[Tab] = field(default_factory=list)

    @asynccontextmanager
    async def step(self, kind: str) -> AsyncIterator[None]:
        """Time what is done in here, then think."""
        started = time.perf_counter()
        yield
        self.book.seconds[kind].append(time.perf_counter() - started)
        await asyncio.sleep(self.chance.uniform(0.5, 1) * self.think)

    async def arrive(self, cookie: str, path: str) -> Tab:
        """Load a page as a browser does: its HTML first, then the socket."""
        async with self.step("page"), self.way.browser(**PAGE, Cookie=cookie) as browser:
            (await browser.get(path)).raise_for_status()
        tab = self.kind(self.way.origin, cookie, self.way)
        self.tabs.append(tab)
        async with self.step("open"):
            return await tab.open(path)

    async def leave(self) -> None:
        """Close what is open still, and write down how it fared."""
        await asyncio.gather(*(tab.close() for tab in self.tabs))
        for tab in self.tabs:
            self.book.close(tab)


async def apply(visit: Visit) -> None:
    """From the home page to the receipt, with an answer noted on each step."""
    org = visit.employer.org
    tab = await visit.arrive(visit.employer.filer, routes.home(org))
    async with visit.step("go"):
        await tab.go(routes.application(org))
    async with visit.step("begin"):
        await tab.call(handler(TileState, "begin"))
        address = await tab.redirected()
    for given in answers.STEPS.values():
        async with visit.step("go"):
            await tab.go(address)
        for name, value in list(given.items())[:2]:
            async with visit.step("note"):
                await tab.call(
                    handler(RefundState, "note"), name=name, value=value, shown=tab.told(RefundState, "shown")
                )
        async with visit.step("save"):
            await tab.call(handler(RefundState, "save"), data=dict(given))
            address = await tab.redirected()
    async with visit.step("go"):
        await tab.go(address)
    async with visit.step("confirm"):
        await tab.call(handler(CheckState, "confirm"), data=dict(answers.CHECK))
        receipt = await tab.redirected()
    visit.book.receipts.append(receipt.rsplit("/", 1)[1])
    async with visit.step("go"):
        await tab.go(receipt)


async def look(visit: Visit) -> None:
    """See how things stand: home, tile, dossiers, drafts, dates."""
    org = visit.employer.org
    tab = await visit.arrive(visit.employer.filer, routes.home(org))
    for path in (routes.application(org), routes.dossiers(org), routes.drafts(org), routes.terms(org)):
        async with visit.step("go"):
            await tab.go(path)
    async with visit.step("go"):
        await tab.go(routes.application(org))
    for _ in range(3):
        async with visit.step("tile"):
            await tab.call(handler(TileState, "load"))


async def decide(visit: Visit) -> None:
    """One asks for the right, another grants it, and the tile of the first turns by itself."""
    org = visit.employer.org
    tab = await visit.arrive(visit.employer.asker, routes.ask(org))
    async with visit.step("ask"):
        await tab.call(handler(AskState, "send"), data={"reason": ""})
        request = (await tab.redirected()).rsplit("/", 1)[1]
    async with visit.step("go"):
        await tab.go(routes.application(org))
    decider = await visit.arrive(visit.employer.decider, routes.decision(org, request))
    turned = asyncio.create_task(_held(tab))
    async with visit.step("decide"):
        await decider.call(handler(DecisionState, "decide"), data=GRANT)
    async with visit.step("turn"):
        await turned


async def upload(visit: Visit) -> None:
    """Send a file with applications, and open its page."""
    org, cookie = visit.employer.org, visit.employer.filer
    tab = await visit.arrive(cookie, routes.batches(org))
    async with visit.step("upload"), visit.way.browser(Cookie=cookie, Origin=visit.way.origin) as browser:
        files = {"file": ("aanvragen.csv", _table(visit.chance), "text/csv")}
        answer = await browser.post(routes.BATCH_UPLOAD.format(org=org), files=files)
    page = answer.headers["location"]
    if "fout=" in page:
        raise RuntimeError("the file was not taken")
    async with visit.step("go"):
        await tab.go(page)


async def _held(tab: Tab) -> None:
    async with asyncio.timeout(PATIENCE):
        while tab.told(TileState, "tile")["standing"] != "held":
            await tab.news()


def _table(chance: random.Random) -> bytes:
    """A file with one sound row; never twice the same."""
    number = chance.randrange(10_000)
    given = {**batch_files.GOOD, "insz": batch_files.insz(number), "first_name": f"Tom{number}"}
    text = io.StringIO()
    out = csv.writer(text, delimiter=";")
    out.writerow([title(name) for name in COLUMNS])
    out.writerow([given.get(name, "") for name in COLUMNS])
    return text.getvalue().encode()
