"""A letter and a password travel encrypted, to a server that somebody vouches for, or not at all."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.smtp import AuthResult

from tests.mail.certificate import certificate_in, served
from tests.mail.conftest import letter, mailer_to
from tests.mail.post_house import PostHouse, opened
from vov_app.adapters.mail import SENT, Outcome


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    return certificate_in(tmp_path)


@pytest.fixture(autouse=True)
async def goodbye() -> AsyncIterator[None]:
    """TLS says goodbye in rounds of the loop that come after the answer: the loop lives that long."""
    yield
    await asyncio.sleep(0.1)


@pytest.fixture
def trusted(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))


def right_password(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
    return AuthResult(success=data.password == b"geheim", handled=False)


@pytest.fixture
def starttls(certificate: Path) -> Iterator[PostHouse]:
    """A server that wants STARTTLS and a password before anything else."""
    options = {"require_starttls": True, "auth_required": True, "authenticator": right_password}
    with opened(PostHouse(), tls_context=served(certificate), **options) as house:
        yield house


@pytest.fixture
def smtps(certificate: Path) -> Iterator[PostHouse]:
    with opened(PostHouse(), ssl_context=served(certificate)) as house:
        yield house


@pytest.mark.usefixtures("trusted")
async def test_starttls_and_a_password(starttls: PostHouse) -> None:
    url = f"smtp://loket:geheim@127.0.0.1:{starttls.port}"
    assert await mailer_to(url).send(letter()) == SENT
    assert len(starttls.arrived) == 1


@pytest.mark.usefixtures("trusted")
async def test_a_wrong_password_may_be_put_right(starttls: PostHouse) -> None:
    url = f"smtp://loket:fout@127.0.0.1:{starttls.port}"
    assert await mailer_to(url).send(letter()) == Outcome("sign_in")


@pytest.mark.usefixtures("trusted")
async def test_tls_from_the_first_byte(smtps: PostHouse) -> None:
    assert await mailer_to(f"smtps://127.0.0.1:{smtps.port}").send(letter()) == SENT


async def test_a_server_without_starttls_hears_nothing(house: PostHouse) -> None:
    url = f"smtp://loket:geheim@127.0.0.1:{house.port}"
    assert await mailer_to(url).send(letter()) == Outcome("protocol")
    assert house.senders == []


async def test_a_certificate_that_nobody_vouches_for(starttls: PostHouse, smtps: PostHouse) -> None:
    for url in (f"smtp://127.0.0.1:{starttls.port}", f"smtps://127.0.0.1:{smtps.port}"):
        assert await mailer_to(url).send(letter()) == Outcome("tls")
    assert starttls.senders == smtps.senders == []
