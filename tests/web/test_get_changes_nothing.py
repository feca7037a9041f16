"""No address changes anything by being opened: each plain route is asked for by who may see all."""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

import httpx2
from sqlmodel import Session, SQLModel
from starlette.routing import BaseRoute, Mount, Route

from tests import answers, factories
from tests.services import people
from vov_app.models import Organisation, Person, SignIn
from vov_app.services import dossiers, drafts, feeds
from vov_app.services.dossiers import Filing
from vov_app.services.tokens import hashed
from vov_app.services.work import work
from vov_app.services.worlds import World
from vov_app.vov_app import _web

# What isn't about an organisation: signing in has to begin and end somewhere, health tells, the annex plays.
ELSEWHERE = ("/auth", "/prototype", "/demo-acm")
# The record tells of what was taken along; that is what it is for.
TOLD = {"audit_entry", "audit_head"}


def plain(found: Iterable[BaseRoute], above: str = "") -> Iterator[Route]:
    """Every route of the site that is no page, with its whole path."""
    for route in found:
        if isinstance(route, Mount):
            yield from plain(route.routes, f"{above}{route.path}")
        elif isinstance(route, Route) and not f"{above}{route.path}".startswith(ELSEWHERE):
            yield route


def kept(world: World) -> dict[str, list[tuple[object, ...]]]:
    """All that the database holds."""
    with Session(world.engine) as session:
        return {
            table.name: sorted((tuple(row) for row in session.execute(table.select())), key=repr)
            for table in SQLModel.metadata.sorted_tables
            if table.name not in TOLD
        }


def everything(world: World) -> dict[str, str]:
    """Somebody who files and administers, signed in, with a dossier, a draft and a feed."""
    with Session(world.engine, expire_on_commit=False) as session:
        actor = people.filer(session)
        who = session.get_one(Person, actor.person_id)
        where = session.get_one(Organisation, actor.organisation.id if actor.organisation else 0)
        factories.appointment(session, who, where)
        session.add(
            SignIn(
                token_hash=hashed("token"), person_id=actor.person_id, digital_key="",
                started_at=factories.MONDAY, seen_at=factories.MONDAY,
                ends_at=datetime(2026, 1, 1, tzinfo=UTC),
            )
        )  # fmt: skip
        session.commit()
    with work(world, actor) as w:
        [dossier] = dossiers.begin(w, [Filing(answers.SOUND)])
        names = {"org": where.key, "reference": dossier.reference, "draft": drafts.start(w)}
        return {**names, "token": feeds.make(w)}


async def test_opening_an_address_changes_nothing(world: World) -> None:
    names = everything(world)
    before = kept(world)
    transport = httpx2.ASGITransport(_web)
    cookies = {world.session_cookie: "token"}
    told: dict[str, int] = {}
    async with httpx2.AsyncClient(transport=transport, base_url=world.public_url, cookies=cookies) as site:
        for route in plain(_web.routes):
            path = re.sub(r"{(\w+)(:\w+)?}", lambda found: names.get(found[1], "x"), route.path)
            told[route.path] = (await site.get(path)).status_code
            assert kept(world) == before, route.path
            assert (told[route.path] == 405) == ("GET" not in (route.methods or ())), route.path
    assert len([path for path, status in told.items() if status == 200]) >= 9
    assert len([path for path, status in told.items() if status == 405]) >= 2
