"""A mail server that does what a test wishes: it takes letters, refuses, hangs or walks away."""

import asyncio
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller

TAKEN = "250 Taken"
Arrived = tuple[str, EmailMessage]


@dataclass
class PostHouse:
    """Answers as told, and keeps what it took: the address on the envelope, and the message."""

    sender: str = TAKEN
    recipient: str = TAKEN
    content: str = TAKEN
    hangs: bool = False
    leaves: bool = False
    rude: bool = False
    arrived: list[Arrived] = field(default_factory=list)
    senders: list[str] = field(default_factory=list)
    raw: list[bytes] = field(default_factory=list)
    port: int = 0

    @property
    def url(self) -> str:
        """Where it is, without TLS."""
        return f"smtp://127.0.0.1:{self.port}?starttls=no"

    @property
    def keys(self) -> list[str]:
        """The Message-ID of all that arrived."""
        return [str(message["Message-ID"]) for _, message in self.arrived]

    async def handle_MAIL(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802
        envelope.mail_from = address
        self.senders.append(address)
        return self.sender

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802
        if self.recipient == TAKEN:
            envelope.rcpt_tos.append(address)
        return self.recipient

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        if self.hangs:
            await asyncio.sleep(3600)
        if self.leaves:
            server.transport.close()
        if self.content == TAKEN and not self.leaves:
            self.raw.append(envelope.content)
            made = message_from_bytes(envelope.content, policy=policy.default)
            self.arrived.extend((address, made) for address in envelope.rcpt_tos)
        return self.content

    async def handle_QUIT(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        if self.rude:
            server.transport.abort()
        return "221 Bye"


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def opened(house: PostHouse, **options: Any) -> Iterator[PostHouse]:
    """The house, with its doors open on a free port."""
    house.port = free_port()
    controller = Controller(house, hostname="127.0.0.1", port=house.port, **options)
    controller.start()
    try:
        yield house
    finally:
        controller.stop()
