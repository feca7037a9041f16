"""Who the demo provider is, and the slips of paper that it hands out: sealed codes, signed tokens."""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwe import JWERegistry
from joserfc.jwk import ECKey, OctKey

from vov_app import routes
from vov_app.adapters.secrets import kept_once
from vov_app.settings import Settings

ALGORITHM = "ES256"
KEY_ID = "demo"
SEAL = {"alg": "dir", "enc": "A256GCM"}
SEALS = JWERegistry(algorithms=list(SEAL.values()))
CODE_SECONDS = 60
TOKEN_SECONDS = 300
CLIENT_ID = "wse-loket-demo"


class Untrue(ValueError):
    """A code or token that isn't ours, is too old, or serves another purpose."""


@dataclass(frozen=True)
class DemoProvider:
    """The provider of one installation; its keys are kept, so that every worker accepts what another made."""

    public_url: str
    key: ECKey
    seal_key: OctKey
    client_secret: str

    @property
    def issuer(self) -> str:
        """The address that names the provider."""
        return f"{self.public_url}{routes.DEMO_ACM}"

    @property
    def return_address(self) -> str:
        """The only address to which a code is sent."""
        return f"{self.public_url}{routes.SIGN_IN_RETURN}"

    @property
    def signed_out_address(self) -> str:
        """The only address to which somebody who signed out is sent."""
        return f"{self.public_url}{routes.SIGNED_OUT}"

    def sign(self, now: float, **facts: object) -> str:
        """A token that everybody can read and nobody else can make."""
        body = {"iat": int(now), "exp": int(now) + TOKEN_SECONDS, **facts}
        return jwt.encode({"alg": ALGORITHM, "kid": KEY_ID}, body, self.key, algorithms=[ALGORITHM])

    def seal(self, purpose: str, now: float, seconds: int, **facts: object) -> str:
        """A slip for one purpose, good for so many seconds, that only we can read.

        A code travels in an address, and it names a visitor's world, which is all that one needs to enter it.
        """
        body = {"purpose": purpose, "exp": int(now) + seconds, "jti": secrets.token_urlsafe(12), **facts}
        return jwt.encode(SEAL, body, self.seal_key, registry=SEALS)

    def unseal(self, purpose: str, slip: str, now: float) -> Mapping[str, Any]:
        """What a slip says.

        Raises:
            Untrue: it isn't ours, is too old, or serves another purpose.
        """
        try:
            body = jwt.decode(slip, self.seal_key, registry=SEALS).claims
        except (JoseError, ValueError) as error:
            raise Untrue from error
        if body["purpose"] != purpose or body["exp"] <= now:
            raise Untrue
        return body


def demo_provider(settings: Settings) -> DemoProvider:
    """The provider of this installation.

    Raises:
        ValueError: the door is the real one, where nobody signs in as somebody else.
    """
    if not settings.is_prototype:
        raise ValueError("demo-ACM is for the prototype door alone")
    kept = json.loads(kept_once(settings.data_dir / "demo-acm.json", _new_keys))
    return DemoProvider(
        public_url=settings.public_url.rstrip("/"),
        key=ECKey.import_key(kept["key"]),
        seal_key=OctKey.import_key(kept["seal_key"]),
        client_secret=kept["client_secret"],
    )


def _new_keys() -> bytes:
    made = {
        "key": ECKey.generate_key("P-256", private=True).as_dict(private=True),
        "seal_key": OctKey.generate_key(256).as_dict(private=True),
        "client_secret": secrets.token_urlsafe(32),
    }
    return json.dumps(made).encode()
