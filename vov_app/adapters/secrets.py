"""The secret that signs and digests: from the settings, or made once and kept beside the demo's data."""

import contextlib
import os
import secrets
from collections.abc import Callable
from pathlib import Path

from vov_app.settings import Settings


def secret(settings: Settings) -> bytes:
    """The secret of this installation."""
    given = settings.secret.get_secret_value()
    return given.encode() if given else kept_once(settings.data_dir / "secret", _new_secret)


def kept_once(path: Path, make: Callable[[], bytes]) -> bytes:
    """What this file holds; made by whichever process is first, and readable by the owner alone.

    The file appears whole or not at all: another process never reads half a secret.
    """
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
        _write(draft, make())
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)
        draft.unlink()
    return path.read_bytes()


def _write(path: Path, content: bytes) -> None:
    descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)


def _new_secret() -> bytes:
    return secrets.token_hex(32).encode()
