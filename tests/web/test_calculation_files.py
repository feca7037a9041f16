"""Both overviews as files: for who holds the right, with the columns that were promised."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import httpx2
import pytest
from sqlmodel import Session, select

from tests import factories
from tests.services import filed, people
from tests.web.harness import browser
from vov_app import routes
from vov_app.adapters.identity import Identity
from vov_app.domain.dossiers import DossierEventKind as Kind
from vov_app.models import AuditEntry, SignIn
from vov_app.services.tokens import hashed
from vov_app.services.work import Actor
from vov_app.services.worlds import World
from vov_app.web.calculation_files import calculation_file_routes

FILES = (routes.CALCULATIONS_CSV, routes.PAYMENTS_CSV)


@pytest.fixture
async def site(world: World, identity: Identity) -> AsyncIterator[httpx2.AsyncClient]:
    async with browser(identity, calculation_file_routes()) as client:
        client.cookies.set(world.session_cookie, "token")
        yield client


def enter(world: World, *, right: bool) -> Actor:
    with Session(world.engine) as session:
        actor = people.filer(session) if right else people.member(session)
        session.add(
            SignIn(
                token_hash=hashed("token"), person_id=actor.person_id, digital_key="",
                started_at=factories.MONDAY, seen_at=factories.MONDAY,
                ends_at=datetime(2026, 1, 1, tzinfo=UTC),
            )
        )  # fmt: skip
        session.commit()
    return actor


def lines(got: httpx2.Response) -> list[str]:
    return got.content.decode("utf-8-sig").splitlines()


async def test_both_files_hold_what_the_authority_did(site: httpx2.AsyncClient, world: World) -> None:
    actor = enter(world, right=True)
    key = actor.organisation.key if actor.organisation else ""
    reference = filed.file(world, actor)
    filed.approve(world, reference)
    filed.treat(world, reference, Kind.CALCULATED, **filed.CALCULATED)
    filed.treat(world, reference, Kind.PAID)
    overview, payments = [await site.get(file.format(org=key)) for file in FILES]
    assert lines(overview) == [
        "Dossiernummer;Naam;ODB-nummer;Schooljaar;Status;Berekend;Reden",
        f"{reference};Tom Bakker;ODB-1000123;2025-2026;Goedgekeurd;Ja;",
    ]
    assert lines(payments) == [
        (
            "Naam;Uren aanwezig;Aantal uren VOV opgenomen;Persoonlijk maximum;Gevalideerde uren;"
            "Betaald bedrag;Dossiernummer;Kwartaal;Betaald op"
        ),
        f"Tom Bakker;30;27,5;100;27,5;410,03;{reference};4/2025;13/10/2025",
    ]
    assert payments.headers["content-disposition"] == 'attachment; filename="betaaloverzicht.csv"'
    with Session(world.engine) as session:
        told = [one.action for one in session.exec(select(AuditEntry))]
    assert told[-2:] == ["calculations:overview", "calculations:payments"]


@pytest.mark.parametrize("file", FILES)
async def test_who_lacks_the_right_gets_no_file(site: httpx2.AsyncClient, world: World, file: str) -> None:
    actor = enter(world, right=False)
    key = actor.organisation.key if actor.organisation else ""
    got = await site.get(file.format(org=key))
    assert got.headers["location"] == routes.forbidden("missing", key)
    elsewhere = await site.get(file.format(org="elsewhere"))
    assert elsewhere.headers["location"] == routes.forbidden("no_organisation", "elsewhere")


@pytest.mark.parametrize("file", FILES)
async def test_a_stranger_is_asked_to_sign_in(site: httpx2.AsyncClient, file: str) -> None:
    got = await site.get(file.format(org="x"))
    assert got.headers["location"].startswith(routes.START)
