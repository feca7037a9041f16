"""Calendar files and the feed: read by another program, for who may, and without names of employees."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta

import httpx2
import pytest
from icalendar import Calendar
from sqlmodel import Session

from tests import answers, factories
from tests.services import people
from tests.web.harness import OneWorld, browser
from vov_app import routes
from vov_app.adapters.calendars import Day, calendar
from vov_app.adapters.identity import Identity
from vov_app.forms.refund import REFUND
from vov_app.models import SignIn
from vov_app.services import drafts, feeds
from vov_app.services.tokens import hashed
from vov_app.services.work import Actor, work
from vov_app.services.worlds import World, open_entrance
from vov_app.web.calendars import calendar_routes


@pytest.fixture
async def site(world: World, identity: Identity) -> AsyncIterator[httpx2.AsyncClient]:
    async with browser(identity, calendar_routes()) as client:
        yield client


@pytest.fixture
def an(world: World) -> Actor:
    with Session(world.engine) as session:
        made = people.filer(session)
        session.add(
            SignIn(
                token_hash=hashed("token"), person_id=made.person_id, digital_key="",
                started_at=factories.MONDAY, seen_at=factories.MONDAY,
                ends_at=datetime(2026, 1, 1, tzinfo=UTC),
            )
        )  # fmt: skip
        session.commit()
        return made


@pytest.fixture
def draft(world: World, an: Actor) -> str:
    with work(world, an) as w:
        key = drafts.start(w)
        for step in REFUND.steps[:4]:
            drafts.save(w, key, step, answers.SOUND)
        return key


def org(actor: Actor) -> str:
    return actor.organisation.key if actor.organisation else ""


async def test_files_hold_the_last_day_and_no_name(
    site: httpx2.AsyncClient, world: World, an: Actor, draft: str
) -> None:
    site.cookies.set(world.session_cookie, "token")
    for address in (routes.draft_calendar(org(an), draft), routes.TERMS_ICS.format(org=org(an))):
        got = await site.get(address)
        assert got.headers["content-type"].startswith("text/calendar")
        (event,) = Calendar.from_ical(got.content).events
        assert event.start == date(2025, 12, 14)
        assert "ODB-1000123" in str(event["SUMMARY"])
        assert draft in str(event["UID"])
        assert [alarm.decoded("TRIGGER") for alarm in event.walk("VALARM")] == [
            timedelta(days=-14), timedelta(days=-3),
        ]  # fmt: skip
        assert b"Bakker," not in got.content
        assert b"Tom" not in got.content


async def test_the_feed_needs_its_secret_and_no_cookie(
    site: httpx2.AsyncClient, world: World, an: Actor, draft: str
) -> None:
    with work(world, an) as w:
        address = feeds.make(w)
    got = await site.get(address.removeprefix(world.public_url.rstrip("/")))
    assert len(Calendar.from_ical(got.content).events) == 1
    assert (await site.get(routes.feed("guess"))).status_code == 404
    open_entrance(OneWorld(None))
    assert (await site.get(address.removeprefix(world.public_url.rstrip("/")))).status_code == 404


async def test_others_get_no_file(site: httpx2.AsyncClient, world: World, an: Actor, draft: str) -> None:
    for address in (routes.draft_calendar(org(an), draft), routes.TERMS_ICS.format(org=org(an))):
        assert (await site.get(address)).headers["location"].startswith(f"{routes.START}?naar=")
    site.cookies.set(world.session_cookie, "token")
    elsewhere = await site.get(routes.draft_calendar("elsewhere", draft))
    assert elsewhere.headers["location"] == routes.forbidden("no_organisation", "elsewhere")
    unknown = await site.get(routes.draft_calendar(org(an), "unknown"))
    assert unknown.headers["location"] == routes.forbidden("no_draft", org(an))


def test_what_is_typed_can_t_leave_its_line() -> None:
    title = "x\r\nATTENDEE:mailto:a@b\r\n;,\\"
    day = Day("k", date(2025, 1, 2), title, title, "https://x.example/", datetime(2025, 1, 1, tzinfo=UTC))
    data = calendar("n", [day])
    (event,) = Calendar.from_ical(data).events
    assert "ATTENDEE" not in event
    assert b"\r\nATTENDEE" not in data
