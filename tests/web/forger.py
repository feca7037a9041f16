"""A provider that signs whatever a test tells it to: what an honest one never does can be tried with it."""

import time
from dataclasses import dataclass, field
from typing import Any

import httpx2
from joserfc import jwt
from joserfc.jwk import RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from vov_app.adapters.identity import Provider

ISSUER = "https://acm.example"
KEY = RSAKey.generate_key(2048, {"kid": "honest"}, private=True)
OTHER_KEY = RSAKey.generate_key(2048, {"kid": "honest"}, private=True)
PERSON = {"sub": "acm-an", "given_name": "An", "family_name": "Peeters"}


@dataclass
class Forger:
    """The knobs: what differs from an honest provider."""

    metadata: dict[str, Any] = field(default_factory=dict)
    token: dict[str, Any] = field(default_factory=dict)
    userinfo: Any = field(default_factory=lambda: dict(PERSON))
    algorithm: str = "RS256"
    key: Any = field(default_factory=lambda: KEY)
    answer: Any = None
    raw_metadata: Any = None
    nonce: str = ""
    token_forms: list[dict[str, Any]] = field(default_factory=list)

    @property
    def provider(self) -> Provider:
        """The provider as the relying party knows it."""
        app = Starlette(
            routes=[
                Route("/.well-known/openid-configuration", self._metadata),
                Route("/jwks", self._jwks),
                Route("/token", self._token, methods=["POST"]),
                Route("/userinfo", self._userinfo),
            ]
        )
        return Provider(ISSUER, "wse-loket", "only for tests", "openid profile", httpx2.ASGITransport(app))

    async def _metadata(self, _request: Request) -> Response:
        if self.raw_metadata is not None:
            return reply(self.raw_metadata)
        honest = {
            "issuer": ISSUER,
            "authorization_endpoint": f"{ISSUER}/authorize",
            "token_endpoint": f"{ISSUER}/token",
            "userinfo_endpoint": f"{ISSUER}/userinfo",
            "jwks_uri": f"{ISSUER}/jwks",
            "end_session_endpoint": f"{ISSUER}/logout?realm=vo",
            "id_token_signing_alg_values_supported": ["RS256", "none", "HS256"],
        }
        return JSONResponse({**honest, **self.metadata})

    async def _jwks(self, _request: Request) -> Response:
        return JSONResponse({"keys": [KEY.as_dict(private=False)]})

    async def _token(self, request: Request) -> Response:
        self.token_forms.append(dict(await request.form()))
        if self.answer is not None:
            return reply(self.answer)
        now = int(time.time())
        honest = {
            **PERSON,
            "iss": ISSUER,
            "aud": "wse-loket",
            "iat": now,
            "exp": now + 60,
            "nonce": self.nonce,
        }
        claims = {name: value for name, value in {**honest, **self.token}.items() if value is not None}
        header = {"alg": self.algorithm, "kid": "honest"}
        id_token = jwt.encode(header, claims, self.key, algorithms=[self.algorithm])
        return JSONResponse({"access_token": "opaque", "token_type": "Bearer", "id_token": id_token})

    async def _userinfo(self, _request: Request) -> Response:
        return reply(self.userinfo)


def reply(told: Any) -> Response:
    """JSON, or a text that isn't."""
    return PlainTextResponse(told) if isinstance(told, str) else JSONResponse(told)
