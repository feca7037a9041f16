"""Files of users over plain HTTP: for who holds an office, sent by our own pages, and told row by row."""

import base64
import re
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from typing import Any

import httpx2
import pytest
from sqlmodel import Session, select

from tests import factories
from tests.services import office_holders, people
from tests.web.harness import HTTP, OneWorld, browser
from vov_app import routes
from vov_app.adapters.identity import Identity
from vov_app.models import AuditEntry, Invitation, SignIn
from vov_app.services.tokens import hashed
from vov_app.services.worlds import World, open_entrance
from vov_app.web.user_files import user_file_routes

HEAD = "rijksregisternummer;voornaam;naam;mailadres;einddatum\n"
TOM = "85.01.01-997.86;Tom;Bakker;tom@post.example;30/6/2026\n"
BAD = "85.01.01-997.87;Tom;<b>;tom;1/1/2020\n"


@pytest.fixture
async def site(world: World, identity: Identity) -> AsyncIterator[httpx2.AsyncClient]:
    async with browser(identity, user_file_routes()) as client:
        yield client


@pytest.fixture
def enter(world: World, site: httpx2.AsyncClient) -> Callable[[Callable[[Session], Any]], str]:
    """Sign somebody in; gives the key of their organisation."""

    def run(make: Callable[[Session], Any]) -> str:
        with Session(world.engine) as session:
            actor = make(session)
            now = world.clock.now()
            ends = now.replace(year=now.year + 1)
            session.add(
                SignIn(
                    token_hash=hashed("token"), person_id=actor.person_id, digital_key="",
                    started_at=now.replace(minute=0), seen_at=now.replace(hour=7, minute=58), ends_at=ends,
                )
            )  # fmt: skip
            session.commit()
        site.cookies.set(world.session_cookie, "token")
        return str(actor.organisation.key)

    return run


async def send(site: httpx2.AsyncClient, org: str, text: str | None, **more: Any) -> httpx2.Response:
    files = {"file": ("users.csv", text.encode(), "text/csv")} if text is not None else None
    address = routes.USER_UPLOAD.format(org=org)
    return await site.post(address, files=files, headers={"origin": HTTP}, **more)


def count(world: World, table: type[Any]) -> int:
    with Session(world.engine) as session:
        return len(session.exec(select(table)).all())


async def test_the_list_comes_as_a_file(site: httpx2.AsyncClient, enter: Callable[..., str]) -> None:
    org = enter(office_holders.administrator)
    answer = await site.get(routes.USER_REPORT.format(org=org))
    assert answer.status_code == 200
    assert answer.headers["content-disposition"] == 'attachment; filename="gebruikers.csv"'
    assert answer.headers["content-type"].startswith("text/csv")
    assert answer.headers["cache-control"] == "no-store"
    assert "Carine De Smet;Geen recht" in answer.text


async def test_good_rows_are_taken_in_and_bad_ones_told(
    site: httpx2.AsyncClient, enter: Callable[..., str], world: World
) -> None:
    org = enter(office_holders.administrator)
    answer = await send(site, org, HEAD + TOM + BAD)
    assert answer.status_code == 200
    assert "Toegevoegde gebruikers: 0. Uitgenodigde gebruikers: 1." in answer.text
    assert "Niet verwerkte rijen: 1." in answer.text
    assert "Rij 3, mailadres" in answer.text
    assert "<b>" not in answer.text
    assert "85.01.01" not in answer.text
    assert count(world, Invitation) == 1


@pytest.mark.parametrize("text", ["", "naam\nx\n", "x" * (1024 * 1024 + 20_000), None])
async def test_a_file_that_is_none_is_told(
    site: httpx2.AsyncClient, enter: Callable[..., str], world: World, text: str | None
) -> None:
    org = enter(office_holders.administrator)
    answer = await send(site, org, text)
    assert answer.status_code == 422
    assert "niet verwerkt" in answer.text
    assert count(world, Invitation) == 0


async def test_who_holds_no_office_is_refused_and_that_is_noted(
    site: httpx2.AsyncClient, enter: Callable[..., str], world: World
) -> None:
    org = enter(people.member)
    for answer in (await site.get(routes.USER_REPORT.format(org=org)), await send(site, org, HEAD + TOM)):
        assert answer.headers["location"] == routes.forbidden("no_office", org)
    with Session(world.engine) as session:
        assert [entry.denied for entry in session.exec(select(AuditEntry))] == ["no_office", "no_office"]
    assert count(world, Invitation) == 0


async def test_somebody_of_another_organisation_is_refused(
    site: httpx2.AsyncClient, enter: Callable[..., str], world: World
) -> None:
    enter(office_holders.administrator)
    with Session(world.engine) as session:
        elsewhere = factories.organisation(session, "Van Loo", factories.VAN_LOO).key
        session.commit()
    answer = await site.get(routes.USER_REPORT.format(org=elsewhere))
    assert answer.headers["location"] == routes.forbidden("no_organisation", elsewhere)


async def test_a_stranger_signs_in_first(site: httpx2.AsyncClient, world: World) -> None:
    answer = await send(site, "k", HEAD + TOM)
    assert answer.headers["location"] == routes.with_return(routes.START, routes.users("k"))
    assert count(world, Invitation) == 0


async def test_without_a_world_it_starts_again(site: httpx2.AsyncClient, world: World) -> None:
    open_entrance(OneWorld(None))
    answer = await site.get(routes.USER_REPORT.format(org="k"))
    assert answer.headers["location"] == routes.START


@pytest.mark.parametrize(("minutes", "moved"), [(2, True), (0, False)])
async def test_sending_a_file_counts_as_being_there(
    site: httpx2.AsyncClient, enter: Callable[..., str], world: World, minutes: int, moved: bool
) -> None:
    org = enter(office_holders.administrator)
    seen = world.clock.now() - timedelta(minutes=minutes)
    with Session(world.engine) as session:
        session.exec(select(SignIn)).one().seen_at = seen
        session.commit()
    await site.get(routes.USER_REPORT.format(org=org))
    with Session(world.engine) as session:
        assert (session.exec(select(SignIn)).one().seen_at != seen) is moved


async def test_another_site_sends_no_file(site: httpx2.AsyncClient, enter: Callable[..., str]) -> None:
    org = enter(office_holders.administrator)
    address = routes.USER_UPLOAD.format(org=org)
    answer = await site.post(address, files={"file": b"x"}, headers={"origin": "https://evil.example"})
    assert answer.status_code == 403


async def test_the_answer_holds_the_rows_to_mend_as_a_file(
    site: httpx2.AsyncClient, enter: Callable[[Callable[[Session], Any]], str]
) -> None:
    org = enter(office_holders.administrator)
    assert "data:text/csv" not in (await send(site, org, HEAD + TOM)).text
    page = (await send(site, org, HEAD + BAD)).text
    (link,) = re.findall(r'href="data:text/csv;charset=utf-8;base64,([^"]+)"', page)
    assert "85.01.01-997.87" in base64.b64decode(link).decode("utf-8-sig")
