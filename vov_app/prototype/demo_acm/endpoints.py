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
from vov_app.prototype.demo_acm.provider import ALGORITHM, CLIENT_ID, TOKEN_SECONDS, DemoProvider, Untrue
from vov_app.prototype.people import PEOPLE
from vov_app.prototype.worlds import WORLD_COOKIE
from vov_app.services.work import work
from vov_app.services.worlds import NoWorld, world_for


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
        return JSONResponse({"keys": [{**public, "use": "sig", "alg": ALGORITHM, "kid": "demo"}]})

    async def token(self, request: Request) -> Response:
        """A code for tokens, once, for who can show the verifier behind its challenge."""
        form = {name: str(value) for name, value in (await request.form()).items()}
        if not self._is_client(request):
            return refusal("invalid_client", 401)
        now = system_now().timestamp()
        try:
            code = self.provider.read("code", form.get("code", ""), now)
        except Untrue:
            return refusal("invalid_grant")
        if not self._fits(code, form) or not self._first_use(code, now):
            return refusal("invalid_grant")
        return JSONResponse(self._tokens(code, now), headers={"cache-control": "no-store"})

    async def userinfo(self, request: Request) -> Response:
        """The claims of the person that the access token is about."""
        slip = request.headers.get("authorization", "").removeprefix("Bearer ")
        try:
            access = self.provider.read("access", slip, system_now().timestamp())
            world = world_for(f"{WORLD_COOKIE}={access['world']}")
        except (Untrue, NoWorld):
            return refusal("invalid_token", 401)
        who = next(p for p in PEOPLE if p.slug == access["person"])
        with work(world, writes=False) as w:
            return JSONResponse(claims_of(w, who, self.roles_claim))

    def _is_client(self, request: Request) -> bool:
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        try:
            name, _, password = base64.b64decode(given, validate=True).decode().partition(":")
        except ValueError:
            return False
        right = hmac.compare_digest(unquote(password), self.provider.client_secret)
        return scheme.lower() == "basic" and unquote(name) == CLIENT_ID and right

    def _fits(self, code: Mapping[str, Any], form: Mapping[str, str]) -> bool:
        sent = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(sent).rstrip(b"=").decode()
        return (
            form.get("grant_type") == "authorization_code"
            and form.get("redirect_uri") == self.provider.return_address
            and hmac.compare_digest(challenge, str(code["challenge"]))
        )

    def _first_use(self, code: Mapping[str, Any], now: float) -> bool:
        self._used = {jti: until for jti, until in self._used.items() if until > now}
        if code["jti"] in self._used:
            return False
        self._used[code["jti"]] = code["exp"]
        return True

    def _tokens(self, code: Mapping[str, Any], now: float) -> dict[str, Any]:
        who = next(p for p in PEOPLE if p.slug == code["person"])
        told = {"iss": self.provider.issuer, "sub": who.subject, "aud": CLIENT_ID, "nonce": code["nonce"]}
        names = {"given_name": who.given_name, "family_name": who.family_name}
        sign = self.provider.sign
        return {
            "token_type": "Bearer",
            "expires_in": TOKEN_SECONDS,
            "id_token": sign("id", now, TOKEN_SECONDS, **told, **names),
            "access_token": sign(
                "access", now, TOKEN_SECONDS, world=code["world"], person=code["person"]
            ),
        }


def refusal(error: str, status: int = 400) -> JSONResponse:
    """An OAuth error answer."""
    return JSONResponse({"error": error}, status_code=status, headers={"cache-control": "no-store"})
