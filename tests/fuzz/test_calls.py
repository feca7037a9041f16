"""Whatever is asked over plain HTTP: no accident, nothing told, nothing changed."""

import asyncio
import os
from collections.abc import Iterator
from typing import Any

import httpx2
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.fuzz.strategies import TEXT
from tests.fuzz.targets import Target, filled, real_door
from vov_app import routes

pytestmark = [
    pytest.mark.journey,
    pytest.mark.timeout(7200),
    pytest.mark.filterwarnings("ignore::hypothesis.errors.HypothesisWarning"),  # of very long texts
]

TOTAL = int(os.environ.get("FUZZ_CALLS", "200"))
DRAWN = 25
METHODS = ["GET", "GET", "GET", "POST", "POST", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "X"]
PLAIN = [v for n, v in vars(routes).items() if n.isupper() and isinstance(v, str) and v.startswith("/")]
THEIRS = ["/_upload", "/_upload/x", "/_event", "/_event/", "/_health", "/ping", "/assets/../x"]


@pytest.fixture(scope="module")
def target(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Target]:
    with real_door(tmp_path_factory.mktemp("calls")) as made:
        yield made
        made.check_at_the_end()


def paths(target: Target) -> st.SearchStrategy[str]:
    def fill(pattern: str, key: str) -> str:
        return "/".join(key if part[:1] in "[{" and part else part for part in pattern.split("/"))

    plain = st.builds(fill, st.sampled_from(PLAIN), st.sampled_from(target.keys))
    own = st.builds(
        lambda pattern, key: fill(pattern.replace("{org}", target.keys[0]), key),
        st.sampled_from(PLAIN), st.sampled_from(target.keys),
    )  # fmt: skip
    known = st.one_of(plain, own, st.sampled_from(filled(target.keys) + THEIRS))
    odd = st.sampled_from(["/%2e%2e/x", "//x", "/%00", "/" + "a" * 5000, "/;x", "/organisatie//", "/\\x"])
    asked = ["naar=//evil.example", "versie=99999999999", "sleutel=x&code=1&state=2", "a=" + "b" * 3000]
    query = st.sampled_from(["", "", "?naar=%0d%0aSet-Cookie:x=1", *(f"?{words}" for words in asked)])
    return st.builds(lambda path, rest: path + rest, st.one_of(known, known, known, odd), query)


def calls(target: Target) -> st.SearchStrategy[tuple[str, str, dict[str, str], bytes]]:
    origin = st.sampled_from([{}, {"origin": target.origin}, {"origin": target.origin}, {"origin": "null"}])
    kind = st.sampled_from(
        [{}, {"content-type": "application/x-www-form-urlencoded"}, {"content-type": "multipart/form-data"},
         {"content-type": "multipart/form-data; boundary=x"}, {"content-type": "application/json"}]
    )  # fmt: skip
    more = st.sampled_from(
        [{}, {"accept": "text/html"}, {"x-forwarded-for": "1.2.3.4"}, {"range": "bytes=0-999999"},
         {"if-none-match": "*"}, {"cookie": "vov_session="}, {"host": "evil.example"}]
    )  # fmt: skip
    headers = st.builds(lambda a, b, c: {**a, **b, **c}, origin, kind, more)
    part = b'content-disposition: form-data; name="file"; filename="../x"\r\n\r\na;b\r\n1;2'
    upload = b"--x\r\n" + part + b"\r\n--x--\r\n"
    text = TEXT.map(lambda told: told.encode("utf-8", "replace"))
    body = st.one_of(st.just(b""), st.binary(max_size=200), text, st.just(upload))
    return st.tuples(st.sampled_from(METHODS), paths(target), headers, body)


async def call(browser: httpx2.AsyncClient, cookie: str, told: tuple[str, str, dict[str, str], bytes]) -> str:
    method, path, headers, body = told
    if path.startswith(routes.SIGN_OUT):
        return ""  # signing oneself out is one's own affair
    cookies = {"cookie": cookie, **headers} if cookie else headers
    try:
        answer = await browser.request(method, path, headers=cookies, content=body)
    except (httpx2.InvalidURL, httpx2.ProtocolError, ValueError):
        return ""
    finally:
        browser.cookies.clear()
    honest = (
        path.startswith(routes.READY) and answer.status_code == 503
    )  # the tables of tests aren't migrated
    assert answer.status_code < 500 or honest, (method, path, headers, body)
    location = answer.headers.get("location", "")
    assert not location.startswith(("//", "http://evil", "https://evil")), location
    page = answer.headers.get("content-type", "").startswith(("text/html", "text/plain", "text/csv"))
    script = "/assets/" in path
    return f"{answer.headers} {answer.text if page and not script else ''}".replace(".python", "")


def test_no_call_changes_or_shows_what_isn_t_theirs(target: Target) -> None:
    @settings(
        max_examples=max(1, TOTAL // (DRAWN * 2)), deadline=None, database=None,
        suppress_health_check=list(HealthCheck), phases=[Phase.generate],
    )  # fmt: skip
    @given(st.lists(calls(target), min_size=DRAWN, max_size=DRAWN))
    def attack(drawn: list[Any]) -> None:
        async def together() -> str:
            async with httpx2.AsyncClient(base_url=target.origin, timeout=60) as browser:
                jobs = [call(browser, cookie, told) for cookie in target.actors.values() for told in drawn]
                return "\n".join(await asyncio.gather(*jobs))

        target.check(asyncio.run(together()))

    attack()
