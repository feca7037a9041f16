"""The floor: what Reflex itself costs, served and built like the app beside it."""

import os
import sys
from pathlib import Path

os.environ.setdefault("REFLEX_USE_NPM", "1")
os.environ.setdefault("REFLEX_CHECK_LATEST_VERSION", "false")
_beside = str(Path(sys.executable).parent)
os.environ["PATH"] = os.pathsep.join((_beside, os.environ.get("PATH", "")))

import reflex as rx  # noqa: E402

from tools.bundle import PLACEHOLDER, SameOriginPlugin  # noqa: E402

config = rx.Config(
    app_name="bare",
    api_url=PLACEHOLDER,
    telemetry_enabled=False,
    show_built_with_reflex=False,
    plugins=[SameOriginPlugin()],
    disable_plugins=[rx.plugins.SitemapPlugin],
)
