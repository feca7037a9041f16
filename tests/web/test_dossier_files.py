"""The list of dossiers as a file: for who holds the right, row after row, and nothing in it is a formula."""

import io
from collections.abc import AsyncIterator, Callable
from datetime import UTC, date, datetime
from typing import Any

import httpx2
import pytest
from openpyxl import load_workbook
from sqlmodel import Session, select

from tests import answers, factories
from tests.services import people
from tests.web.harness import browser
from vov_app import routes
from vov_app.adapters import sheets
from vov_app.adapters.identity import Identity
from vov_app.models import AuditEntry, SignIn
from vov_app.services import dossier_exports, dossiers
from vov_app.services.dossiers import Filing
from vov_app.services.tokens import hashed
from vov_app.services.work import Actor, work
from vov_app.services.worlds import World
from vov_app.web.dossier_files import dossier_file_routes

NASTY = '=HYPERLINK("x")'


@pytest.fixture
async def site(world: World, identity: Identity) -> AsyncIterator[httpx2.AsyncClient]:
    async with browser(identity, dossier_file_routes()) as client:
        yield client


@pytest.fixture
def enter(world: World, site: httpx2.AsyncClient) -> Callable[[Callable[[Session], Actor]], str]:
    """Sign somebody in, who files three dossiers when they may; gives the key of their organisation."""

    def run(make: Callable[[Session], Actor]) -> str:
        with Session(world.engine) as session:
            actor = make(session)
            session.add(
                SignIn(
                    token_hash=hashed("token"), person_id=actor.person_id, digital_key="",
                    started_at=factories.MONDAY, seen_at=factories.MONDAY,
                    ends_at=datetime(2026, 1, 1, tzinfo=UTC),
                )
            )  # fmt: skip
            session.commit()
        site.cookies.set(world.session_cookie, "token")
        if make is people.filer:
            with work(world, actor) as w:
                named = [{**answers.SOUND, "first_name": name} for name in ("Tom", NASTY, "Zoë")]
                dossiers.begin(w, [Filing(typed) for typed in named])
        return str(actor.organisation.key if actor.organisation else "")

    return run


def address(pattern: str, org: str, query: str = "") -> str:
    return pattern.format(org=org) + query


Enter = Callable[[Callable[[Session], Any]], str]


async def test_the_csv_holds_every_dossier(
    site: httpx2.AsyncClient, enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dossier_exports, "CHUNK", 2)
    got = await site.get(address(routes.DOSSIERS_CSV, enter(people.filer)))
    head, *rows = got.content.decode("utf-8-sig").splitlines()
    assert head.startswith("Dossiernummer;Status;Werknemer;ODB-nummer;Begin;Einde;Schooljaar")
    assert [row.split(";")[2] for row in rows] == ["Zoë Bakker", '"\'=HYPERLINK(""x"") Bakker"', "Tom Bakker"]
    assert rows[0].split(";")[3:] == [
        "ODB-1000123", "15/9/2025", "19/6/2026", "2025-2026", "60", "894,60", "13/10/2025", "14/12/2025", "1"
    ]  # fmt: skip
    assert got.headers["content-disposition"] == 'attachment; filename="dossiers.csv"'
    assert got.headers["cache-control"] == "no-store"


async def test_the_workbook_holds_dates_numbers_and_no_formula(
    site: httpx2.AsyncClient, enter: Enter
) -> None:
    got = await site.get(address(routes.DOSSIERS_XLSX, enter(people.filer)))
    assert got.headers["content-type"] == sheets.XLSX
    sheet = load_workbook(io.BytesIO(got.content)).active
    assert sheet is not None
    rows = list(sheet.iter_rows(min_row=2))
    assert [row[2].value for row in rows] == ["Zoë Bakker", f"{NASTY} Bakker", "Tom Bakker"]
    assert {row[2].data_type for row in rows} == {"s"}
    assert rows[0][4].value == datetime(2025, 9, 15)  # noqa: DTZ001 - a sheet knows no zones
    assert rows[0][8].value == pytest.approx(894.60)


async def test_it_is_narrowed_down_as_on_screen(site: httpx2.AsyncClient, enter: Enter) -> None:
    got = await site.get(address(routes.DOSSIERS_CSV, enter(people.filer), "?status=approved&order=x"))
    assert len(got.text.splitlines()) == 1


async def test_taking_it_is_noted(site: httpx2.AsyncClient, enter: Enter, world: World) -> None:
    await site.get(address(routes.DOSSIERS_CSV, enter(people.filer)))
    with Session(world.engine) as session:
        assert "dossiers:export" in [entry.action for entry in session.exec(select(AuditEntry))]


@pytest.mark.parametrize("pattern", [routes.DOSSIERS_CSV, routes.DOSSIERS_XLSX])
async def test_others_get_no_file(site: httpx2.AsyncClient, enter: Enter, world: World, pattern: str) -> None:
    stranger = await site.get(address(pattern, "somewhere"))
    assert stranger.headers["location"].startswith(f"{routes.START}?naar=")
    org = enter(people.member)
    refused = await site.get(address(pattern, org))
    assert refused.headers["location"] == routes.forbidden("missing", org)
    outsider = await site.get(address(pattern, "somewhere"))
    assert outsider.headers["location"] == routes.forbidden("no_organisation", "somewhere")
    with Session(world.engine) as session:
        denied = [entry.denied for entry in session.exec(select(AuditEntry)) if entry.denied]
    assert denied == ["missing", "no_organisation"]


def test_a_sheet_holds_no_more_than_it_can(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "MOST_ROWS", 2)
    data = b"".join(sheets.as_xlsx(["n"], ([n] for n in range(5)), "x"))
    sheet = load_workbook(io.BytesIO(data)).active
    assert sheet is not None
    assert [row[0].value for row in sheet.iter_rows()] == ["n", 0, 1]


def test_cells_are_written_as_people_read_them() -> None:
    lines = b"".join(sheets.as_csv(["a"], [[None, date(2025, 1, 2), "-1", 3, "x;y"]])).decode("utf-8-sig")
    assert lines == 'a\r\n;2/1/2025;\'-1;3;"x;y"\r\n'
