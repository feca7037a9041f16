"""The identity provider, by OpenID Connect: authorization code with PKCE, state and nonce (Authlib)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import httpx
from authlib.integrations.base_client.errors import OAuthError
from authlib.integrations.starlette_client import OAuth
from joserfc.errors import JoseError
from starlette.requests import Request
from starlette.responses import Response

from vov_app import routes
from vov_app.settings import Settings

WAIT_SECONDS = 10


class SignInFailed(Exception):
    """The provider refused, or what came back can't be trusted; `code` is for the help desk."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Provider:
    """Where the identity provider is and how it knows us; `transport` reaches one in this process."""

    issuer: str
    client_id: str
    client_secret: str
    scope: str
    transport: httpx.AsyncBaseTransport | None = None


class Identity:
    """The relying party: one code path, whichever provider the settings name."""

    def __init__(self, settings: Settings, provider: Provider) -> None:
        """Nothing is fetched yet: discovery happens at the first sign-in."""
        self.settings = settings
        self.provider = provider
        self._client = _client(provider)

    async def start(self, request: Request, digital_key: str) -> Response:
        """The redirect to the provider; state, nonce and verifier go into the sign-in cookie.

        Raises:
            SignInFailed: the provider can't be reached.
        """
        extra = {"acr_values": digital_key} if digital_key else {}
        try:
            answer: Response = await self._client.authorize_redirect(request, self._return_address, **extra)
        except (httpx.HTTPError, OAuthError, ValueError) as error:
            raise SignInFailed("PROVIDER") from error
        return answer

    async def finish(self, request: Request) -> Mapping[str, Any]:
        """The validated claims of the person who comes back from the provider.

        Raises:
            SignInFailed: the person or the provider broke off, or the answer isn't ours or isn't sound.
        """
        try:
            token = await self._client.authorize_access_token(request)
            claims = dict(token["userinfo"])
            told = dict(await self._client.userinfo(token=token))
        except (httpx.HTTPError, OAuthError, JoseError, ValueError, KeyError) as error:
            raise SignInFailed("ANSWER") from error
        if told.get("sub") != claims.get("sub"):
            raise SignInFailed("SUBJECT")
        return {**told, **claims}

    async def sign_out_address(self) -> str:
        """Where the person signs out at the provider; our own page when the provider offers no such thing."""
        back = f"{self.settings.public_url.rstrip('/')}{routes.SIGNED_OUT}"
        try:
            metadata = await self._client.load_server_metadata()
        except (httpx.HTTPError, OAuthError, ValueError):
            return routes.SIGNED_OUT
        end = metadata.get("end_session_endpoint")
        query = urlencode({"client_id": self.provider.client_id, "post_logout_redirect_uri": back})
        return f"{end}?{query}" if end else routes.SIGNED_OUT

    @property
    def _return_address(self) -> str:
        return f"{self.settings.public_url.rstrip('/')}{routes.SIGN_IN_RETURN}"


def real_provider(settings: Settings) -> Provider:
    """The provider that the VOV_OIDC_* settings name."""
    return Provider(
        settings.oidc_issuer,
        settings.oidc_client_id,
        settings.oidc_client_secret.get_secret_value(),
        settings.oidc_scope,
    )


def _client(provider: Provider) -> Any:
    kwargs: dict[str, Any] = {
        "scope": provider.scope,
        "code_challenge_method": "S256",
        "timeout": WAIT_SECONDS,
    }
    if provider.transport is not None:
        kwargs["transport"] = provider.transport
    registry = OAuth()
    registry.register(
        "acm",
        client_id=provider.client_id,
        client_secret=provider.client_secret,
        server_metadata_url=f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration",
        client_kwargs=kwargs,
    )
    return registry.create_client("acm")
