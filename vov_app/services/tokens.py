"""Secrets that only their hash is kept of."""

import hashlib
import hmac
import secrets


def new_token() -> str:
    """An opaque token of 256 random bits."""
    return secrets.token_urlsafe(32)


def hashed(token: str) -> str:
    """What the database keeps of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def digest(secret: bytes, value: str) -> str:
    """A keyed digest, by which a value can be found again without being kept."""
    return hmac.new(secret, value.encode(), hashlib.sha256).hexdigest()
