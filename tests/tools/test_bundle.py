"""One bundle for every address, and a hash for every inline script."""

import base64
import hashlib
import json
from pathlib import Path

import pytest

from tools.bundle import SameOriginPlugin, ScriptHashPlugin, UnknownBundle, same_origin, script_hashes

SCRIPT = (
    "var e={PING:`http://same-origin.invalid/ping`,EVENT:`ws://same-origin.invalid/_event`};export{e as t};"
)


@pytest.fixture
def static(tmp_path: Path) -> Path:
    folder = tmp_path / "build" / "client"
    (folder / "assets").mkdir(parents=True)
    (folder / "assets" / "reflex-env.js").write_text(SCRIPT)
    return folder


@pytest.mark.parametrize("quote", ['"', "'", "`"])
def test_addresses_follow_the_page_whatever_the_quotes(quote: str) -> None:
    script = same_origin(SCRIPT.replace("`", quote))
    assert 'PING:(location.origin+"/ping")' in script
    assert 'EVENT:(location.origin.replace("http","ws")+"/_event")' in script


def test_the_plugin_rewrites_the_built_script(static: Path) -> None:
    SameOriginPlugin().post_build(static_dir=static)
    assert "same-origin.invalid" not in (static / "assets" / "reflex-env.js").read_text()


@pytest.mark.parametrize("name", ["index.html", "assets/other.js"])
def test_an_address_left_behind_stops_the_build(static: Path, name: str) -> None:
    (static / name).write_text("a sentence with ws://same-origin.invalid in it")
    with pytest.raises(UnknownBundle, match=Path(name).name):
        SameOriginPlugin().post_build(static_dir=static)


def test_a_bundle_without_a_socket_stops_the_build(static: Path) -> None:
    (static / "assets" / "reflex-env.js").write_text("var e={};")
    with pytest.raises(UnknownBundle, match="address of the socket"):
        SameOriginPlugin().post_build(static_dir=static)


def _source(body: bytes) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(body).digest()).decode()}'"


def test_each_inline_script_is_hashed_once(static: Path) -> None:
    page = '<script>one()</script><script type="module">two()\n</script><script src="/a.js"></script>'
    (static / "index.html").write_text(page)
    (static / "404.html").write_text("<script>one()</script>")
    assert script_hashes(static) == sorted([_source(b"one()"), _source(b"two()\n")])


def test_the_hashes_stand_where_the_headers_read_them(static: Path) -> None:
    (static / "index.html").write_text("<script>one()</script>")
    ScriptHashPlugin().post_build(static_dir=static)
    written = static.parent.parent / "backend" / "csp_hashes.json"
    assert json.loads(written.read_text()) == [_source(b"one()")]
