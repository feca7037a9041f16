"""Demo-ACM from the visitor's side: choose a key, choose a person, come back as them in your own world."""

import base64
import re
from collections.abc import AsyncIterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx2
import pytest
from sqlmodel import Session, select

from tests.web.harness import browser, settings_of, sign_ins
from vov_app import routes
from vov_app.adapters.identity import Identity
from vov_app.doors import open_real
from vov_app.models import Appointment, Grant, Membership, Organisation, Person
from vov_app.prototype.annex import open_annex
from vov_app.prototype.demo_acm.app import demo_acm_routes
from vov_app.prototype.people import PEOPLE, DemoPerson
from vov_app.prototype.seed import STARTS_AT
from vov_app.prototype.worlds import WORLD_COOKIE, Worlds
from vov_app.services.signing_in import recognise
from vov_app.services.worlds import World, open_entrance
from vov_app.settings import Settings

AUTHORIZE = f"{routes.DEMO_ACM}/authorize"


@pytest.fixture
def identity(settings: Settings, worlds: Worlds) -> Identity:
    """The relying party, as the prototype door makes it; browsers find their world by their cookie."""
    open_entrance(worlds)
    return open_annex(settings).identity


@pytest.fixture
def world(worlds: Worlds, identity: Identity) -> World:
    """The visitor's world."""
    found = worlds.world(f"{WORLD_COOKIE}={worlds.create()}")
    assert found is not None
    return found


@pytest.fixture
async def visitor(settings: Settings, identity: Identity, world: World) -> AsyncIterator[httpx2.AsyncClient]:
    """A browser in that world, in front of the app and demo-ACM."""
    async with browser(identity, demo_acm_routes(settings)[0]) as client:
        client.cookies.set(WORLD_COOKIE, world.key)
        client.headers["origin"] = settings.public_url
        yield client


async def question(visitor: httpx2.AsyncClient, key: str = "itsme") -> str:
    """The address at demo-ACM that the app sends a browser to."""
    answer = await visitor.get(routes.sign_in(key, "/uzelf"))
    location: str = answer.headers["location"]
    return location


async def choose(visitor: httpx2.AsyncClient, slug: str) -> httpx2.Response:
    """Sign in as this demo person, whole."""
    answer = await visitor.post(await question(visitor), data={"person": slug})
    assert answer.status_code == 303
    return await visitor.get(answer.headers["location"])


def changed(address: str, **values: str) -> str:
    """The same question with other values; an empty one is left out."""
    known = {name: found[0] for name, found in parse_qs(urlsplit(address).query).items()}
    return f"{AUTHORIZE}?{urlencode({n: v for n, v in {**known, **values}.items() if v})}"


@pytest.mark.parametrize("who", PEOPLE, ids=lambda who: str(who.slug))
async def test_everybody_comes_back_as_themselves(
    visitor: httpx2.AsyncClient, world: World, who: DemoPerson
) -> None:
    answer = await choose(visitor, who.slug)
    assert (answer.status_code, answer.headers["location"]) == (303, "/uzelf")
    assert recognise(world, visitor.cookies["vov_session"]).actor.name == who.name
    assert [row.digital_key for row in sign_ins(world)] == ["itsme"]


def holdings(world: World) -> dict[str, list[tuple[object, ...]]]:
    """Everything that the database knows of people, organisations and rights."""
    with Session(world.engine) as session:
        kinds = (Person, Organisation, Membership, Appointment, Grant)
        rows = {kind.__name__: session.exec(select(kind)).all() for kind in kinds}
    hidden = {"insz_digest"}
    return {
        name: sorted(
            (tuple(sorted((n, v) for n, v in row.model_dump().items() if n not in hidden)) for row in found),
            key=repr,
        )
        for name, found in rows.items()
    }


@pytest.mark.parametrize("who", PEOPLE, ids=lambda who: str(who.slug))
async def test_the_claims_say_what_the_world_holds(
    visitor: httpx2.AsyncClient, world: World, who: DemoPerson
) -> None:
    before = holdings(world)
    await choose(visitor, who.slug)
    assert holdings(world) == before


async def test_a_right_that_was_given_is_claimed_the_next_time(
    visitor: httpx2.AsyncClient, world: World, identity: Identity
) -> None:
    told = await claims(visitor, identity, "bart")
    assert told["dwse_wseloket_rol_3d"] == []
    with Session(world.engine) as session:
        an = session.exec(select(Person).where(Person.subject == "demo-an")).one()
        bart = session.exec(select(Person).where(Person.subject == "demo-bart")).one()
        session.exec(select(Grant).where(Grant.person_id == an.id)).one().person_id = bart.id or 0
        session.commit()
    told = await claims(visitor, identity, "bart")
    assert told["dwse_wseloket_rol_3d"] == ["DWSE organisatieverantwoordelijke:opleidingsverlof:0001234571"]


async def claims(visitor: httpx2.AsyncClient, identity: Identity, slug: str) -> dict[str, object]:
    """What demo-ACM says of this person, as the relying party hears it."""
    heard: list[dict[str, object]] = []
    finish = identity.finish

    async def listen(request: object) -> dict[str, object]:
        heard.append(dict(await finish(request)))  # type: ignore[arg-type]
        return heard[0]

    identity.finish = listen  # type: ignore[method-assign]
    if "vov_session" in visitor.cookies:
        visitor.cookies.delete("vov_session")
    await choose(visitor, slug)
    identity.finish = finish  # type: ignore[method-assign]
    return heard[0]


async def test_rights_that_do_not_hold_today_are_not_claimed(
    visitor: httpx2.AsyncClient, identity: Identity
) -> None:
    told = await claims(visitor, identity, "els")
    assert told["dwse_wseloket_rol_3d"] == [
        "DWSE organisatieverantwoordelijke:opleidingsverlof:0001234571",
        "DWSE organisatieverantwoordelijke:individueel maatwerk:0002345618",
    ]


async def test_a_legal_representative_is_named(visitor: httpx2.AsyncClient, identity: Identity) -> None:
    assert (await claims(visitor, identity, "geert"))["wv_orgcode"] == ["0002345618"]
    assert (await claims(visitor, identity, "hilde"))["wv_orgcode"] == []


async def test_what_has_ended_is_not_claimed(
    visitor: httpx2.AsyncClient, world: World, identity: Identity
) -> None:
    with Session(world.engine) as session:
        geert = session.exec(select(Person).where(Person.subject == "demo-geert")).one()
        session.exec(select(Membership).where(Membership.person_id == geert.id)).one().ended_at = STARTS_AT
        session.exec(select(Appointment).where(Appointment.person_id == geert.id)).one().ended_at = STARTS_AT
        session.commit()
    told = await claims(visitor, identity, "geert")
    assert (told["vo_orgcode"], told["wv_orgcode"]) == ([], [])


async def test_who_has_no_organisation_is_a_citizen(visitor: httpx2.AsyncClient, identity: Identity) -> None:
    dirk, an = [await claims(visitor, identity, slug) for slug in ("dirk", "an")]
    assert (dirk["vo_doelgroepcode"], dirk["vo_orgcode"]) == ("BUR", [])
    assert (an["vo_doelgroepcode"], an["vo_orgnaam"]) == ("EA", ["Bakkerij De Korenbloem bv"])


async def test_visitors_stay_in_their_own_worlds(
    visitor: httpx2.AsyncClient, world: World, worlds: Worlds
) -> None:
    other = worlds.world(f"{WORLD_COOKIE}={worlds.create()}")
    assert other is not None
    await choose(visitor, "an")
    assert len(sign_ins(world)) == 1
    assert sign_ins(other) == []


async def test_a_code_does_not_tell_the_key_of_the_world(visitor: httpx2.AsyncClient, world: World) -> None:
    answer = await visitor.post(await question(visitor), data={"person": "an"})
    code = parse_qs(urlsplit(answer.headers["location"]).query)["code"][0]
    parts = [base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)) for part in code.split(".")]
    assert not any(world.key.encode() in part or b"demo-an" in part for part in parts)


class Page(HTMLParser):
    """What a page holds, by tag and class."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def all(self, tag: str, name: str) -> list[str | None]:
        """This attribute of every such tag that has it."""
        return [attrs[name] for found, attrs in self.tags if found == tag and name in attrs]


async def test_everybody_can_be_chosen(visitor: httpx2.AsyncClient) -> None:
    answer = await visitor.get(await question(visitor))
    assert answer.headers["cache-control"] == "no-store"
    assert Page(answer.text).all("button", "value") == [who.slug for who in PEOPLE]
    assert all(who.shows in answer.text for who in PEOPLE)


async def test_without_a_key_the_keys_are_offered(visitor: httpx2.AsyncClient) -> None:
    page = Page((await visitor.get(await question(visitor, ""))).text)
    offered = [href for href in page.all("a", "href") if href and href.startswith(AUTHORIZE)]
    assert [parse_qs(urlsplit(href).query)["acr_values"] for href in offered] == [
        ["itsme"],
        ["eid"],
        ["app"],
        ["sms"],
    ]
    answer = await visitor.get(offered[0])
    assert Page(answer.text).all("button", "value")


@pytest.mark.parametrize("key", ["", "itsme"])
async def test_the_pages_hold_no_script_and_no_style(visitor: httpx2.AsyncClient, key: str) -> None:
    html = (await visitor.get(await question(visitor, key))).text
    assert not re.search(r"<script|<style|\sstyle=|\son\w+=|javascript:", html)


async def test_what_comes_along_is_text_to_the_page(visitor: httpx2.AsyncClient) -> None:
    address = changed(await question(visitor), state='"><script>alert(1)</script>')
    html = (await visitor.get(address)).text
    assert "<script" not in html
    assert Page(html).all("button", "value")


WRONG = [
    {"client_id": "somebody-else"},
    {"client_id": ""},
    {"redirect_uri": "https://kwaad.example/auth/terug"},
    {"redirect_uri": "http://localhost:3000/auth/terug/x"},
    {"redirect_uri": "http://localhost:3000/auth/terug?x=1"},
    {"redirect_uri": ""},
    {"response_type": "token"},
    {"scope": "profile"},
    {"scope": ""},
    {"code_challenge_method": "plain"},
    {"code_challenge_method": ""},
    {"code_challenge": ""},
    {"nonce": ""},
    {"state": ""},
]


@pytest.mark.parametrize("wrong", WRONG, ids=str)
@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_a_question_that_is_not_ours_leads_nowhere(
    visitor: httpx2.AsyncClient, method: str, wrong: dict[str, str]
) -> None:
    address = changed(await question(visitor), **wrong)
    answer = await visitor.request(method, address, data={"person": "an"} if method == "POST" else None)
    assert answer.status_code == 400
    assert "location" not in answer.headers


@pytest.mark.parametrize("slug", ["", "nobody", "AN"])
async def test_nobody_else_can_be_chosen(visitor: httpx2.AsyncClient, slug: str) -> None:
    assert (await visitor.post(await question(visitor), data={"person": slug})).status_code == 400


async def test_another_site_cannot_choose_for_a_visitor(visitor: httpx2.AsyncClient) -> None:
    address = await question(visitor)
    answer = await visitor.post(address, data={"person": "an"}, headers={"origin": "https://kwaad.example"})
    assert answer.status_code == 403


async def test_who_lost_their_world_starts_again(visitor: httpx2.AsyncClient) -> None:
    address = await question(visitor)
    visitor.cookies.clear()
    answer = await visitor.post(address, data={"person": "an"})
    assert answer.headers["location"] == routes.START


async def test_signing_out_leads_back(visitor: httpx2.AsyncClient, settings: Settings) -> None:
    await choose(visitor, "an")
    out = await visitor.post(routes.SIGN_OUT)
    assert out.headers["location"].startswith(f"{settings.public_url}{routes.DEMO_ACM}/logout?")
    answer = await visitor.get(out.headers["location"])
    assert answer.headers["location"] == f"{settings.public_url}{routes.SIGNED_OUT}"


OUT = f"http://localhost:3000{routes.SIGNED_OUT}"


@pytest.mark.parametrize(
    ("client", "wanted"),
    [
        ("wse-loket-demo", ""),
        ("wse-loket-demo", "https://kwaad.example"),
        ("wse-loket-demo", f"{OUT}/"),
        ("somebody-else", OUT),
        ("", OUT),
    ],
)
async def test_signing_out_leads_nowhere_else(visitor: httpx2.AsyncClient, client: str, wanted: str) -> None:
    query = urlencode({"client_id": client, "post_logout_redirect_uri": wanted})
    answer = await visitor.get(f"{routes.DEMO_ACM}/logout?{query}")
    assert answer.status_code == 400
    assert "location" not in answer.headers


def test_the_real_door_has_no_demo_people(tmp_path: Path) -> None:
    settings = settings_of(tmp_path)
    assert open_real(settings).routes == []
    with pytest.raises(ValueError, match="prototype door alone"):
        demo_acm_routes(settings)
