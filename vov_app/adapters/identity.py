"""The identity provider, by OpenID Connect: authorization code with PKCE, state and nonce (Authlib)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import httpx2
from authlib.common.urls import add_params_to_uri
from authlib.integrations.base_client.errors import OAuthError
from authlib.integrations.starlette_client import OAuth
from joserfc.errors import JoseError
from starlette.requests import Request
from starlette.responses import Response

from vov_app import routes
from vov_app.settings import Settings

NAME = "acm"
WAIT_SECONDS = 10
LEEWAY_SECONDS = 60
# Signatures that only the provider can make: never "none", nor a digest with a secret that we share.
ALGORITHMS = frozenset({"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"})

# A provider may be away or answer anything; what the libraries make of nonsense differs from error to error.
AWAY = (httpx2.HTTPError, httpx2.InvalidURL)
NONSENSE = (OAuthError, JoseError, ValueError, TypeError, LookupError, AttributeError, RuntimeError)


class SignInFailed(Exception):
    """No sign-in came of it; `code` is for the help desk and tells nothing of the person.

    PROVIDER: it can't be reached or isn't the one that the settings name. REFUSED: it, or the person
    there, broke off. STATE: this browser didn't start the attempt, or too long ago. ANSWER: what it sent
    isn't sound. SUBJECT: id_token and userinfo are about two people.
    """

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
    transport: httpx2.AsyncBaseTransport | None = None


class Identity:
    """The relying party: one code path, whichever provider the settings name."""

    def __init__(self, settings: Settings, provider: Provider) -> None:
        """Nothing is fetched yet: discovery happens at the first sign-in."""
        self.settings = settings
        self.provider = provider
        self._client = _client(provider)

    async def start(self, request: Request, digital_key: str) -> Response:
        """The redirect to the provider; state, nonce and verifier go into the cookie of the attempt.

        Raises:
            SignInFailed: the provider can't be reached.
        """
        await self._discover()
        extra = {"acr_values": digital_key} if digital_key else {}
        try:
            answer: Response = await self._client.authorize_redirect(request, self._return_address, **extra)
        except NONSENSE as error:
            raise SignInFailed("PROVIDER") from error
        return answer

    async def finish(self, request: Request) -> Mapping[str, Any]:
        """The validated claims of the person who comes back from the provider.

        Raises:
            SignInFailed: see there.
        """
        if "error" in request.query_params:
            raise SignInFailed("REFUSED")
        await self._discover()
        try:
            token = await self._client.authorize_access_token(
                request, claims_options=self._expected, leeway=LEEWAY_SECONDS
            )
            claims = dict(token["userinfo"])
            told = dict(await self._client.userinfo(token=token))
        except (*AWAY, *NONSENSE) as error:
            raise SignInFailed(_code(error)) from error
        if told.get("sub") != claims["sub"]:
            raise SignInFailed("SUBJECT")
        return {**told, **claims}

    async def sign_out_address(self) -> str:
        """Where the person signs out at the provider; our own page when the provider offers no such thing.

        No id_token is kept for it: client id and address say who asks (RP-Initiated Logout 1.0, 2).
        """
        try:
            metadata = await self._discover()
        except SignInFailed:
            return routes.SIGNED_OUT
        end = metadata.get("end_session_endpoint")
        if not isinstance(end, str) or not end:
            return routes.SIGNED_OUT
        back = f"{self.settings.public_url.rstrip('/')}{routes.SIGNED_OUT}"
        known = {"client_id": self.provider.client_id, "post_logout_redirect_uri": back}
        return str(add_params_to_uri(end, known))

    async def _discover(self) -> Mapping[str, Any]:
        """What the provider says of itself, fetched once.

        Authlib takes the issuer and the algorithms as they come: here they are held to what the settings name
        and to ALGORITHMS (OpenID Connect Discovery 1.0, 4.3).
        """
        try:
            metadata: dict[str, Any] = await self._client.load_server_metadata()
            offered = metadata.get("id_token_signing_alg_values_supported", ["RS256"])
            sound = [algorithm for algorithm in offered if algorithm in ALGORITHMS]
        except (*AWAY, *NONSENSE) as error:
            raise SignInFailed("PROVIDER") from error
        if metadata.get("issuer") != self.provider.issuer or not sound:
            metadata.clear()
            raise SignInFailed("PROVIDER")
        metadata["id_token_signing_alg_values_supported"] = sound
        return metadata

    @property
    def _expected(self) -> dict[str, Any]:
        """What the id_token must say; Authlib by itself doesn't look whom it was made out to."""
        return {
            "iss": {"essential": True, "values": [self.provider.issuer]},
            "aud": {"essential": True, "values": [self.provider.client_id]},
        }

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


def _code(error: Exception) -> str:
    return "STATE" if isinstance(error, OAuthError) and error.error == "mismatching_state" else "ANSWER"


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
        NAME,
        client_id=provider.client_id,
        client_secret=provider.client_secret,
        server_metadata_url=f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration",
        client_kwargs=kwargs,
    )
    return registry.create_client(NAME)
