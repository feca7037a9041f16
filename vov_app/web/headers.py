"""Security headers and caching for every answer over HTTP, with a CSP of hashed scripts only."""

import json
from collections.abc import Awaitable, Callable, Iterable, MutableMapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from starlette.routing import BaseRoute, Match

from vov_app.settings import ROOT, Settings

CSP_HASHES = ROOT / ".web" / "backend" / "csp_hashes.json"
CSP = b"content-security-policy"
# What a browser offers to pages and ours never ask for.
UNUSED = (
    "accelerometer", "autoplay", "browsing-topics", "camera", "display-capture", "encrypted-media",
    "fullscreen",
    "geolocation", "gyroscope", "hid", "idle-detection", "magnetometer", "microphone", "midi", "payment",
    "publickey-credentials-get", "screen-wake-lock", "serial", "usb", "xr-spatial-tracking",
)  # fmt: skip

Message = MutableMapping[str, Any]
Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
ASGI = Callable[[Scope, Receive, Send], Awaitable[None]]


def policy(hashes: Iterable[str], public_url: str, issuer: str = "") -> str:
    """The Content-Security-Policy of the built pages: our own files, the hashed scripts, and nothing else.

    A form may lead to the identity provider as well: signing out goes on there, and browsers hold a
    redirect after a form to the same rule.
    """
    socket = public_url.rstrip("/").replace("http", "ws", 1)
    scripts = " ".join(("script-src 'self'", *hashes))
    typed = "require-trusted-types-for 'script'"
    return "; ".join((scripts, f"connect-src 'self' {socket}", typed, *_always(public_url, issuer)))


def bare_policy(public_url: str, issuer: str = "") -> str:
    """The policy of every other answer: it holds no script, and asks for nothing but how it looks."""
    return "; ".join(_always(public_url, issuer))


def _always(public_url: str, issuer: str) -> tuple[str, ...]:
    provider = urlsplit(issuer)
    forms = f"'self' {provider.scheme}://{provider.netloc}" if provider.netloc else "'self'"
    secure = ("upgrade-insecure-requests",) if public_url.startswith("https://") else ()
    return (
        "default-src 'none'",
        "style-src 'self'",
        "img-src 'self'",
        "base-uri 'none'",
        f"form-action {forms}",
        "frame-ancestors 'none'",
        *secure,
    )


def bundle_hashes(path: Path = CSP_HASHES) -> list[str]:
    """The hashes of the inline scripts of the built pages; none before the first build."""
    return list(json.loads(path.read_text())) if path.exists() else []


def security_headers(settings: Settings, plain: Sequence[BaseRoute] = ()) -> Callable[[ASGI], ASGI]:
    """A wrapper that adds the headers to every answer of an ASGI app.

    `plain` are the routes beside the built pages: their answers hold no script, and may be about a person.
    """
    fixed = _fixed(settings)
    told = (settings.public_url, settings.oidc_issuer)
    bare = {**fixed, CSP: bare_policy(*told).encode()}
    built = {**fixed, CSP: policy(bundle_hashes(), *told).encode()}

    def wrap(app: ASGI) -> ASGI:
        async def wrapped(scope: Scope, receive: Receive, send: Send) -> None:
            if scope["type"] != "http":
                return await app(scope, receive, send)
            beside = any(route.matches(scope)[0] is not Match.NONE for route in plain)
            ours, caching = (bare, b"no-store") if beside else (built, _caching(scope["path"]))

            async def add(message: Message) -> None:
                if message["type"] == "http.response.start":
                    message = {**message, "headers": _merged(message.get("headers", []), ours, caching)}
                await send(message)

            return await app(scope, receive, add)

        return wrapped

    return wrap


def _fixed(settings: Settings) -> dict[bytes, bytes]:
    headers = {
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
        "x-permitted-cross-domain-policies": "none",
        "referrer-policy": "same-origin",
        "permissions-policy": ", ".join(f"{feature}=()" for feature in UNUSED),
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-embedder-policy": "require-corp",
        "cross-origin-resource-policy": "same-origin",
        "origin-agent-cluster": "?1",
    }
    if settings.is_https:
        headers["strict-transport-security"] = "max-age=31536000; includeSubDomains"
    return {name.encode(): value.encode() for name, value in headers.items()}


def _merged(
    given: Iterable[tuple[bytes, bytes]], ours: dict[bytes, bytes], caching: bytes
) -> list[tuple[bytes, bytes]]:
    """What the app answered, plus ours; a header that the app chose itself for caching is kept."""
    kept = [(name, value) for name, value in given if name.lower() not in ours]
    if not any(name.lower() == b"cache-control" for name, _ in kept):
        kept.append((b"cache-control", caching))
    return [*kept, *ours.items()]


def _caching(path: str) -> bytes:
    """Built files carry a hash in their name and never change; built pages hold nothing of anybody and are
    asked for again."""
    return b"public, max-age=31536000, immutable" if path.startswith("/assets/") else b"no-cache"
