"""Signing in opens one sign-in in an HttpOnly cookie; signing out ends it, here and at the provider."""

import logging
from pathlib import Path

import httpx2
import pytest

from tests.web.forger import PERSON, Forger
from tests.web.harness import HTTP, HTTPS, OneWorld, asked, browser, settings_of, sign_ins, world_of
from vov_app import routes
from vov_app.adapters.identity import Identity
from vov_app.services.signing_in import SignInStanding, recognise
from vov_app.services.worlds import World, open_entrance
from vov_app.settings import Settings
from vov_app.web.sign_in import attempt_cookie

ORIGIN = {"origin": HTTP}


async def leave_for_provider(visitor: httpx2.AsyncClient, address: str = routes.SIGN_IN) -> dict[str, str]:
    """What the provider is asked."""
    answer = await visitor.get(address)
    assert answer.status_code == 302
    return asked(answer.headers["location"])


async def come_back(
    visitor: httpx2.AsyncClient, forger: Forger, address: str = routes.SIGN_IN
) -> httpx2.Response:
    """Sign in, whole."""
    question = await leave_for_provider(visitor, address)
    forger.nonce = question["nonce"]
    return await visitor.get(routes.SIGN_IN_RETURN, params={"code": "good", "state": question["state"]})


def token_of(visitor: httpx2.AsyncClient, name: str = "vov_session") -> str:
    return visitor.cookies.get(name) or ""


async def test_the_provider_is_asked_for_a_code_with_proof(visitor: httpx2.AsyncClient) -> None:
    question = await leave_for_provider(visitor, f"{routes.SIGN_IN}?sleutel=itsme")
    assert question["response_type"] == "code"
    assert question["client_id"] == "wse-loket"
    assert question["redirect_uri"] == f"{HTTP}{routes.SIGN_IN_RETURN}"
    assert question["code_challenge_method"] == "S256"
    assert question["acr_values"] == "itsme"
    assert all(len(question[name]) >= 20 for name in ("state", "nonce", "code_challenge"))


@pytest.mark.parametrize("key", ["", "onbekend", "itsme%0aeid"])
async def test_an_unknown_key_is_not_passed_on(visitor: httpx2.AsyncClient, key: str) -> None:
    assert "acr_values" not in await leave_for_provider(visitor, f"{routes.SIGN_IN}?sleutel={key}")


async def test_each_attempt_has_its_own_state_nonce_and_challenge(visitor: httpx2.AsyncClient) -> None:
    one, other = [await leave_for_provider(visitor) for _ in range(2)]
    assert all(one[name] != other[name] for name in ("state", "nonce", "code_challenge"))


async def test_the_cookie_of_an_attempt_stays_below_auth(visitor: httpx2.AsyncClient) -> None:
    flags = (await visitor.get(routes.SIGN_IN)).headers["set-cookie"].lower()
    assert flags.startswith("vov_attempt=")
    assert {"path=/auth", "max-age=600", "httponly", "samesite=lax"} <= set(flags.split("; "))
    assert "secure" not in flags


async def test_who_comes_back_is_signed_in(visitor: httpx2.AsyncClient, forger: Forger, world: World) -> None:
    answer = await come_back(visitor, forger, f"{routes.SIGN_IN}?sleutel=itsme")
    assert (answer.status_code, answer.headers["location"]) == (303, routes.ORGANISATIONS)
    assert recognise(world, token_of(visitor)).actor.name == "An Peeters"
    assert [row.digital_key for row in sign_ins(world)] == ["itsme"]
    assert "vov_attempt" not in visitor.cookies


@pytest.mark.parametrize(("key", "told"), [("itsme", "itsme"), ("", "a key that wasn't chosen here")])
async def test_a_sign_in_is_logged_without_who_it_was(
    visitor: httpx2.AsyncClient, forger: Forger, caplog: pytest.LogCaptureFixture, key: str, told: str
) -> None:
    with caplog.at_level(logging.INFO, "vov.sign_in"):
        await come_back(visitor, forger, f"{routes.SIGN_IN}?sleutel={key}")
    assert [record.getMessage() for record in caplog.records] == [f"signed in, with {told}"]


async def test_the_verifier_behind_the_challenge_is_shown(
    visitor: httpx2.AsyncClient, forger: Forger
) -> None:
    await come_back(visitor, forger)
    (form,) = forger.token_forms
    assert form["grant_type"] == "authorization_code"
    assert form["redirect_uri"] == f"{HTTP}{routes.SIGN_IN_RETURN}"
    assert len(form["code_verifier"]) >= 43


async def test_the_person_comes_back_to_where_they_were(visitor: httpx2.AsyncClient, forger: Forger) -> None:
    then = "/organisatie/abc/aanvraag"
    answer = await come_back(visitor, forger, routes.sign_in("itsme", then))
    assert answer.headers["location"] == then


@pytest.mark.parametrize(
    "then", ["https://kwaad.example", "//kwaad.example", "/\\kwaad.example", "/" + "x" * 5000]
)
async def test_nobody_is_sent_elsewhere(visitor: httpx2.AsyncClient, forger: Forger, then: str) -> None:
    answer = await come_back(visitor, forger, routes.sign_in("itsme", then))
    assert answer.headers["location"] == routes.ORGANISATIONS


async def test_the_session_cookie_is_out_of_reach(visitor: httpx2.AsyncClient, forger: Forger) -> None:
    cookies = (await come_back(visitor, forger)).headers.get_list("set-cookie")
    (flags,) = [cookie.lower() for cookie in cookies if cookie.startswith("vov_session=")]
    assert set(flags.split("; ")[1:]) == {"httponly", "path=/", "samesite=lax"}


async def test_over_https_every_cookie_is_secure(tmp_path: Path, forger: Forger) -> None:
    settings = settings_of(tmp_path, public_url=HTTPS)
    world = world_of(settings)
    open_entrance(OneWorld(world))
    async with browser(Identity(settings, forger.provider)) as visitor:
        first = (await visitor.get(routes.SIGN_IN)).headers["set-cookie"]
        cookies = (await come_back(visitor, forger)).headers.get_list("set-cookie")
        gone = await visitor.post(routes.SIGN_OUT, headers={"origin": HTTPS})
    world.engine.dispose()
    (session,) = [cookie for cookie in cookies if cookie.startswith("__Host-vov_session=")]
    assert set(session.lower().split("; ")[1:]) == {"httponly", "path=/", "samesite=lax", "secure"}
    assert all("secure" in cookie.lower() for cookie in [first, *cookies, gone.headers["set-cookie"]])


async def test_who_is_signed_in_goes_straight_on(
    visitor: httpx2.AsyncClient, forger: Forger, world: World
) -> None:
    await come_back(visitor, forger)
    answer = await visitor.get(routes.sign_in("itsme", "/uzelf"))
    assert (answer.status_code, answer.headers["location"]) == (303, "/uzelf")
    assert len(sign_ins(world)) == 1


async def test_each_sign_in_gets_a_new_token_and_ends_the_old(
    visitor: httpx2.AsyncClient, forger: Forger, world: World
) -> None:
    question = await leave_for_provider(visitor)
    attempt = visitor.cookies["vov_attempt"]
    await come_back(visitor, forger)
    first = token_of(visitor)
    visitor.cookies.set("vov_attempt", attempt, domain="localhost.local", path="/auth")
    forger.nonce = question["nonce"]
    await visitor.get(routes.SIGN_IN_RETURN, params={"code": "good", "state": question["state"]})
    assert token_of(visitor) != first
    assert recognise(world, first).standing is SignInStanding.REVOKED
    assert recognise(world, token_of(visitor)).actor.signed_in


async def test_a_token_planted_before_signing_in_is_worth_nothing(
    visitor: httpx2.AsyncClient, forger: Forger, world: World
) -> None:
    visitor.cookies.set("vov_session", "planted", domain="localhost.local", path="/")
    await come_back(visitor, forger)
    assert token_of(visitor) != "planted"
    assert recognise(world, "planted").standing is SignInStanding.NONE


async def test_signing_out_ends_the_sign_in_here_and_at_the_provider(
    visitor: httpx2.AsyncClient, forger: Forger, world: World
) -> None:
    await come_back(visitor, forger)
    token = token_of(visitor)
    answer = await visitor.post(routes.SIGN_OUT, headers=ORIGIN)
    location = answer.headers["location"]
    assert answer.status_code == 303
    assert location.startswith("https://acm.example/logout?realm=vo&")
    assert asked(location)["post_logout_redirect_uri"] == f"{HTTP}{routes.SIGNED_OUT}"
    assert asked(location)["client_id"] == "wse-loket"
    assert recognise(world, token).standing is SignInStanding.REVOKED
    assert token_of(visitor) == ""


async def test_signing_out_without_being_signed_in_is_no_fault(visitor: httpx2.AsyncClient) -> None:
    assert (await visitor.post(routes.SIGN_OUT, headers=ORIGIN)).status_code == 303


async def test_signing_out_works_while_the_provider_is_away(
    visitor: httpx2.AsyncClient, forger: Forger, world: World
) -> None:
    forger.raw_metadata = "down"
    answer = await visitor.post(routes.SIGN_OUT, headers=ORIGIN)
    assert answer.headers["location"] == routes.SIGNED_OUT


@pytest.mark.parametrize("end", [None, "", 7])
async def test_a_provider_without_signing_out_leads_to_our_own_page(
    visitor: httpx2.AsyncClient, forger: Forger, end: object
) -> None:
    forger.metadata = {"end_session_endpoint": end}
    assert (await visitor.post(routes.SIGN_OUT, headers=ORIGIN)).headers["location"] == routes.SIGNED_OUT


async def test_a_link_cannot_sign_anybody_out(
    visitor: httpx2.AsyncClient, forger: Forger, world: World
) -> None:
    await come_back(visitor, forger)
    assert (await visitor.get(routes.SIGN_OUT)).status_code == 405
    assert recognise(world, token_of(visitor)).actor.signed_in


async def test_another_site_cannot_sign_anybody_out(
    visitor: httpx2.AsyncClient, forger: Forger, world: World
) -> None:
    await come_back(visitor, forger)
    answer = await visitor.post(routes.SIGN_OUT, headers={"origin": "https://kwaad.example"})
    assert answer.status_code == 403
    assert recognise(world, token_of(visitor)).actor.signed_in


@pytest.mark.parametrize(
    ("method", "address"),
    [("GET", routes.SIGN_IN), ("GET", routes.SIGN_IN_RETURN), ("POST", routes.SIGN_OUT)],
)
async def test_a_browser_without_a_world_starts_again(
    visitor: httpx2.AsyncClient, method: str, address: str
) -> None:
    open_entrance(OneWorld(None))
    answer = await visitor.request(method, address, headers=ORIGIN)
    assert (answer.status_code, answer.headers["location"]) == (303, routes.START)


async def test_no_answer_may_be_kept(visitor: httpx2.AsyncClient, forger: Forger) -> None:
    answers = [
        await visitor.get(routes.SIGN_IN),
        await come_back(visitor, forger),
        await visitor.get(routes.SIGN_IN_RETURN),
        await visitor.get(routes.SIGN_IN),
        await visitor.post(routes.SIGN_OUT, headers=ORIGIN),
    ]
    assert [answer.headers["cache-control"] for answer in answers] == ["no-store"] * 5


async def test_nothing_personal_is_logged(
    visitor: httpx2.AsyncClient, forger: Forger, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    forger.userinfo = {**PERSON, "rrn": "85010199786", "family_name": "Peeters"}
    await come_back(visitor, forger)
    token = token_of(visitor)
    forger.userinfo = {**PERSON, "rrn": "85010199787"}
    await visitor.post(routes.SIGN_OUT, headers=ORIGIN)
    await come_back(visitor, forger)
    ours = "\n".join(record.getMessage() for record in caplog.records if record.name.startswith("vov"))
    assert "rrn is unsound" in ours
    assert not [word for word in (token, "850101", "Peeters", "acm-an") if word in caplog.text]


def test_the_settings_of_a_test_are_the_real_door(settings: Settings) -> None:
    assert not settings.is_prototype


def test_the_cookie_of_an_attempt_is_named_for_how_it_came(tmp_path: Path) -> None:
    assert attempt_cookie(settings_of(tmp_path)) == "vov_attempt"
    assert attempt_cookie(settings_of(tmp_path, public_url=HTTPS)) == "__Secure-vov_attempt"
