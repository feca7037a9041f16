"""The way to a server: the address that people type, and where on this machine that is."""

import ssl
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx2

from tools.stop import Stop

LOOPBACK = ("localhost", "127.0.0.1", "::1")
HERE = "127.0.0.1"


@dataclass(frozen=True)
class Way:
    """`port` is where a name that people type is answered here; `trusted` is a file with its certificate."""

    origin: str
    port: int = 0
    trusted: Path | None = None

    def must_be_here(self) -> None:
        """Refuse to put load on another machine.

        Raises:
            Stop: the address isn't of this machine.
        """
        if not self.port and urlsplit(self.origin).hostname not in LOOPBACK:
            raise Stop(f"The load driver only drives a server on this machine, not {self.origin}.")

    def browser(self, **headers: str) -> httpx2.AsyncClient:
        """What loads pages and sends files; its addresses are paths."""
        inner = httpx2.AsyncHTTPTransport(verify=self._context or False, trust_env=False)
        transport = _Named(inner, self.port) if self.port else inner
        return httpx2.AsyncClient(base_url=self.origin, headers=headers, transport=transport, timeout=60)

    @property
    def dialling(self) -> dict[str, Any]:
        """What a websocket has to be told besides its address."""
        where = {"host": HERE, "port": self.port} if self.port else {}
        return {**where, "ssl": self._context, "proxy": None}

    @cached_property
    def _context(self) -> ssl.SSLContext | None:
        """None where nothing is encrypted."""
        return ssl.create_default_context(cafile=self.trusted) if self.origin.startswith("https") else None


class _Named(httpx2.AsyncBaseTransport):
    """Asks this machine what the name is asked for."""

    def __init__(self, inner: httpx2.AsyncBaseTransport, port: int) -> None:
        self._inner, self._port = inner, port

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        request.extensions["sni_hostname"] = request.url.host
        request.url = request.url.copy_with(host=HERE, port=self._port)
        return await self._inner.handle_async_request(request)

    async def aclose(self) -> None:
        await self._inner.aclose()
