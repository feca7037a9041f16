"""The demo provider as routes, and as the provider that the relying party is told of."""

import httpx2
from starlette.applications import Starlette
from starlette.routing import BaseRoute, Mount

from vov_app import routes
from vov_app.adapters.identity import Provider
from vov_app.prototype.demo_acm.endpoints import Endpoints
from vov_app.prototype.demo_acm.provider import CLIENT_ID, demo_provider
from vov_app.prototype.demo_acm.screens import Screens
from vov_app.settings import Settings


def demo_acm_routes(settings: Settings) -> tuple[list[BaseRoute], Provider]:
    """The routes of the demo provider, and how the relying party reaches it without leaving the process.

    Raises:
        ValueError: the door is the real one.
    """
    provider = demo_provider(settings)
    endpoints = Endpoints(provider, settings.oidc_roles_claim)
    below = [*Screens(provider).routes(), *endpoints.routes()]
    mounted: list[BaseRoute] = [Mount(routes.DEMO_ACM, routes=below)]
    transport = httpx2.ASGITransport(app=Starlette(routes=mounted))
    known = Provider(
        provider.issuer, CLIENT_ID, provider.client_secret, settings.oidc_scope, transport=transport
    )
    return mounted, known
