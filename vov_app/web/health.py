"""Does this process live, can it serve, and what did it do? The last two are for the operator alone."""

import hmac
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Protocol

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from vov_app import routes
from vov_app.adapters.metrics import Figure, Meters
from vov_app.settings import Settings

PLAIN = "text/plain; version=0.0.4; charset=utf-8"
# What a proxy adds: who comes with one of these isn't on this machine, whatever the address says.
PASSED_ON = ("forwarded", "x-forwarded-for", "x-real-ip", "via")

# Reflex tells there whether its Redis and database answer, to anybody who asks.
THEIRS = ("/_health", "/ping")

_leaving: list[bool] = []


def invite_nobody() -> None:
    """Answer from now on that no new visitor should be sent here: this process stops."""
    _leaving.append(True)


def is_leaving() -> bool:
    """Whether this process stops."""
    return bool(_leaving)


@dataclass(frozen=True)
class Check:
    """One thing that was looked at. Without a `needed` one nobody can be served; the others only ring."""

    name: str
    sound: bool
    told: str
    needed: bool = True


@dataclass(frozen=True)
class Standing:
    """What the checks come to."""

    checks: tuple[Check, ...]

    @property
    def serves(self) -> bool:
        """Whether people may be sent here."""
        return all(check.sound for check in self.checks if check.needed)

    @property
    def word(self) -> str:
        """ready, degraded (it serves, but something rings) or failing."""
        if not self.serves:
            return "failing"
        return "ready" if all(check.sound for check in self.checks) else "degraded"


class Inspection(Protocol):
    """Looks whether this process can serve, and counts."""

    async def standing(self) -> Standing:
        """How it stands now, or a moment ago."""
        ...

    async def figures(self) -> Sequence[Figure]:
        """What can be looked up."""
        ...


def health_routes(settings: Settings, inspection: Inspection, meters: Meters) -> list[Route]:
    """The three addresses for load balancers, probes and Prometheus; those of Reflex itself are none here."""

    async def ready(request: Request) -> Response:
        if is_leaving():
            return PlainTextResponse("leaving", 503)
        standing = await inspection.standing()
        status = 200 if standing.serves else 503
        if not is_operator(request, settings):
            return PlainTextResponse("ready" if standing.serves else "not ready", status)
        checks = {check.name: {"sound": check.sound, "told": check.told} for check in standing.checks}
        return JSONResponse({"state": standing.word, "checks": checks}, status)

    async def metrics(request: Request) -> Response:
        if not is_operator(request, settings):
            return await _none(request)
        return Response(meters.text(await inspection.figures()), media_type=PLAIN)

    ours = {routes.HEALTH: _health, routes.READY: ready, routes.METRICS: metrics}
    return [_route(path, endpoint) for path, endpoint in (*ours.items(), *((path, _none) for path in THEIRS))]


def is_operator(request: Request, settings: Settings) -> bool:
    """Whether who asks sends the token of the settings; without one, whether they are on this machine."""
    token = settings.metrics_token.get_secret_value()
    if token:
        given = request.headers.get("authorization", "")
        return hmac.compare_digest(given.encode(), f"Bearer {token}".encode())
    here = request.client is not None and _is_loopback(request.client.host)
    return here and not any(name in request.headers for name in PASSED_ON)


async def _health(_request: Request) -> Response:
    return PlainTextResponse("leaving", 503) if is_leaving() else PlainTextResponse("ok")


async def _none(_request: Request) -> Response:
    return PlainTextResponse("404", 404)


def _route(path: str, endpoint: Callable[[Request], Awaitable[Response]]) -> Route:
    return Route(path, endpoint, methods=["GET"])


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
