"""Every address answers with exactly these headers, whoever asks and whatever comes of it."""

import asyncio
import contextlib
import http.client
import re
from concurrent.futures import ThreadPoolExecutor

import pytest

from bench.events import arrive, handler
from tests.chaos.screens import Screen
from vov_app import routes
from vov_app.adapters.sheets import XLSX
from vov_app.state.terms import TermsState

ALWAYS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "x-permitted-cross-domain-policies": "none",
    "referrer-policy": "same-origin",
    "permissions-policy": (
        "accelerometer=(), autoplay=(), browsing-topics=(), camera=(), display-capture=(), "
        "encrypted-media=(), fullscreen=(), geolocation=(), gyroscope=(), hid=(), idle-detection=(), "
        "magnetometer=(), microphone=(), midi=(), payment=(), publickey-credentials-get=(), "
        "screen-wake-lock=(), serial=(), usb=(), xr-spatial-tracking=()"
    ),
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-embedder-policy": "require-corp",
    "cross-origin-resource-policy": "same-origin",
    "origin-agent-cluster": "?1",
}
BARE = (
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)
BUILT = f"script-src 'self' HASHES; connect-src 'self' SOCKET; require-trusted-types-for 'script'; {BARE}"
DOWNLOADS = (
    routes.RECEIPT_PDF, routes.RECEIPT_PDF_EMPLOYEE, routes.TERMS_ICS, routes.FEED, routes.DOSSIERS_CSV,
    routes.DOSSIERS_XLSX, routes.CALCULATIONS_CSV, routes.PAYMENTS_CSV, routes.BATCH_TEMPLATE_CSV,
    routes.BATCH_TEMPLATE_XLSX,
)  # fmt: skip
KINDS = {
    "application/pdf",
    "text/calendar",
    "text/csv",
    XLSX,
}
KEPT = "public, max-age=31536000, immutable"


def answer(origin: str, method: str, path: str, **headers: str) -> tuple[int, dict[str, list[str]]]:
    connection = http.client.HTTPConnection(origin.removeprefix("http://"), timeout=30)
    with contextlib.closing(connection):
        connection.request(method, path, headers={"Accept": "text/html", **headers})
        response = connection.getresponse()
        response.read()
        found: dict[str, list[str]] = {}
        for name, value in response.getheaders():
            found.setdefault(name.lower(), []).append(value)
        return response.status, found


def addresses() -> dict[str, bool]:
    """Every address with something filled in, and whether the bundle answers there."""
    told = {value for name, value in vars(routes).items() if name.isupper() and isinstance(value, str)}
    return {
        re.sub(r"\[\w+\]|\{\w+\}", "x1", address): is_built(address)
        for address in sorted(told)
        if address.startswith("/")
    }


def is_built(address: str) -> bool:
    """What stands nowhere gets a page of the bundle too, such as the provider's bare address."""
    return address in routes.PAGES or "[" in address or address == routes.DEMO_ACM


def policy(origin: str, headers: dict[str, list[str]]) -> str:
    [told] = headers["content-security-policy"]
    known = re.sub(r"('sha256-[A-Za-z0-9+/=]+' ?)+", "HASHES", told)
    return known.replace(origin.replace("http", "ws"), "SOCKET")


def check(origin: str, method: str, path: str, headers: dict[str, list[str]], *, built: bool) -> None:
    where = f"{method} {path}"
    assert {name: headers.get(name) for name in ALWAYS} == {n: [v] for n, v in ALWAYS.items()}, where
    assert policy(origin, headers) == (BUILT if built else BARE), where
    assert len(headers["cache-control"]) == 1, where
    assert headers.get("access-control-allow-origin", [origin]) == [origin], where


def test_every_address_answers_with_these_headers(origin: str) -> None:
    assert len(addresses()) > 50
    for path, built in addresses().items():
        status, headers = answer(origin, "GET", path)
        check(origin, "GET", path, headers, built=built)
        assert status < 500, path
        caching = "no-cache" if built and "set-cookie" not in headers else "no-store"
        assert headers["cache-control"] == [caching], path


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "TRACE", "OPTIONS"])
def test_so_does_whatever_else_is_asked(origin: str, method: str) -> None:
    for path in (routes.SIGN_OUT, routes.START, "/organisatie/x1/gebruikersbeheer/opladen", "/_upload"):
        for told in ({}, {"Origin": origin}, {"Origin": "https://evil.example"}):
            status, headers = answer(origin, method, path, **told)
            check(origin, method, path, headers, built=path in (routes.START, "/_upload"))
            assert status < 500, (method, path)


def test_what_isn_t_there_and_what_may_be_kept(origin: str) -> None:
    for path in ("/_health", "/ping"):  # of Reflex, which would tell anybody how Redis is
        assert answer(origin, "GET", path)[0] == 404
    status, headers = answer(origin, "GET", "/bestaat-niet")
    assert status == 404
    check(origin, "GET", "/bestaat-niet", headers, built=True)
    [script] = re.findall(r"/assets/[\w.-]+\.js", page(origin))[:1]
    status, headers = answer(origin, "GET", script)
    assert (status, headers["cache-control"]) == (200, [KEPT])
    check(origin, "GET", script, headers, built=True)


def page(origin: str) -> str:
    connection = http.client.HTTPConnection(origin.removeprefix("http://"), timeout=30)
    with contextlib.closing(connection):
        connection.request("GET", "/")
        return connection.getresponse().read().decode()


def test_the_refusals_carry_them_as_well(origin: str) -> None:
    status, headers = answer(origin, "POST", "/auth/afmelden", **{"Content-Length": "99999999"})
    assert status == 413
    check(origin, "POST", "/auth/afmelden", headers, built=False)
    assert headers["cache-control"] == ["no-store"]


async def somebody_who_filed(origin: str) -> tuple[str, dict[str, str]]:
    """The Cookie header of somebody who filed an application, and what fills their addresses in."""
    first, org = await arrive(origin, "an")
    screen = await Screen(origin, first.cookie).at_step(org, "check")
    reference = await screen.filed()
    await screen.go(routes.terms(org))
    await screen.call(handler(TermsState, "make_feed"))
    await screen.until(lambda: screen.told(TermsState, "address"))
    token = screen.told(TermsState, "address").split("/")[-2]
    await asyncio.gather(first.close(), screen.close())
    return first.cookie, {"org": org, "reference": reference, "token": token}


def test_what_is_downloaded_carries_them_as_well(origin: str) -> None:
    with ThreadPoolExecutor(1) as pool:  # a browser of another test may hold the loop of this thread
        cookie, known = pool.submit(asyncio.run, somebody_who_filed(origin)).result()
    for pattern in DOWNLOADS:
        path = pattern.format(**known)
        status, headers = answer(origin, "GET", path, Cookie=cookie)
        assert (status, headers["cache-control"]) == (200, ["no-store"]), path
        assert headers["content-type"][0].partition(";")[0] in KINDS, path
        check(origin, "GET", path, headers, built=False)
