"""Hand a letter to the mail server, and tell what came of it in a word without anybody's name."""

import asyncio
import ssl
from contextlib import suppress
from dataclasses import dataclass, field
from email.utils import parseaddr
from urllib.parse import parse_qs, unquote, urlsplit

from aiosmtplib import (
    SMTP,
    SMTPAuthenticationError,
    SMTPDataError,
    SMTPException,
    SMTPRecipientsRefused,
    SMTPResponseException,
    SMTPServerDisconnected,
)

from vov_app.adapters.mail_message import Stationery, Unwritable, message_of
from vov_app.models import Letter
from vov_app.settings import Settings

GOODBYE_SECONDS = 5
# The first kind that fits names the fault; an answer of the server is named by its number.
FAULTS: tuple[tuple[type[BaseException], str], ...] = (
    (SMTPAuthenticationError, "sign_in"),
    (ssl.SSLError, "tls"),
    (TimeoutError, "timeout"),
    (SMTPServerDisconnected, "disconnected"),
    (OSError, "connection"),
    (SMTPException, "protocol"),
)


@dataclass(frozen=True)
class Outcome:
    """What came of one attempt: no fault means that the server took it, `final` that it never will."""

    fault: str = ""
    final: bool = False


SENT = Outcome()
UNWRITABLE = Outcome("unwritable", final=True)


@dataclass(frozen=True)
class MailServer:
    """Where letters are handed in; `tls` from the first byte, or `starttls` before anything is told."""

    host: str
    port: int
    tls: bool
    starttls: bool
    user: str | None = None
    password: str | None = field(default=None, repr=False)


def server_at(url: str) -> MailServer:
    """The server that `smtp://user:password@host:587` or `smtps://…:465` names.

    `smtp://` demands STARTTLS, unless it ends in `?starttls=no`.
    """
    parts = urlsplit(url)
    tls = parts.scheme == "smtps"
    starttls = not tls and parse_qs(parts.query).get("starttls") != ["no"]
    user, password = (unquote(part) if part else None for part in (parts.username, parts.password))
    return MailServer(
        parts.hostname or "", parts.port or (465 if tls else 587), tls, starttls, user, password
    )


@dataclass(frozen=True)
class Mailer:
    """Sends letters on this stationery by this server, each in so many seconds at most."""

    server: MailServer
    stationery: Stationery
    seconds: float

    async def send(self, letter: Letter) -> Outcome:
        """Hand one letter to the server; raises nothing that a server or a letter can cause."""
        try:
            message = message_of(letter, self.stationery)
        except Unwritable:
            return UNWRITABLE
        try:
            await self._hand_in(message.as_bytes(), message["To"].addresses[0].addr_spec)
        except (SMTPException, OSError) as fault:
            return outcome_of(fault)
        return SENT

    async def greet(self) -> None:
        """Connect, sign in and leave, as before a letter.

        Raises:
            SMTPException: the server says that it can't be.
            OSError: nobody is there, or nothing was said in time.
        """
        client = self._client()
        try:
            async with asyncio.timeout(self.seconds):
                await client.connect()
            await _say_goodbye(client)
        finally:
            client.close()

    async def _hand_in(self, content: bytes, recipient: str) -> None:
        client = self._client()
        try:
            async with asyncio.timeout(self.seconds):
                await client.connect()
                await client.sendmail(self.stationery.sender, recipient, content)
            await _say_goodbye(client)
        finally:
            client.close()

    def _client(self) -> SMTP:
        server = self.server
        return SMTP(
            hostname=server.host,
            port=server.port,
            use_tls=server.tls,
            start_tls=server.starttls,
            username=server.user,
            password=server.password,
            local_hostname=self.stationery.host,
            timeout=self.seconds,
        )


def mailer(settings: Settings) -> Mailer:
    """The mailer that the settings name."""
    name, address = parseaddr(settings.mail_from)
    server = server_at(settings.smtp_url.get_secret_value())
    return Mailer(server, Stationery(name, address, settings.public_url), settings.mail_timeout_seconds)


def outcome_of(fault: Exception) -> Outcome:
    """What a fault means for the letter: 5xx for its recipient or its content is final, all else may pass."""
    if isinstance(fault, SMTPRecipientsRefused):
        return _answered(fault.recipients[0].code, about_the_letter=True)
    if isinstance(fault, SMTPResponseException) and not isinstance(fault, SMTPAuthenticationError):
        return _answered(fault.code, about_the_letter=isinstance(fault, SMTPDataError))
    chain = (fault, fault.__cause__)
    return Outcome(next(name for kind, name in FAULTS if any(isinstance(each, kind) for each in chain)))


def _answered(code: int, *, about_the_letter: bool) -> Outcome:
    return Outcome(f"smtp_{code}", final=about_the_letter and code >= 500)


async def _say_goodbye(client: SMTP) -> None:
    """End the conversation politely; the letter is in, so nothing that goes wrong here counts."""
    with suppress(SMTPException, OSError):
        async with asyncio.timeout(GOODBYE_SECONDS):
            await client.quit()
