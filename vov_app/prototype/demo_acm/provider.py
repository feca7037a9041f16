"""Who the demo provider is, and the signed slips of paper that it hands out: codes and tokens."""

import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import ECKey

from vov_app import routes
from vov_app.settings import Settings

ALGORITHM = "ES256"
CODE_SECONDS = 60
TOKEN_SECONDS = 300
CLIENT_ID = "wse-loket-demo"


class Untrue(ValueError):
    """A code or token that isn't ours, is too old, or serves another purpose."""


@dataclass(frozen=True)
class DemoProvider:
    """The provider of one installation; its key is kept, so that every worker accepts what another signed."""

    public_url: str
    key: ECKey
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

    def sign(self, purpose: str, now: float, seconds: int, **facts: object) -> str:
        """A signed slip for one purpose, good for so many seconds."""
        body = {"purpose": purpose, "iat": int(now), "exp": int(now) + seconds, **facts}
        body.setdefault("jti", secrets.token_urlsafe(12))
        return jwt.encode({"alg": ALGORITHM, "kid": "demo"}, body, self.key, algorithms=[ALGORITHM])

    def read(self, purpose: str, slip: str, now: float) -> Mapping[str, Any]:
        """What a slip says.

        Raises:
            Untrue: it isn't ours, is too old, or serves another purpose.
        """
        try:
            body = jwt.decode(slip, self.key, algorithms=[ALGORITHM]).claims
        except (JoseError, ValueError) as error:
            raise Untrue from error
        if body.get("purpose") != purpose or not isinstance(body.get("exp"), int) or body["exp"] <= now:
            raise Untrue
        return body


def demo_provider(settings: Settings) -> DemoProvider:
    """The provider of this installation."""
    kept = _kept(settings.data_dir / "demo-acm.json")
    key = ECKey.import_key(kept["key"])
    return DemoProvider(settings.public_url.rstrip("/"), key, kept["client_secret"])


def _kept(path: Path) -> dict[str, Any]:
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        made = {
            "key": ECKey.generate_key("P-256", private=True).as_dict(private=True),
            "client_secret": secrets.token_urlsafe(32),
        }
        draft = path.with_suffix(f".{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_text(json.dumps(made))
        # Another worker may have been first: then theirs stays.
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        draft.unlink()
    kept: dict[str, Any] = json.loads(path.read_text())
    return kept
