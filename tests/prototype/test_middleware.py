"""A visitor gets a world at the first page, once, and nothing else makes one."""

from collections.abc import Callable

import httpx2
import pytest

from vov_app.prototype.middleware import world_cookie
from vov_app.prototype.worlds import WORLD_COOKIE, Worlds
from vov_app.settings import Settings

Browser = Callable[[], httpx2.AsyncClient]


def made(worlds: Worlds) -> set[str]:
    """The keys of all worlds."""
    return {place.name for place in worlds.folder.glob("*")}


async def test_the_first_page_is_seen_in_a_new_world(worlds: Worlds, browser: Browser) -> None:
    async with browser() as visitor:
        answer = await visitor.get("/")
    assert made(worlds) == {answer.text} == {visitor.cookies[WORLD_COOKIE]}
    assert answer.headers.get_list("cache-control") == ["no-store"]


async def test_the_next_pages_are_seen_in_the_same_world(worlds: Worlds, browser: Browser) -> None:
    async with browser() as visitor:
        first, again = await visitor.get("/"), await visitor.get("/")
    assert first.text == again.text
    assert "set-cookie" not in again.headers
    assert len(made(worlds)) == 1


async def test_another_visitor_gets_another_world(worlds: Worlds, browser: Browser) -> None:
    async with browser() as one, browser() as other:
        assert (await one.get("/")).text != (await other.get("/")).text
    assert len(made(worlds)) == 2


async def test_a_key_of_a_world_that_is_gone_gives_a_new_one(worlds: Worlds, browser: Browser) -> None:
    stale = f"other=1; {WORLD_COOKIE}={'a' * 43}"
    async with browser() as visitor:
        answer = await visitor.get("/", headers={"cookie": stale})
    assert made(worlds) == {answer.text}


@pytest.mark.parametrize("path", ["/auth/aanmelden", "/assets/app.js", "/prototype/deelnemen/" + "a" * 43])
async def test_what_is_no_page_of_the_loket_makes_no_world(
    worlds: Worlds, browser: Browser, path: str
) -> None:
    async with browser() as visitor:
        await visitor.get(path)
    assert made(worlds) == set()


@pytest.mark.parametrize(
    ("method", "accept"), [("POST", "text/html"), ("GET", "image/svg+xml"), ("GET", "*/*")]
)
async def test_only_getting_html_makes_a_world(
    worlds: Worlds, browser: Browser, method: str, accept: str
) -> None:
    async with browser() as visitor:
        answer = await visitor.request(method, "/", headers={"accept": accept})
    assert made(worlds) == set()
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize(
    ("address", "secure"), [("https://vov.example", True), ("http://localhost:3000", False)]
)
def test_the_key_stays_out_of_reach_of_scripts_and_other_sites(address: str, secure: bool) -> None:
    attributes = world_cookie("key", Settings(public_url=address)).split("; ")
    assert attributes[0] == f"{WORLD_COOKIE}=key"
    assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= set(attributes)
    assert ("Secure" in attributes) is secure
