"""The control page, the link to join a world, the reset and the inbox, as a browser meets them."""

import re
from collections.abc import Callable
from datetime import timedelta

import httpx2
import pytest
from sqlmodel import Session

from tests.prototype.conftest import ORIGIN, enter
from vov_app import routes
from vov_app.models import Letter, LetterKind
from vov_app.prototype.inbox import pieces
from vov_app.prototype.people import PEOPLE
from vov_app.prototype.seed import STARTS_AT
from vov_app.prototype.worlds import WORLD_COOKIE, Worlds
from vov_app.services.worlds import World

Browser = Callable[[], httpx2.AsyncClient]
PAGES = [routes.WORLD, routes.WORLD_RESET, routes.INBOX, f"{routes.INBOX}/none"]


def letter(
    world: World, number: int, body: str = "Beste Carine", to: str = "carine@korenbloem.example"
) -> str:
    """A letter in this world, written so many minutes after it began; gives its key."""
    moment = STARTS_AT + timedelta(minutes=number)
    made = Letter(
        once=f"cause-{number}",
        kind=LetterKind.RIGHT_REQUESTED,
        recipient=to,
        recipient_name="Carine <De Smet>" if to.startswith("carine") else to.split("@")[0].title(),
        subject=f"Brief {number}",
        body=body,
        written_at=moment,
    )
    with Session(world.engine, expire_on_commit=False) as session:
        session.add(made)
        session.commit()
    return made.key


def join_link(page: str) -> str:
    """The address that the control page offers."""
    found = re.search(r'id="join"[^>]*value="([^"]+)"', page)
    assert found is not None
    return found[1]


async def test_the_control_page_tells_time_people_and_link(browser: Browser) -> None:
    async with browser() as visitor:
        page = (await visitor.get(routes.WORLD)).text
        key = visitor.cookies[WORLD_COOKIE]
    assert "13 oktober 2025 om 10.0" in page
    assert [who.name for who in PEOPLE if who.name not in page or who.shows not in page] == []
    assert join_link(page) == f"{ORIGIN}/prototype/deelnemen/{key}"
    assert f'href="{routes.INBOX}"' in page
    assert f'href="{routes.WORLD_RESET}"' in page


async def test_joining_takes_a_click_and_shares_the_world(worlds: Worlds, browser: Browser) -> None:
    async with browser() as host, browser() as guest:
        link = join_link((await host.get(routes.WORLD)).text)
        asked = await guest.get(link)
        assert asked.status_code == 200
        assert WORLD_COOKIE not in guest.cookies
        joined = await guest.post(link)
        assert (joined.status_code, joined.headers["location"]) == (303, routes.START)
        assert (await guest.get("/")).text == host.cookies[WORLD_COOKIE]
        letter(enter(worlds, host.cookies[WORLD_COOKIE]), 1)
        assert "Brief 1" in (await guest.get(routes.INBOX)).text


async def test_who_joins_leaves_the_old_world_signed_out(worlds: Worlds, browser: Browser) -> None:
    async with browser() as guest:
        await guest.get("/")
        key = worlds.create()
        answer = await guest.post(f"/prototype/deelnemen/{key}")
        assert guest.cookies[WORLD_COOKIE] == key
    session = [c for c in answer.headers.get_list("set-cookie") if c.startswith("vov_session=")]
    assert len(session) == 1
    assert "Max-Age=0" in session[0]


@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_a_link_to_a_world_that_is_gone_leads_to_the_start(browser: Browser, method: str) -> None:
    async with browser() as guest:
        answer = await guest.request(method, "/prototype/deelnemen/" + "a" * 43)
    assert (answer.status_code, answer.headers["location"]) == (303, routes.START)
    assert "set-cookie" not in answer.headers


async def test_a_reset_keeps_the_world_and_empties_it_signed_out(worlds: Worlds, browser: Browser) -> None:
    async with browser() as visitor:
        key = (await visitor.get("/")).text
        letter(enter(worlds, key), 1)
        answer = await visitor.post(routes.WORLD_RESET)
        assert (answer.status_code, answer.headers["location"]) == (303, routes.START)
        assert "vov_session=" in "".join(answer.headers.get_list("set-cookie"))
        assert (await visitor.get("/")).text == key
        assert "Brief 1" not in (await visitor.get(routes.INBOX)).text


async def test_a_reset_is_asked_first_and_takes_a_post(worlds: Worlds, browser: Browser) -> None:
    async with browser() as visitor:
        letter(enter(worlds, (await visitor.get("/")).text), 1)
        asked = await visitor.get(routes.WORLD_RESET)
        assert asked.status_code == 200
        assert '<form method="post">' in asked.text
        assert "Brief 1" in (await visitor.get(routes.INBOX)).text


async def test_the_inbox_shows_the_newest_letter_first(worlds: Worlds, browser: Browser) -> None:
    async with browser() as visitor:
        world = enter(worlds, (await visitor.get("/")).text)
        for number in (2, 3, 1):
            letter(world, number)
        page = (await visitor.get(routes.INBOX)).text
    assert re.findall(r"Brief \d", page) == ["Brief 3", "Brief 2", "Brief 1"]


async def test_the_inbox_shows_the_letters_of_one_addressee(worlds: Worlds, browser: Browser) -> None:
    async with browser() as visitor:
        world = enter(worlds, (await visitor.get("/")).text)
        letter(world, 1), letter(world, 3)
        assert "?aan=" not in (await visitor.get(routes.INBOX)).text
        letter(world, 2, to="tom&co@post.example")
        every = (await visitor.get(routes.INBOX)).text
        links = re.findall(rf'href="({routes.INBOX}\?aan=[\w-]+)">([^<]+)<', every)
        pages = [(await visitor.get(address)).text for address, _ in links]
    assert [words for _, words in links] == [
        "Carine &lt;De Smet&gt; (carine@korenbloem.example)",
        "Tom&amp;Co (tom&amp;co@post.example)",
    ]
    assert [re.findall(r"Brief \d", page) for page in (every, *pages)] == [
        ["Brief 3", "Brief 2", "Brief 1"],
        ["Brief 3", "Brief 1"],
        ["Brief 2"],
    ]
    current = [re.findall(r'aria-current="true">([^<]+)<', page) for page in (every, *pages)]
    assert current == [["Iedereen"], [links[0][1]], [links[1][1]]]
    assert "Brieven aan tom&amp;co@post.example: 1." in pages[1]


async def test_an_addressee_of_another_world_is_nobody_here(worlds: Worlds, browser: Browser) -> None:
    async with browser() as visitor, browser() as other:
        key = letter(enter(worlds, (await visitor.get("/")).text), 1, to="tom@post.example")
        letter(enter(worlds, (await other.get("/")).text), 2)
        page = (await other.get(f"{routes.INBOX}?aan={key}")).text
    assert "Brief 2" in page
    assert "tom@post.example" not in page


async def test_a_letter_links_to_this_site_and_holds_no_markup(worlds: Worlds, browser: Browser) -> None:
    body = f"<b>Lees</b>\n\n{ORIGIN}/hulp en http://elders.example/x"
    async with browser() as visitor:
        key = letter(enter(worlds, (await visitor.get("/")).text), 1, body)
        page = (await visitor.get(f"{routes.INBOX}/{key}")).text
    assert f'<a href="{ORIGIN}/hulp">{ORIGIN}/hulp</a> en http://elders.example/x</div>' in page
    assert "&lt;b&gt;Lees&lt;/b&gt;" in page
    assert "Carine &lt;De Smet&gt;" in page


async def test_a_letter_of_another_world_is_not_there(worlds: Worlds, browser: Browser) -> None:
    async with browser() as visitor, browser() as other:
        key = letter(enter(worlds, (await visitor.get("/")).text), 1)
        assert (await visitor.get(f"{routes.INBOX}/{key}")).status_code == 200
        assert (await other.get(f"{routes.INBOX}/{key}")).status_code == 404


@pytest.mark.parametrize("path", PAGES)
async def test_a_program_without_a_world_is_sent_to_the_start(browser: Browser, path: str) -> None:
    async with browser() as program:
        answer = await program.get(path, headers={"accept": "*/*"})
    assert (answer.status_code, answer.headers["location"]) == (303, routes.START)


@pytest.mark.parametrize("path", PAGES)
async def test_a_page_is_dutch_has_one_heading_and_nothing_inline(browser: Browser, path: str) -> None:
    async with browser() as visitor:
        answer = await visitor.get(path)
    assert answer.headers.get_list("cache-control") == ["no-store"]
    assert '<html lang="nl">' in answer.text
    assert answer.text.count("<h1>") == 1
    assert re.search(r"<script|<style|\sstyle=|\son\w+=", answer.text) is None
    assert re.search(r'class="skip" href="#(\w+)".*<main id="\1"', answer.text, re.DOTALL)


@pytest.mark.parametrize(
    ("text", "linked"),
    [
        (f"Lees {ORIGIN}/a/b?c=d.", [f"{ORIGIN}/a/b?c=d"]),
        (f"{ORIGIN}/", [f"{ORIGIN}/"]),
        (f"({ORIGIN}/a, {ORIGIN}/b)", [f"{ORIGIN}/a", f"{ORIGIN}/b"]),
        ("http://localhost:3000.elders.example/", []),
        ("", []),
    ],
)
def test_an_address_is_linked_without_the_full_stop_after_it(text: str, linked: list[str]) -> None:
    found = pieces(text, f"{ORIGIN}/")
    assert "".join(piece.text for piece in found) == text
    assert [piece.text for piece in found if piece.linked] == linked
