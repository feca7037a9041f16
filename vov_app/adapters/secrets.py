"""The secret that signs and digests: from the settings, or made once and kept beside the demo's data."""

import os
import secrets
from pathlib import Path

from vov_app.settings import Settings


def secret(settings: Settings) -> bytes:
    """The secret of this installation."""
    given = settings.secret.get_secret_value()
    return given.encode() if given else kept_secret(settings.data_dir / "secret")


def kept_secret(path: Path) -> bytes:
    """The secret in this file, made at the first call; only the owner can read it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return path.read_bytes()
    with os.fdopen(descriptor, "wb") as file:
        file.write(secrets.token_hex(32).encode())
    return path.read_bytes()
