"""Addresses that carry another one to come back to, and never one of another site."""

from urllib.parse import quote, urlsplit

from vov_app.routes.patterns import FORBIDDEN, ORGANISATIONS, SIGN_IN


def forbidden(reason: str, org: str = "") -> str:
    """The page that says why something is refused and what can be done about it."""
    return f"{FORBIDDEN}?reden={quote(reason, safe='')}&organisatie={quote(org, safe='')}"


def with_return(page: str, then: str) -> str:
    """A page that leads to signing in, with the address to come back to."""
    return page if safe_return(then) != then else f"{page}?naar={quote(then, safe='')}"


def sign_in(key: str = "", then: str = "") -> str:
    """The address that starts a sign-in with a digital key and comes back to `then`."""
    query = "&".join(f"{n}={quote(v, safe='')}" for n, v in (("sleutel", key), ("naar", then)) if v)
    return f"{SIGN_IN}?{query}" if query else SIGN_IN


def safe_return(address: str) -> str:
    """The address when it stays on this site, else the organisation chooser.

    Only a path that starts with one slash is kept: a browser reads `//host`, `/\\host` and control
    characters as ways to leave the site.
    """
    stays = address.startswith("/") and not address.startswith(("//", "/auth/", "/demo-acm"))
    if not stays or "\\" in address or any(ord(c) < 33 or ord(c) == 127 for c in address):
        return ORGANISATIONS
    parts = urlsplit(address)
    return ORGANISATIONS if parts.scheme or parts.netloc else address
