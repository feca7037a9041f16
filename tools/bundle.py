"""What we do to the built pages: one bundle for every address, and hashes for a strict CSP."""

import base64
import hashlib
import json
import re
from pathlib import Path
from typing import Any

from reflex_base.plugins.base import Plugin

PLACEHOLDER = "http://same-origin.invalid"
_ADDRESS = re.compile(r"""(["'`])(?P<scheme>http|ws)://same-origin\.invalid(?P<path>/[^"'`]*)\1""")
_INLINE = re.compile(rb"<script(?P<attributes>[^>]*)>(?P<body>.*?)</script>", re.DOTALL)


class UnknownBundle(Exception):
    """Reflex builds its pages otherwise than we know; read what the message names before going on."""


class SameOriginPlugin(Plugin):
    """Make the pages talk to whoever served them, whatever the host, port or scheme.

    Reflex bakes `api_url` into the bundle. We have it bake a placeholder, and put expressions on the page's
    own address in its place, so that one build serves every port and stands behind any https proxy.
    """

    def post_build(self, **context: Any) -> None:
        """Rewrite the script that holds the addresses.

        Raises:
            UnknownBundle: the addresses are not where they were in the Reflex that we pinned.
        """
        static = Path(context["static_dir"])
        for script in static.rglob("*.js"):
            text = script.read_text(encoding="utf-8")
            if PLACEHOLDER.removeprefix("http") in text:
                script.write_text(same_origin(text), encoding="utf-8")
        require_rewritten(static)


def same_origin(script: str) -> str:
    """The script with each baked address replaced by an expression on `location`."""
    return _ADDRESS.sub(_expression, script)


def _expression(address: re.Match[str]) -> str:
    origin = "location.origin" if address["scheme"] == "http" else 'location.origin.replace("http","ws")'
    return f"({origin}+{json.dumps(address['path'])})"


def require_rewritten(static: Path) -> None:
    """Make sure that the socket follows the page, and that no placeholder is left anywhere.

    Raises:
        UnknownBundle: an address is missing or was left behind.
    """
    left = [f.name for f in _pages_and_scripts(static) if b"same-origin.invalid" in f.read_bytes()]
    if left:
        raise UnknownBundle(f"these still hold the placeholder of the address: {', '.join(left)}")
    socket = b'location.origin.replace("http","ws")+"/_event"'
    if not any(socket in f.read_bytes() for f in static.rglob("*.js")):
        raise UnknownBundle(
            "no script holds the address of the socket; look at .web/env.json and .web/utils/state.js"
        )


def _pages_and_scripts(static: Path) -> list[Path]:
    return [f for f in sorted(static.rglob("*")) if f.suffix in {".js", ".html"}]


class ScriptHashPlugin(Plugin):
    """Write the hashes of the inline scripts where the header middleware reads them."""

    def post_build(self, **context: Any) -> None:
        """Hash what was built; the file stands in .web/backend/csp_hashes.json."""
        static = Path(context["static_dir"])
        out = static.parent.parent / "backend" / "csp_hashes.json"
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text(json.dumps(script_hashes(static)), encoding="utf-8")


def script_hashes(static: Path) -> list[str]:
    """The CSP sources, sorted, of every inline script in the pages under this directory."""
    found = (m for page in static.rglob("*.html") for m in _INLINE.finditer(page.read_bytes()))
    return sorted({_source(m["body"]) for m in found if b"src=" not in m["attributes"]})


def _source(body: bytes) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(body).digest()).decode()}'"
