"""What the relying party calls: discovery, keys, token and userinfo."""

import base64
import hashlib
import hmac
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from vov_app.adapters.clock import system_now
from vov_app.prototype.demo_acm.claims import claims_of
from vov_app.prototype.demo_acm.provider import (
    ALGORITHM,
    CLIENT_ID,
    KEY_ID,
    TOKEN_SECONDS,
    DemoProvider,
    Untrue,
)
from vov_app.prototype.people import PEOPLE, DemoPerson
from vov_app.prototype.worlds import WORLD_COOKIE
from vov_app.services.work import work
from vov_app.services.worlds import NoWorld, World, world_for


class Endpoints:
    """The endpoints of one provider; a code is good once."""

    def __init__(self, provider: DemoProvider, roles_claim: str) -> None:
        self.provider = provider
        self.roles_claim = roles_claim
        self._used: dict[str, int] = {}

    def routes(self) -> list[Route]:
        """Their routes, below the provider's address."""
        return [
            Route("/.well-known/openid-configuration", self.discovery, methods=["GET"]),
            Route("/jwks", self.jwks, methods=["GET"]),
            Route("/token", self.token, methods=["POST"]),
            Route("/userinfo", self.userinfo, methods=["GET"]),
        ]

    async def discovery(self, _request: Request) -> JSONResponse:
        """What the provider can do and where."""
        issuer = self.provider.issuer
        return JSONResponse(
            {
                "issuer": issuer,
                "authorization_endpoint": f"{issuer}/authorize",
                "token_endpoint": f"{issuer}/token",
                "userinfo_endpoint": f"{issuer}/userinfo",
                "jwks_uri": f"{issuer}/jwks",
                "end_session_endpoint": f"{issuer}/logout",
                "response_types_supported": ["code"],
                "subject_types_supported": ["public"],
                "id_token_signing_alg_values_supported": [ALGORITHM],
                "code_challenge_methods_supported": ["S256"],
                "token_endpoint_auth_methods_supported": ["client_secret_basic"],
            }
        )

    async def jwks(self, _request: Request) -> JSONResponse:
        """The public key that checks our signatures."""
        public = self.provider.key.as_dict(private=False)
        return JSONResponse({"keys": [{**public, "use": "sig", "alg": ALGORITHM, "kid": KEY_ID}]})

    async def token(self, request: Request) -> Response:
        """A code for tokens, once, for who can show the verifier behind its challenge."""
        form = {name: str(value) for name, value in (await request.form()).items()}
        if not self._is_client(request):
            return private({"error": "invalid_client"}, 401)
        now = system_now().timestamp()
        try:
            code = self.provider.unseal("code", form.get("code", ""), now)
        except Untrue:
            return private({"error": "invalid_grant"}, 400)
        # Spent even when the rest doesn't fit: whoever has the code without the verifier may try once.
        if not self._first_use(code, now) or not self._fits(code, form):
            return private({"error": "invalid_grant"}, 400)
        return private(self._tokens(code, now))

    async def userinfo(self, request: Request) -> Response:
        """The claims of the person that the access token is about."""
        slip = request.headers.get("authorization", "").removeprefix("Bearer ")
        try:
            access = self.provider.unseal("access", slip, system_now().timestamp())
            world = world_for(f"{WORLD_COOKIE}={access['world']}")
        except (Untrue, NoWorld):
            return private({"error": "invalid_token"}, 401)
        who = person(access["person"])
        return private(await world.run(lambda: self._claims(world, who)))

    def _claims(self, world: World, who: DemoPerson) -> dict[str, Any]:
        with work(world, writes=False) as w:
            return claims_of(w, who, self.roles_claim)

    def _is_client(self, request: Request) -> bool:
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        try:
            name, _, password = base64.b64decode(given, validate=True).decode().partition(":")
        except ValueError:
            return False
        right = same(unquote(password), self.provider.client_secret)
        return scheme.lower() == "basic" and unquote(name) == CLIENT_ID and right

    def _fits(self, code: Mapping[str, Any], form: Mapping[str, str]) -> bool:
        sent = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(sent).rstrip(b"=").decode()
        return (
            form.get("grant_type") == "authorization_code"
            and form.get("redirect_uri") == code["redirect_uri"]
            and same(challenge, code["challenge"])
        )

    def _first_use(self, code: Mapping[str, Any], now: float) -> bool:
        self._used = {jti: until for jti, until in self._used.items() if until > now}
        if code["jti"] in self._used:
            return False
        self._used[code["jti"]] = code["exp"]
        return True

    def _tokens(self, code: Mapping[str, Any], now: float) -> dict[str, Any]:
        who = person(code["person"])
        passed_on = {"world": code["world"], "person": who.slug}
        return {
            "token_type": "Bearer",
            "expires_in": TOKEN_SECONDS,
            "access_token": self.provider.seal("access", now, TOKEN_SECONDS, **passed_on),
            "id_token": self.provider.sign(
                now,
                iss=self.provider.issuer,
                aud=CLIENT_ID,
                sub=who.subject,
                nonce=code["nonce"],
                given_name=who.given_name,
                family_name=who.family_name,
            ),
        }


def person(slug: str) -> DemoPerson:
    """The demo person with this slug."""
    return next(p for p in PEOPLE if p.slug == slug)


def same(one: str, other: str) -> bool:
    """Whether two secrets are the same, without telling by the time it takes how much of them is."""
    return hmac.compare_digest(one.encode(), other.encode())


def private(told: Mapping[str, Any], status: int = 200) -> JSONResponse:
    """An answer that no cache may keep."""
    return JSONResponse(told, status_code=status, headers={"cache-control": "no-store"})
