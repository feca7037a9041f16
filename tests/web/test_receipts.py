"""Receipts over plain HTTP: for who may see them at that moment, of the version that is asked for."""

import io
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime

import httpx2
import pikepdf
import pytest
from sqlmodel import Session, select

from tests import answers, factories
from tests.adapters.test_pdf import text_of
from tests.services import people
from tests.web.harness import browser
from vov_app import routes
from vov_app.adapters.identity import Identity
from vov_app.models import Application, AuditEntry, SignIn
from vov_app.services import dossiers
from vov_app.services.dossiers import Filing
from vov_app.services.tokens import hashed
from vov_app.services.work import Actor, work
from vov_app.services.worlds import World
from vov_app.web.receipts import receipt_routes

Make = Callable[[Session], Actor]


@pytest.fixture
async def site(world: World, identity: Identity) -> AsyncIterator[httpx2.AsyncClient]:
    async with browser(identity, receipt_routes()) as client:
        yield client


@pytest.fixture
def an(world: World) -> Actor:
    with Session(world.engine) as session:
        made = people.filer(session)
        session.commit()
        return made


@pytest.fixture
def reference(world: World, an: Actor) -> str:
    with work(world, an) as w:
        (dossier,) = dossiers.begin(w, [Filing(answers.SOUND)])
        return dossier.reference


@pytest.fixture
def enter(world: World, site: httpx2.AsyncClient) -> Callable[[int], None]:
    """Sign this person in."""

    def run(person_id: int) -> None:
        with Session(world.engine) as session:
            session.add(
                SignIn(
                    token_hash=hashed(f"token {person_id}"), person_id=person_id, digital_key="",
                    started_at=factories.MONDAY, seen_at=factories.MONDAY,
                    ends_at=datetime(2026, 1, 1, tzinfo=UTC),
                )
            )  # fmt: skip
            session.commit()
        site.cookies.set(world.session_cookie, f"token {person_id}")

    return run


def at(actor: Actor, reference: str, *, for_employee: bool = False) -> str:
    key = actor.organisation.key if actor.organisation else ""
    return routes.receipt_pdf(key, reference, for_employee=for_employee)


async def test_the_receipt_tells_all_that_was_confirmed(
    site: httpx2.AsyncClient, enter: Callable[[int], None], an: Actor, reference: str
) -> None:
    enter(an.person_id)
    got = await site.get(at(an, reference))
    assert got.headers["content-type"] == "application/pdf"
    assert got.headers["content-disposition"] == 'attachment; filename="ontvangstbevestiging.pdf"'
    assert got.headers["cache-control"] == "no-store"
    read = text_of(got.content).replace(" ", "").replace("\u00a0", "")
    for told in (reference, "TomBakker"[:3], "BE43000000000101", "053123456", "€894,60", "14,91", "85.01.01"):
        assert told.replace(" ", "") in read, told
    assert (await site.get(at(an, reference))).content == got.content


async def test_the_employee_s_copy_tells_what_concerns_the_employee(
    site: httpx2.AsyncClient, enter: Callable[[int], None], an: Actor, reference: str
) -> None:
    enter(an.person_id)
    got = await site.get(at(an, reference, for_employee=True))
    read = text_of(got.content).replace(" ", "").replace("\u00a0", "")
    for told in (reference, "Tom", "Bakker", "ODB-1000123", "85.01.01"):
        assert told in read, told
    for kept in ("0101", "053", "an@korenbloem", "894", "14,91", "Schatting"):
        assert kept not in read, kept
    with pikepdf.open(io.BytesIO(got.content)) as opened, opened.open_metadata() as about:
        assert about["dc:title"].startswith("Ontvangstbevestiging voor de werknemer")


async def test_an_earlier_version_stays_what_it_was(
    site: httpx2.AsyncClient, enter: Callable[[int], None], an: Actor, reference: str, world: World
) -> None:
    enter(an.person_id)
    first = (await site.get(at(an, reference))).content
    with work(world, an) as w:
        dossier = w.session.exec(select(Application)).one()
        corrected = dossiers.columns(w, {**answers.SOUND, "first_name": "Thomas"})
        for name, value in corrected.items():
            setattr(dossier, name, value)
        dossier.version = 2
        dossiers.add_version(w, dossier)
    second = (await site.get(at(an, reference))).content
    assert "Thomas" in text_of(second)
    assert "Versie2" in text_of(second).replace(" ", "")
    assert (await site.get(f"{at(an, reference)}?versie=1")).content == first
    missing = await site.get(f"{at(an, reference)}?versie=9")
    assert missing.headers["location"] == routes.forbidden("no_application", at(an, "").split("/")[2])


@pytest.mark.parametrize("for_employee", [False, True])
async def test_others_get_no_receipt(
    site: httpx2.AsyncClient,
    enter: Callable[[int], None],
    an: Actor,
    reference: str,
    world: World,
    for_employee: bool,
) -> None:
    address = at(an, reference, for_employee=for_employee)
    key = address.split("/")[2]
    stranger = await site.get(address)
    assert stranger.headers["location"].startswith(f"{routes.START}?naar=")
    with Session(world.engine) as session:
        bart = people.member(session)
        elsewhere = factories.organisation(session, "Van Loo", factories.VAN_LOO)
        geert = factories.person(session, "Geert Jacobs")
        factories.membership(session, geert, elsewhere)
        factories.grant(session, geert, elsewhere)
        session.commit()
        theirs, outsider = elsewhere.key, geert.id or 0
    enter(bart.person_id)
    assert (await site.get(address)).headers["location"] == routes.forbidden("missing", key)
    enter(outsider)
    assert (await site.get(address)).headers["location"] == routes.forbidden("no_organisation", key)
    moved = address.replace(key, theirs)
    assert (await site.get(moved)).headers["location"] == routes.forbidden("no_application", theirs)
    with Session(world.engine) as session:
        denied = [entry.denied for entry in session.exec(select(AuditEntry)) if entry.denied]
    assert denied == ["missing", "no_organisation", "no_application"]
