"""Security headers and caching for every answer over HTTP, with a CSP of hashed scripts only."""

import json
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from vov_app.settings import ROOT, Settings

CSP_HASHES = ROOT / ".web" / "backend" / "csp_hashes.json"

Message = MutableMapping[str, Any]
Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
ASGI = Callable[[Scope, Receive, Send], Awaitable[None]]


def policy(hashes: Iterable[str], public_url: str, issuer: str = "") -> str:
    """The Content-Security-Policy: our own origin, the hashed scripts of the bundle, and nothing else.

    A form may lead to the identity provider as well: signing out goes on there, and browsers hold a
    redirect after a form to the same rule.
    """
    provider = urlsplit(issuer)
    forms = f"'self' {provider.scheme}://{provider.netloc}" if provider.netloc else "'self'"
    socket = public_url.rstrip("/").replace("http", "ws", 1)
    return "; ".join(
        (
            "default-src 'self'",
            " ".join(("script-src 'self'", *hashes)),
            "style-src 'self'",
            "img-src 'self' data:",
            f"connect-src 'self' {socket}",
            "object-src 'none'",
            "base-uri 'none'",
            f"form-action {forms}",
            "frame-ancestors 'none'",
        )
    )


def bundle_hashes(path: Path = CSP_HASHES) -> list[str]:
    """The hashes of the inline scripts of the built pages; none before the first build."""
    return list(json.loads(path.read_text())) if path.exists() else []


def security_headers(settings: Settings) -> Callable[[ASGI], ASGI]:
    """A wrapper that adds the headers to every answer of an ASGI app."""
    fixed = _fixed(settings)

    def wrap(app: ASGI) -> ASGI:
        async def wrapped(scope: Scope, receive: Receive, send: Send) -> None:
            if scope["type"] != "http":
                return await app(scope, receive, send)

            async def add(message: Message) -> None:
                if message["type"] == "http.response.start":
                    headers = _merged(message.get("headers", []), fixed, scope["path"])
                    message = {**message, "headers": headers}
                await send(message)

            return await app(scope, receive, add)

        return wrapped

    return wrap


def _fixed(settings: Settings) -> dict[bytes, bytes]:
    headers = {
        "content-security-policy": policy(bundle_hashes(), settings.public_url, settings.oidc_issuer),
        "x-content-type-options": "nosniff",
        "referrer-policy": "same-origin",
        "permissions-policy": "camera=(), geolocation=(), microphone=()",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
    }
    if settings.is_https:
        headers["strict-transport-security"] = "max-age=31536000; includeSubDomains"
    return {name.encode(): value.encode() for name, value in headers.items()}


def _merged(
    given: Iterable[tuple[bytes, bytes]], fixed: dict[bytes, bytes], path: str
) -> list[tuple[bytes, bytes]]:
    """What the app answered, plus ours; a header that the app chose itself for caching is kept."""
    kept = [(name, value) for name, value in given if name.lower() not in fixed]
    if not any(name.lower() == b"cache-control" for name, _ in kept):
        kept.append((b"cache-control", _caching(path)))
    return [*kept, *fixed.items()]


def _caching(path: str) -> bytes:
    """Built files carry a hash in their name and never change; all else is asked for again."""
    return b"public, max-age=31536000, immutable" if path.startswith("/assets/") else b"no-cache"
