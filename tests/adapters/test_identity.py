"""The relying party against an OpenID Connect provider that nobody here wrote, over HTTP."""

from dataclasses import replace
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import httpx2
import pytest
from sqlmodel import Session, col, select

from tests.adapters.conftest import settings_for
from tests.web.harness import HTTP, asked, browser, fault, sign_ins
from vov_app import routes
from vov_app.adapters.identity import Identity, SignInFailed, real_provider
from vov_app.models import Grant, Membership, Organisation
from vov_app.services.signing_in import SignInStanding, recognise
from vov_app.services.worlds import World

# Their provider runs in a thread of this process and makes use of what its own library regrets.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


async def question(visitor: httpx2.AsyncClient) -> str:
    """The address at the provider that the browser is sent to."""
    answer = await visitor.get(routes.sign_in("itsme", "/uzelf"))
    location: str = answer.headers["location"]
    return location


async def consent(address: str, **choice: str) -> str:
    """Choose Els at the provider; gives the address that it sends the browser back to."""
    async with httpx2.AsyncClient() as person:
        answer = await person.post(address, data=choice or {"sub": "acm-els"})
    assert answer.status_code == 302, answer.text
    location: str = answer.headers["location"]
    return location


def with_query(address: str, **changed: str) -> str:
    """The same address, with other values in its query."""
    return f"{address.partition('?')[0]}?{urlencode({**asked(address), **changed})}"


async def test_the_whole_code_flow(visitor: httpx2.AsyncClient, world: World) -> None:
    back = await consent(await question(visitor))
    assert back.startswith(f"{HTTP}{routes.SIGN_IN_RETURN}?")
    answer = await visitor.get(back)
    assert (answer.status_code, answer.headers["location"]) == (303, "/uzelf")
    assert recognise(world, visitor.cookies["vov_session"]).actor.name == "Els Wouters"


async def test_the_claims_are_taken_in(visitor: httpx2.AsyncClient, world: World) -> None:
    await visitor.get(await consent(await question(visitor)))
    with Session(world.engine) as session:
        held = select(Organisation.kbo).join(
            Membership, col(Membership.organisation_id) == col(Organisation.id)
        )
        granted = select(Organisation.name).join(Grant, col(Grant.organisation_id) == col(Organisation.id))
        assert set(session.exec(held)) == {"0001234571", "0002345618"}
        assert list(session.exec(granted)) == ["Bakkerij De Korenbloem bv"]


async def test_a_wrong_state_is_refused(visitor: httpx2.AsyncClient, world: World) -> None:
    back = await consent(await question(visitor))
    assert (await visitor.get(with_query(back, state="other"))).headers["location"] == fault("STATE")
    assert sign_ins(world) == []


async def test_a_wrong_nonce_is_refused(visitor: httpx2.AsyncClient, world: World) -> None:
    back = await consent(with_query(await question(visitor), nonce="of another attempt"))
    assert (await visitor.get(back)).headers["location"] == fault("ANSWER")
    assert sign_ins(world) == []


async def test_a_token_for_another_application_is_refused(
    visitor: httpx2.AsyncClient, world: World, identity: Identity
) -> None:
    back = await consent(await question(visitor))
    identity.provider = replace(identity.provider, client_id="somebody else")
    assert (await visitor.get(back)).headers["location"] == fault("ANSWER")
    assert sign_ins(world) == []


async def test_a_provider_with_another_name_is_refused(world: World, tmp_path: Path, issuer: str) -> None:
    settings = settings_for(tmp_path, f"{issuer}/")
    async with browser(Identity(settings, real_provider(settings))) as visitor:
        assert await question(visitor) == fault("PROVIDER")


async def test_an_expired_token_is_refused(world: World, tmp_path: Path, late_issuer: str) -> None:
    settings = settings_for(tmp_path, late_issuer)
    async with browser(Identity(settings, real_provider(settings))) as visitor:
        back = await consent(await question(visitor))
        assert (await visitor.get(back)).headers["location"] == fault("ANSWER")
    assert sign_ins(world) == []


async def test_a_replayed_code_is_refused(visitor: httpx2.AsyncClient, world: World) -> None:
    back = await consent(await question(visitor))
    attempt = visitor.cookies["vov_attempt"]
    await visitor.get(back)
    assert (await visitor.get(back)).headers["location"] == fault("STATE")
    visitor.cookies.set("vov_attempt", attempt, domain="localhost.local", path="/auth")
    assert (await visitor.get(back)).headers["location"] == fault("ANSWER")
    assert len(sign_ins(world)) == 1


async def test_a_code_of_another_attempt_is_refused(visitor: httpx2.AsyncClient, world: World) -> None:
    stolen = asked(await consent(await question(visitor)))["code"]
    own = await consent(await question(visitor))
    assert (await visitor.get(with_query(own, code=stolen))).headers["location"] == fault("ANSWER")
    assert sign_ins(world) == []


async def test_who_says_no_at_the_provider_is_not_signed_in(
    visitor: httpx2.AsyncClient, world: World
) -> None:
    back = await consent(await question(visitor), action="deny")
    assert (await visitor.get(back)).headers["location"] == fault("REFUSED")
    assert sign_ins(world) == []


async def test_each_sign_in_gets_a_new_token(visitor: httpx2.AsyncClient, world: World) -> None:
    await visitor.get(await consent(await question(visitor)))
    first = visitor.cookies["vov_session"]
    await visitor.post(routes.SIGN_OUT, headers={"origin": HTTP})
    await visitor.get(await consent(await question(visitor)))
    assert visitor.cookies["vov_session"] != first
    assert recognise(world, first).standing is SignInStanding.REVOKED


async def test_signing_out_goes_on_at_the_provider(visitor: httpx2.AsyncClient, issuer: str) -> None:
    await visitor.get(await consent(await question(visitor)))
    answer = await visitor.post(routes.SIGN_OUT, headers={"origin": HTTP})
    location = answer.headers["location"]
    assert location.startswith(f"{issuer}/oauth2/end_session?")
    async with httpx2.AsyncClient() as person:
        page = await person.get(location)
        assert page.status_code == 200
        wanted = {"redirect_uri": asked(location)["post_logout_redirect_uri"]}
        back = await person.post(f"{issuer}/oauth2/end_session/confirm", data=wanted)
    assert urlsplit(back.headers["location"]).path == routes.SIGNED_OUT


async def test_a_provider_that_is_away_is_a_code(world: World, tmp_path: Path) -> None:
    settings = settings_for(tmp_path, "http://localhost:1")
    identity = Identity(settings, real_provider(settings))
    async with browser(identity) as visitor:
        assert await question(visitor) == fault("PROVIDER")
    assert await identity.sign_out_address() == routes.SIGNED_OUT


def test_a_failure_carries_its_code_alone() -> None:
    assert str(SignInFailed("STATE")) == SignInFailed("STATE").code == "STATE"


@pytest.mark.parametrize("issuer", ["https://[broken", "https://no address", "https://\x00"])
async def test_an_issuer_that_is_no_address_is_a_code(world: World, tmp_path: Path, issuer: str) -> None:
    settings = settings_for(tmp_path, issuer)
    async with browser(Identity(settings, real_provider(settings))) as visitor:
        assert await question(visitor) == fault("PROVIDER")
