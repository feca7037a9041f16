"""What comes back is believed only when the provider says it to us, about this attempt, now."""

import time
from dataclasses import replace
from typing import Any

import httpx2
import pytest
from joserfc.jwk import OctKey

from tests.web.forger import OTHER_KEY, PERSON, Forger
from tests.web.harness import OneWorld, asked, fault, sign_ins
from vov_app import routes
from vov_app.services.claimed import organisations_of
from vov_app.services.signing_in import recognise
from vov_app.services.work import work
from vov_app.services.worlds import World, open_entrance


async def attempt(visitor: httpx2.AsyncClient, forger: Forger, **more: str) -> httpx2.Response:
    """Come back from the provider; `more` replaces what the browser brings along."""
    question = asked((await visitor.get(routes.SIGN_IN)).headers["location"])
    forger.nonce = forger.nonce or question["nonce"]
    brought = {"code": "good", "state": question["state"], **more}
    return await visitor.get(routes.SIGN_IN_RETURN, params={n: v for n, v in brought.items() if v})


def refused(answer: httpx2.Response, world: World, code: str) -> None:
    """Nobody is signed in, and the person reads a code."""
    assert (answer.status_code, answer.headers["location"]) == (303, fault(code))
    assert sign_ins(world) == []
    assert world.session_cookie not in str(answer.headers.get_list("set-cookie"))


async def test_an_honest_provider_is_believed(
    visitor: httpx2.AsyncClient, forger: Forger, world: World
) -> None:
    await attempt(visitor, forger)
    assert len(sign_ins(world)) == 1


async def test_userinfo_adds_to_the_id_token_and_never_changes_it(
    visitor: httpx2.AsyncClient, forger: Forger, world: World
) -> None:
    forger.userinfo = {
        **PERSON,
        "given_name": "Anders",
        "vo_orgcode": "0001234571",
        "vo_orgnaam": "Korenbloem",
    }
    await attempt(visitor, forger)
    actor = recognise(world, visitor.cookies["vov_session"]).actor
    with work(world, actor, writes=False) as w:
        assert [o.name for o in organisations_of(w, actor.person_id)] == ["Korenbloem"]
    assert actor.name == "An Peeters"


PAST = int(time.time()) - 3600


@pytest.mark.parametrize(
    "token",
    [
        {"nonce": "of another attempt"},
        {"nonce": None},
        {"aud": "another application"},
        {"aud": "another application", "azp": "wse-loket"},
        {"aud": ["another application", "and one more"]},
        {"aud": ["wse-loket", "another application"], "azp": "another application"},
        {"aud": None},
        {"aud": []},
        {"iss": "https://acm.example.kwaad.example"},
        {"iss": None},
        {"exp": PAST + 60, "iat": PAST},
        {"exp": None},
        {"iat": int(time.time()) + 3600},
        {"sub": None},
    ],
)
async def test_an_unsound_id_token_is_refused(
    visitor: httpx2.AsyncClient, forger: Forger, world: World, token: dict[str, Any]
) -> None:
    forger.token = token
    refused(await attempt(visitor, forger), world, "ANSWER")


async def test_a_token_signed_by_somebody_else_is_refused(
    visitor: httpx2.AsyncClient, forger: Forger, world: World
) -> None:
    forger.key = OTHER_KEY
    refused(await attempt(visitor, forger), world, "ANSWER")


@pytest.mark.filterwarnings("ignore::joserfc.errors.SecurityWarning")
@pytest.mark.parametrize("algorithm", ["none", "HS256"])
async def test_a_signature_that_anybody_could_make_is_refused(
    visitor: httpx2.AsyncClient, forger: Forger, world: World, algorithm: str
) -> None:
    forger.algorithm = algorithm
    forger.key = OctKey.import_key("only for tests, and long enough to sign with")
    refused(await attempt(visitor, forger), world, "ANSWER")


@pytest.mark.parametrize(
    "answer",
    [
        {"error": "invalid_grant"},
        {"access_token": "opaque", "token_type": "Bearer"},
        {"access_token": "opaque", "token_type": "Bearer", "id_token": "not.a.token"},
        {"access_token": "opaque", "token_type": "Bearer", "id_token": 7},
        {},
        [],
        "<html>maintenance</html>",
    ],
)
async def test_nonsense_from_the_token_endpoint_is_refused(
    visitor: httpx2.AsyncClient, forger: Forger, world: World, answer: Any
) -> None:
    forger.answer = answer
    refused(await attempt(visitor, forger), world, "ANSWER")


@pytest.mark.parametrize("userinfo", [[], "maintenance", 7, None, [["sub"]]])
async def test_nonsense_from_the_userinfo_endpoint_is_refused(
    visitor: httpx2.AsyncClient, forger: Forger, world: World, userinfo: Any
) -> None:
    forger.userinfo = userinfo
    answer = await attempt(visitor, forger)
    assert answer.headers["location"] in {fault("ANSWER"), fault("SUBJECT")}
    assert sign_ins(world) == []


@pytest.mark.parametrize("userinfo", [{**PERSON, "sub": "acm-bart"}, {"given_name": "An"}, {}])
async def test_userinfo_about_somebody_else_is_refused(
    visitor: httpx2.AsyncClient, forger: Forger, world: World, userinfo: dict[str, str]
) -> None:
    forger.userinfo = userinfo
    refused(await attempt(visitor, forger), world, "SUBJECT")


async def test_claims_that_make_no_person_are_refused(
    visitor: httpx2.AsyncClient, forger: Forger, world: World
) -> None:
    forger.token = {"given_name": None}
    forger.userinfo = {"sub": PERSON["sub"], "family_name": "Peeters"}
    refused(await attempt(visitor, forger), world, "CLAIMS")


@pytest.mark.parametrize("state", ["", "somebody else's"])
async def test_a_wrong_state_is_refused(
    visitor: httpx2.AsyncClient, forger: Forger, world: World, state: str
) -> None:
    refused(await attempt(visitor, forger, state=state), world, "STATE")
    assert forger.token_forms == []


async def test_without_the_cookie_of_the_attempt_nobody_comes_in(
    visitor: httpx2.AsyncClient, forger: Forger, world: World
) -> None:
    question = asked((await visitor.get(routes.SIGN_IN)).headers["location"])
    visitor.cookies.clear()
    answer = await visitor.get(routes.SIGN_IN_RETURN, params={"code": "good", "state": question["state"]})
    refused(answer, world, "STATE")


async def test_a_forged_cookie_of_an_attempt_is_not_read(
    visitor: httpx2.AsyncClient, forger: Forger, world: World
) -> None:
    question = asked((await visitor.get(routes.SIGN_IN)).headers["location"])
    signed = visitor.cookies["vov_attempt"]
    visitor.cookies.set("vov_attempt", f"e30{signed[3:]}", domain="localhost.local", path="/auth")
    answer = await visitor.get(routes.SIGN_IN_RETURN, params={"code": "good", "state": question["state"]})
    refused(answer, world, "STATE")


async def test_an_attempt_expires(
    visitor: httpx2.AsyncClient, forger: Forger, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    question = asked((await visitor.get(routes.SIGN_IN)).headers["location"])
    later = time.time() + 601
    monkeypatch.setattr("itsdangerous.timed.time.time", lambda: later)
    answer = await visitor.get(routes.SIGN_IN_RETURN, params={"code": "good", "state": question["state"]})
    refused(answer, world, "STATE")


async def test_coming_back_twice_signs_in_once(
    visitor: httpx2.AsyncClient, forger: Forger, world: World
) -> None:
    first = await attempt(visitor, forger)
    again = await visitor.get(first.request.url)
    assert again.headers["location"] == fault("STATE")
    assert len(sign_ins(world)) == 1


async def test_an_attempt_that_failed_is_over(
    visitor: httpx2.AsyncClient, forger: Forger, world: World
) -> None:
    forger.answer = {"error": "invalid_grant"}
    failed = await attempt(visitor, forger)
    forger.answer = None
    refused(await visitor.get(failed.request.url), world, "STATE")


@pytest.mark.parametrize("error", ["access_denied", "<script>", "server_error"])
async def test_the_provider_s_refusal_is_told_by_our_code_alone(
    visitor: httpx2.AsyncClient, forger: Forger, world: World, error: str
) -> None:
    answer = await attempt(visitor, forger, error=error, error_description="An Peeters", code="")
    refused(answer, world, "REFUSED")


@pytest.mark.parametrize(
    "raw",
    [
        "down",
        [],
        {},
        {"issuer": "https://acm.example"},
        {"issuer": "https://kwaad.example", "authorization_endpoint": "https://kwaad.example/authorize"},
        {"issuer": "https://acm.example", "id_token_signing_alg_values_supported": ["none"]},
        {"issuer": "https://acm.example", "id_token_signing_alg_values_supported": 7},
    ],
)
async def test_a_provider_that_is_not_the_one_we_know_is_left_alone(
    visitor: httpx2.AsyncClient, forger: Forger, world: World, raw: Any
) -> None:
    forger.raw_metadata = raw
    refused(await visitor.get(routes.SIGN_IN), world, "PROVIDER")


async def test_a_provider_that_was_away_is_asked_again(
    visitor: httpx2.AsyncClient, forger: Forger, world: World
) -> None:
    forger.raw_metadata = {"issuer": "https://kwaad.example"}
    await visitor.get(routes.SIGN_IN)
    forger.raw_metadata = None
    await attempt(visitor, forger)
    assert len(sign_ins(world)) == 1


async def test_an_attempt_ends_in_the_world_where_it_began(
    visitor: httpx2.AsyncClient, forger: Forger, world: World
) -> None:
    question = asked((await visitor.get(routes.SIGN_IN)).headers["location"])
    forger.nonce = question["nonce"]
    open_entrance(OneWorld(replace(world, key="another")))
    answer = await visitor.get(routes.SIGN_IN_RETURN, params={"code": "good", "state": question["state"]})
    refused(answer, world, "STATE")
