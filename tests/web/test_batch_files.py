"""Files of applications over plain HTTP: for who may file, of a size that fits, given back to be mended."""

from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from typing import Any

import httpx2
import pytest
from sqlmodel import Session, select

from tests import factories
from tests.services import batch_files, people
from tests.web.harness import HTTP, browser
from vov_app import routes
from vov_app.adapters.identity import Identity
from vov_app.forms.tables import MOST_BYTES
from vov_app.models import AuditEntry, Batch, BatchFile, SignIn
from vov_app.operating.batch_desk import Desk
from vov_app.operating.batch_reader import read
from vov_app.services.tokens import hashed
from vov_app.services.work import Actor
from vov_app.services.worlds import World
from vov_app.web.batch_files import batch_file_routes

Enter = Callable[[Callable[[Session], Any]], Actor]


@pytest.fixture
async def site(world: World, identity: Identity) -> AsyncIterator[httpx2.AsyncClient]:
    async with browser(identity, batch_file_routes()) as client:
        yield client


@pytest.fixture
def enter(world: World, site: httpx2.AsyncClient) -> Enter:
    """Sign somebody in."""

    def run(make: Callable[[Session], Any]) -> Actor:
        with Session(world.engine) as session:
            actor: Actor = make(session)
            now = world.clock.now()
            session.add(
                SignIn(
                    token_hash=hashed("token"), person_id=actor.person_id, digital_key="", started_at=now,
                    seen_at=now, ends_at=now + timedelta(days=1),
                )
            )  # fmt: skip
            session.commit()
        site.cookies.set(world.session_cookie, "token")
        return actor

    return run


def org_of(actor: Actor) -> str:
    return actor.organisation.key if actor.organisation else ""


async def send(site: httpx2.AsyncClient, org: str, data: bytes, **more: Any) -> httpx2.Response:
    address = routes.BATCH_UPLOAD.format(org=org)
    files = {"file": ("aanvragen.csv", data, "text/csv")}
    return await site.post(address, files=files, headers={"origin": HTTP}, **more)


def everything(world: World, table: type[Any]) -> list[Any]:
    with Session(world.engine) as session:
        return list(session.exec(select(table)))


async def test_a_file_is_taken_in_and_leads_to_its_page(
    site: httpx2.AsyncClient, enter: Enter, world: World
) -> None:
    org = org_of(enter(people.filer))
    answer = await send(site, org, b"x;y")
    (batch,) = everything(world, Batch)
    assert (answer.status_code, answer.headers["location"]) == (303, routes.batch(org, batch.key))
    assert batch.name == "aanvragen.csv"


async def test_every_refusal_leads_back_with_its_reason(
    site: httpx2.AsyncClient, enter: Enter, world: World
) -> None:
    org = org_of(enter(people.filer))
    back = f"{routes.batches(org)}?fout="
    large = await send(site, org, b"x" * (MOST_BYTES + 20_000))
    assert large.headers["location"] == f"{back}large"
    assert (await send(site, org, b"")).headers["location"] == f"{back}empty"
    address = routes.BATCH_UPLOAD.format(org=org)
    for body in ({"content": b"x"}, {"data": {"file": "x"}}, {"files": {"other": b"x"}}):
        answer = await site.post(address, headers={"origin": HTTP}, **body)
        assert answer.headers["location"] == f"{back}none"
    assert everything(world, Batch) == []


async def test_who_may_not_file_sends_and_gets_nothing(
    site: httpx2.AsyncClient, enter: Enter, world: World
) -> None:
    org = org_of(enter(people.member))
    answers = [
        await send(site, org, b"x"),
        await site.get(routes.BATCH_TEMPLATE_CSV.format(org=org)),
        await site.get(routes.BATCH_TEMPLATE_XLSX.format(org=org)),
        await site.get(routes.batch_returned(org, "x")),
        await site.get(routes.batch_returned(org, "x", workbook=True)),
    ]
    assert {answer.headers["location"] for answer in answers} == {routes.forbidden("missing", org)}
    assert {entry.denied for entry in everything(world, AuditEntry)} == {"missing"}
    assert everything(world, BatchFile) == []


async def test_a_stranger_signs_in_first(site: httpx2.AsyncClient, world: World) -> None:
    answer = await send(site, "k", b"x")
    assert answer.headers["location"] == routes.with_return(routes.START, routes.batches("k"))


async def test_another_site_sends_no_file(site: httpx2.AsyncClient, enter: Enter, world: World) -> None:
    org = org_of(enter(people.filer))
    address = routes.BATCH_UPLOAD.format(org=org)
    answer = await site.post(address, files={"file": b"x"}, headers={"origin": "https://evil.example"})
    assert answer.status_code == 403
    assert everything(world, Batch) == []


@pytest.mark.parametrize("workbook", [False, True])
async def test_what_is_given_back_can_be_mended_and_sent_again(
    site: httpx2.AsyncClient, enter: Enter, world: World, workbook: bool
) -> None:
    actor = enter(people.filer)
    org = org_of(actor)
    key = batch_files.sent(world, actor, batch_files.rows({}, {"iban": "BE44", "last_name": "=1+1"}, {}))
    answer = await site.get(routes.batch_returned(org, key, workbook=workbook))
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    assert "na-te-kijken" in answer.headers["content-disposition"]
    contents = read(answer.content, "na-te-kijken.xlsx" if workbook else "na-te-kijken.csv")
    assert contents.mends == key
    (row,) = contents.rows
    assert (row.replaces, row.answers["last_name"], row.answers["iban"]) == (3, "=1+1", "BE44")
    assert dict(row.answers) == {"entry_date": "", "contract": "", **batch_files.row(world, key, 3).answers}
    mended = Desk(lambda _data, _name: contents)
    contents.rows[0].answers["iban"] = batch_files.GOOD["iban"]  # type: ignore[index]
    await send(site, org, answer.content)
    batch_files.work_through(world, mended)
    assert [found.status for found in batch_files.kept(world, key)] == ["sound"] * 3


async def test_the_rows_of_another_organisation_are_not_given_back(
    site: httpx2.AsyncClient, enter: Enter, world: World
) -> None:
    key = batch_files.sent(world, enter(people.filer), batch_files.rows({"iban": ""}))

    def elsewhere(session: Session) -> Actor:
        where = factories.organisation(session, "Van Loo", factories.VAN_LOO)
        who = factories.person(session, "Geert Jacobs")
        factories.membership(session, who, where)
        factories.grant(session, who, where)
        session.delete(session.exec(select(SignIn)).one())
        session.flush()
        return Actor(person_id=who.id or 0, organisation=people.ref(where))

    org = org_of(enter(elsewhere))
    answer = await site.get(routes.batch_returned(org, key))
    assert answer.headers["location"] == routes.forbidden("no_batch", org)


async def test_an_empty_file_comes_in_two_shapes(site: httpx2.AsyncClient, enter: Enter) -> None:
    org = org_of(enter(people.filer))
    csv = await site.get(routes.BATCH_TEMPLATE_CSV.format(org=org))
    assert "Rijksregisternummer of BIS-nummer" in csv.text
    xlsx = await site.get(routes.BATCH_TEMPLATE_XLSX.format(org=org))
    assert xlsx.content.startswith(b"PK")
    assert 'filename="sjabloon.xlsx"' in xlsx.headers["content-disposition"]
