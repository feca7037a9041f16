"""Playing the behandelaar: each step of the authority, in the world of the browser alone."""

from collections.abc import Callable
from itertools import pairwise

import httpx2
import pytest
from sqlmodel import Session, select

from tests import answers
from tests.prototype.conftest import ORIGIN, enter
from vov_app import routes
from vov_app.models import Application, Membership, Organisation, Person
from vov_app.prototype.worlds import Worlds
from vov_app.services import dossiers
from vov_app.services.dossiers import Filing
from vov_app.services.work import Actor, OrganisationRef, work
from vov_app.services.worlds import World

Browser = Callable[[], httpx2.AsyncClient]
POST = {"origin": ORIGIN}
CALCULATED = {"quarter": "4/2025", "attended": "30", "taken": "27,5", "maximum": "100"}


def file(world: World) -> str:
    """An's dossier, in this world."""
    with Session(world.engine) as session:
        an = session.exec(select(Person).where(Person.given_name == "An")).one()
        where = session.exec(
            select(Organisation).join(Membership).where(Membership.person_id == an.id)
        ).first()
        assert where is not None
        place = OrganisationRef(where.id or 0, where.key, where.name, where.kbo, where.place)
        actor = Actor(1, an.id or 0, an.name, place)
    with work(world, actor) as w:
        (made,) = dossiers.begin(w, [Filing(answers.SOUND)])
        return made.reference


def row(world: World) -> Application:
    with Session(world.engine) as session:
        return session.exec(select(Application)).one()


async def test_a_dossier_goes_all_the_way_to_a_payment(worlds: Worlds, browser: Browser) -> None:
    async with browser() as visitor:
        world = enter(worlds, (await visitor.get("/")).text)
        assert "Er is nog geen dossier" in (await visitor.get(routes.AUTHORITY)).text
        reference = file(world)
        page = routes.authority_dossier(reference)
        assert page in (await visitor.get(routes.AUTHORITY)).text
        steps = ("taken_up", "approved", "calculated", "paid")
        for step, following in pairwise((*steps, "")):
            shown = (await visitor.get(page)).text
            assert f'value="{step}"' in shown
            sent = {"step": step, **(CALCULATED if step == "calculated" else {})}
            answer = await visitor.post(page, data=sent, headers=POST)
            assert (answer.status_code, answer.headers["location"]) == (303, page)
            assert following in (await visitor.get(page)).text
        assert 'value="paid"' not in (await visitor.get(page)).text
    found = row(world)
    assert (found.status, found.calculated, found.payments) == ("approved", True, 1)


async def test_faults_are_told_at_the_question_and_what_was_typed_stays(
    worlds: Worlds, browser: Browser
) -> None:
    async with browser() as visitor:
        world = enter(worlds, (await visitor.get("/")).text)
        page = routes.authority_dossier(file(world))
        await visitor.post(page, data={"step": "taken_up"}, headers=POST)
        asked = {"step": "information_asked", "question": "zie www.voorbeeld.be <b>", "about": "employee"}
        answer = await visitor.post(page, data=asked, headers=POST)
        assert "In de vraag staat een webadres" in answer.text
        assert "zie www.voorbeeld.be &lt;b&gt;</textarea>" in answer.text
        assert 'value="employee" checked' in answer.text
    assert row(world).status == "in_treatment"


@pytest.mark.parametrize("step", ["paid", "approved", "filed", "withdrawn", "", "x"])
async def test_what_cant_happen_now_leads_back_to_the_desk(
    worlds: Worlds, browser: Browser, step: str
) -> None:
    async with browser() as visitor:
        world = enter(worlds, (await visitor.get("/")).text)
        page = routes.authority_dossier(file(world))
        answer = await visitor.post(page, data={"step": step}, headers=POST)
        assert (answer.status_code, answer.headers["location"]) == (303, routes.AUTHORITY)
    assert row(world).status == "filed"


async def test_the_dossier_of_another_world_isnt_there(worlds: Worlds, browser: Browser) -> None:
    async with browser() as mine, browser() as theirs:
        page = routes.authority_dossier(file(enter(worlds, (await mine.get("/")).text)))
        other = enter(worlds, (await theirs.get("/")).text)
        assert (await theirs.get(page)).headers["location"] == routes.AUTHORITY
        answer = await theirs.post(page, data={"step": "taken_up"}, headers=POST)
        assert answer.headers["location"] == routes.AUTHORITY
        with Session(other.engine) as session:
            assert session.exec(select(Application)).all() == []
