"""Demo-ACM from the relying party's side: a code is good once, briefly, and for who proves it is theirs."""

import base64
import hashlib
import stat
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import httpx2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from joserfc import jwt
from joserfc.jwk import KeySet
from starlette.applications import Starlette

from vov_app import routes
from vov_app.adapters.clock import system_now
from vov_app.prototype.demo_acm import endpoints
from vov_app.prototype.demo_acm.app import demo_acm_routes
from vov_app.prototype.demo_acm.provider import ALGORITHM, CLIENT_ID, DemoProvider, Untrue, demo_provider
from vov_app.prototype.worlds import Worlds
from vov_app.services.worlds import open_entrance
from vov_app.settings import Settings

VERIFIER = "a verifier that is long enough to be one, really"
CHALLENGE = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).rstrip(b"=").decode()
RETURN = f"http://localhost:3000{routes.SIGN_IN_RETURN}"
TOKEN, USERINFO = f"{routes.DEMO_ACM}/token", f"{routes.DEMO_ACM}/userinfo"


@pytest.fixture
def provider(settings: Settings) -> DemoProvider:
    return demo_provider(settings)


@pytest.fixture
def key(worlds: Worlds) -> str:
    open_entrance(worlds)
    return worlds.create()


def client_of(settings: Settings) -> httpx2.AsyncClient:
    """A relying party in front of one worker's demo-ACM."""
    app = Starlette(routes=demo_acm_routes(settings)[0])
    secret = demo_provider(settings).client_secret
    return httpx2.AsyncClient(
        transport=httpx2.ASGITransport(app), base_url=settings.public_url, auth=(CLIENT_ID, secret)
    )


@pytest.fixture
async def party(settings: Settings) -> AsyncIterator[httpx2.AsyncClient]:
    async with client_of(settings) as client:
        yield client


def code_for(provider: DemoProvider, key: str, **other: Any) -> str:
    """A code as the screen gives it, for An in this world."""
    facts = {"world": key, "person": "an", "nonce": "n", "challenge": CHALLENGE, "redirect_uri": RETURN}
    return provider.seal("code", system_now().timestamp(), 60, **{**facts, **other})


def form(code: str, /, **other: str) -> dict[str, str]:
    """What the relying party sends along with a code."""
    known = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": RETURN,
        "code_verifier": VERIFIER,
    }
    return {**known, **other}


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Puts demo-ACM's clock forward by so many seconds."""

    def move(seconds: int) -> None:
        moment = system_now() + timedelta(seconds=seconds)

        def now() -> datetime:
            return moment

        monkeypatch.setattr(endpoints, "system_now", now)

    return move


async def test_a_code_becomes_an_id_token_that_anybody_can_check(
    party: httpx2.AsyncClient, provider: DemoProvider, key: str
) -> None:
    answer = await party.post(TOKEN, data=form(code_for(provider, key)))
    assert answer.headers["cache-control"] == "no-store"
    keys = KeySet.import_key_set((await party.get(f"{routes.DEMO_ACM}/jwks")).json())
    told = jwt.decode(answer.json()["id_token"], keys, algorithms=[ALGORITHM]).claims
    assert (told["iss"], told["aud"], told["sub"], told["nonce"]) == (
        f"http://localhost:3000{routes.DEMO_ACM}",
        CLIENT_ID,
        "demo-an",
        "n",
    )
    assert told["exp"] - told["iat"] == 300


async def test_the_access_token_opens_the_userinfo(
    party: httpx2.AsyncClient, provider: DemoProvider, key: str
) -> None:
    token = (await party.post(TOKEN, data=form(code_for(provider, key)))).json()["access_token"]
    async with httpx2.AsyncClient(transport=party._transport, base_url=party.base_url) as bare:
        answer = await bare.get(USERINFO, headers={"authorization": f"Bearer {token}"})
    assert answer.headers["cache-control"] == "no-store"
    assert (answer.json()["sub"], answer.json()["rrn"]) == ("demo-an", "85010199786")


@pytest.mark.parametrize(
    "wrong",
    [
        {"code_verifier": "another verifier that is long enough to be one"},
        {"code_verifier": CHALLENGE},
        {"code_verifier": ""},
        {"redirect_uri": f"{RETURN}/"},
        {"redirect_uri": "https://kwaad.example"},
        {"grant_type": "client_credentials"},
        {"grant_type": ""},
        {"code": ""},
        {"code": "a.b.c.d.e"},
        {"code": "é"},
    ],
    ids=str,
)
async def test_a_code_alone_is_not_enough(
    party: httpx2.AsyncClient, provider: DemoProvider, key: str, wrong: dict[str, str]
) -> None:
    answer = await party.post(TOKEN, data=form(code_for(provider, key), **wrong))
    assert (answer.status_code, answer.json()) == (400, {"error": "invalid_grant"})


@pytest.mark.parametrize(
    "wrong", [("somebody-else", ""), (CLIENT_ID, ""), (CLIENT_ID, "guess"), (CLIENT_ID, "é")]
)
async def test_another_client_gets_nothing(
    party: httpx2.AsyncClient, provider: DemoProvider, key: str, wrong: tuple[str, str]
) -> None:
    answer = await party.post(TOKEN, data=form(code_for(provider, key)), auth=wrong)
    assert (answer.status_code, answer.json()) == (401, {"error": "invalid_client"})


async def test_our_secret_serves_no_other_client(
    party: httpx2.AsyncClient, provider: DemoProvider, key: str
) -> None:
    other = ("somebody-else", provider.client_secret)
    assert (await party.post(TOKEN, data=form(code_for(provider, key)), auth=other)).status_code == 401


@pytest.mark.parametrize(
    "value", ["", "Basic", "Basic é", "Basic %%%", "Basic /////w==", "Bearer x", "Basic Og=="]
)
async def test_nonsense_is_no_client(
    party: httpx2.AsyncClient, provider: DemoProvider, key: str, value: str
) -> None:
    party.auth = httpx2.Auth()
    answer = await party.post(
        TOKEN, data=form(code_for(provider, key)), headers={b"authorization": value.encode()}
    )
    assert answer.status_code == 401


async def test_the_secret_does_not_travel_in_the_form(
    party: httpx2.AsyncClient, provider: DemoProvider, key: str
) -> None:
    party.auth = httpx2.Auth()
    told = {"client_id": CLIENT_ID, "client_secret": provider.client_secret}
    assert (await party.post(TOKEN, data=form(code_for(provider, key), **told))).status_code == 401


async def test_a_code_is_good_once(party: httpx2.AsyncClient, provider: DemoProvider, key: str) -> None:
    code = code_for(provider, key)
    answers = [(await party.post(TOKEN, data=form(code))).status_code for _ in range(3)]
    assert answers == [200, 400, 400]


async def test_a_code_is_spent_by_a_wrong_verifier(
    party: httpx2.AsyncClient, provider: DemoProvider, key: str
) -> None:
    code = code_for(provider, key)
    await party.post(TOKEN, data=form(code, code_verifier="a guess"))
    assert (await party.post(TOKEN, data=form(code))).status_code == 400


async def test_spent_codes_are_forgotten_when_they_are_too_old_anyway(
    party: httpx2.AsyncClient, provider: DemoProvider, key: str, later: Any
) -> None:
    code = code_for(provider, key)
    await party.post(TOKEN, data=form(code))
    later(61)
    assert (await party.post(TOKEN, data=form(code))).status_code == 400


@pytest.mark.parametrize(("seconds", "status"), [(58, 200), (61, 400)])
async def test_a_code_lasts_a_minute(
    party: httpx2.AsyncClient, provider: DemoProvider, key: str, later: Any, seconds: int, status: int
) -> None:
    code = code_for(provider, key)
    later(seconds)
    assert (await party.post(TOKEN, data=form(code))).status_code == status


async def test_an_access_token_lasts_five_minutes(
    party: httpx2.AsyncClient, provider: DemoProvider, key: str, later: Any
) -> None:
    token = (await party.post(TOKEN, data=form(code_for(provider, key)))).json()["access_token"]
    party.auth = httpx2.Auth()
    told = {"authorization": f"Bearer {token}"}
    later(298)
    assert (await party.get(USERINFO, headers=told)).status_code == 200
    later(301)
    assert (await party.get(USERINFO, headers=told)).status_code == 401


async def test_a_code_is_no_access_token(party: httpx2.AsyncClient, provider: DemoProvider, key: str) -> None:
    party.auth = httpx2.Auth()
    told = {"authorization": f"Bearer {code_for(provider, key)}"}
    assert (await party.get(USERINFO, headers=told)).status_code == 401


async def test_a_world_that_is_gone_tells_nothing(
    party: httpx2.AsyncClient, provider: DemoProvider, key: str
) -> None:
    party.auth = httpx2.Auth()
    slip = provider.seal("access", system_now().timestamp(), 60, world="gone", person="an")
    assert (await party.get(USERINFO, headers={"authorization": f"Bearer {slip}"})).status_code == 401


async def test_workers_accept_what_another_handed_out(
    settings: Settings, provider: DemoProvider, key: str
) -> None:
    async with client_of(settings) as worker:
        assert (await worker.post(TOKEN, data=form(code_for(provider, key)))).status_code == 200


async def test_another_installation_does_not(party: httpx2.AsyncClient, key: str, tmp_path: Path) -> None:
    stranger = demo_provider(Settings(data_dir=tmp_path / "elsewhere"))
    assert (await party.post(TOKEN, data=form(code_for(stranger, key)))).status_code == 400


async def test_the_private_keys_stay_private(party: httpx2.AsyncClient, settings: Settings) -> None:
    (shown,) = (await party.get(f"{routes.DEMO_ACM}/jwks")).json()["keys"]
    assert set(shown) == {"kty", "crv", "x", "y", "use", "alg", "kid"}
    assert stat.S_IMODE((settings.data_dir / "demo-acm.json").stat().st_mode) == 0o600


async def test_discovery_names_the_issuer_as_it_is_known(
    party: httpx2.AsyncClient, settings: Settings
) -> None:
    told = (await party.get(f"{routes.DEMO_ACM}/.well-known/openid-configuration")).json()
    assert told["issuer"] == demo_acm_routes(settings)[1].issuer
    assert told["code_challenge_methods_supported"] == ["S256"]


@pytest.fixture(scope="module")
def lasting(tmp_path_factory: pytest.TempPathFactory) -> DemoProvider:
    return demo_provider(Settings(data_dir=tmp_path_factory.mktemp("acm")))


SLIPS = st.text() | st.lists(st.text("abcXYZ019-_", max_size=20), min_size=1, max_size=7).map(".".join)


@given(slip=SLIPS)
def test_no_slip_of_others_is_read(lasting: DemoProvider, slip: str) -> None:
    with pytest.raises(Untrue):
        lasting.unseal("code", slip, 0)


@given(place=st.integers(min_value=0), put=st.sampled_from("AZaz09-_."))
def test_no_slip_can_be_changed(lasting: DemoProvider, place: int, put: str) -> None:
    slip = lasting.seal("code", 0, 60, world="w")
    at = place % len(slip)
    other = f"{slip[:at]}{put}{slip[at + 1 :]}"
    try:
        told = lasting.unseal("code", other, 0)
    except Untrue:
        return
    # The last character of a base64 part has spare bits: the same bytes may be written in two ways.
    assert told == lasting.unseal("code", slip, 0)
