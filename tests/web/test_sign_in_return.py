"""Return addresses can't leave the site, however they are written."""

import re
from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from starlette.datastructures import URL

from tests.web.harness import HTTP
from vov_app import routes
from vov_app.web.sign_in import redirect, return_address

NASTY = [
    "//kwaad.example",
    "///kwaad.example",
    "/\\kwaad.example",
    "\\\\kwaad.example",
    "/\t/kwaad.example",
    "/\n/kwaad.example",
    "\t//kwaad.example",
    " //kwaad.example",
    "/ /kwaad.example",
    "https://kwaad.example",
    "https:kwaad.example",
    "https:///kwaad.example",
    "HTTPS://kwaad.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "@kwaad.example",
    ".kwaad.example",
    ":80@kwaad.example",
    "kwaad.example",
    "",
    "?naar=//kwaad.example",
    "#x",
    "/x\r\nset-cookie: a=b",
    "/x\x00",
    "/x\x7f",
    "/auth/aanmelden?naar=/auth/aanmelden",
    "/auth/afmelden",
    "/demo-acm/authorize",
]
KEPT = [
    "/",
    "/organisaties",
    "/organisatie/a-b_c/aanvraag",
    "/uzelf?x=//kwaad.example",
    "/a#b",
    "/é",
    "/%2F%2Fkwaad",
]


def landing(location: str) -> str:
    """The host where a browser lands, as the WHATWG URL standard reads a Location header."""
    tidy = re.sub(r"[\t\n\r]", "", location.strip("".join(map(chr, range(33))))).replace("\\", "/")
    return urlsplit(urljoin(HTTP, tidy)).netloc


@pytest.mark.parametrize("address", NASTY)
def test_a_nasty_address_leads_to_the_chooser(address: str) -> None:
    assert routes.safe_return(address) == routes.ORGANISATIONS


@pytest.mark.parametrize("address", KEPT)
def test_an_address_of_ours_is_kept(address: str) -> None:
    assert routes.safe_return(address) == address


def test_an_address_that_no_cookie_holds_leads_to_the_chooser() -> None:
    assert return_address("/" + "x" * 999) == "/" + "x" * 999
    assert return_address("/" + "x" * 1000) == routes.ORGANISATIONS


PIECES = st.sampled_from(
    [*"/\\.:@?#%\t\r\n \x00", "//", "http:", "kwaad.example", "%2f", "%5c", "..", "\u2028", "／"]
)


@given(st.lists(PIECES | st.text(max_size=3), max_size=8).map("".join))
@example("/..//kwaad.example")
@example("/.//kwaad.example")
def test_no_address_leaves_the_site(address: str) -> None:
    assume(address.isascii() or not any("\ud800" <= c <= "\udfff" for c in address))
    kept = return_address(address)
    location = redirect(kept).headers["location"]
    assert landing(location) == "localhost:4040"
    assert kept == address or kept == routes.ORGANISATIONS
    assert URL(location).netloc == ""
