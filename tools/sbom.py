"""What we are made of, from our locks alone: two CycloneDX files in var/sbom: Python, and the pages."""

import base64
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from tools.stop import ROOT, failed, obey

FOLDER = ROOT / "var" / "sbom"
PYTHON = ROOT / "requirements" / "run.txt"
NPM = ROOT / "reflex.lock" / "package-lock.json"
HASHES = {"sha512": "SHA-512", "sha384": "SHA-384", "sha256": "SHA-256", "sha1": "SHA-1"}


def make(folder: Path = FOLDER) -> list[Path]:
    """Write both files.

    Raises:
        Stop: the Python packages could not be listed; what was said is in var/log.
    """
    folder.mkdir(parents=True, exist_ok=True)
    python, npm = folder / "python.cdx.json", folder / "npm.cdx.json"
    _list_python(python)
    npm.write_text(json.dumps(npm_packages(json.loads(NPM.read_text("utf-8"))), indent=2), encoding="utf-8")
    return [python, npm]


def npm_packages(lock: dict[str, Any]) -> dict[str, Any]:
    """The packages of a package-lock.json as a CycloneDX document.

    `npm sbom` refuses: the framework asks for packages that disagree about each other's versions.
    """
    found = {part["bom-ref"]: part for part in _components(lock["packages"])}
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "components": [found[ref] for ref in sorted(found)],
    }


def _components(packages: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for place, told in packages.items():
        if place:
            name = told.get("name") or place.rpartition("node_modules/")[2]
            purl = f"pkg:npm/{quote(name, safe='/')}@{told['version']}"
            known = {"type": "library", "name": name, "version": told["version"], "purl": purl}
            yield {**known, "bom-ref": purl, **_hashes(told.get("integrity", ""))}


def _hashes(integrity: str) -> dict[str, Any]:
    parts = [each.partition("-") for each in integrity.split()]
    told = [{"alg": HASHES[kind], "content": base64.b64decode(value).hex()} for kind, _, value in parts]
    return {"hashes": told} if told else {}


def _list_python(file: Path) -> None:
    tool = str(Path(sys.executable).with_name("cyclonedx-py"))
    command = [tool, "requirements", str(PYTHON), "--output-reproducible", "--output-file", str(file)]
    done = subprocess.run(command, cwd=ROOT, text=True, capture_output=True, check=False)
    if done.returncode:
        raise failed("sbom python", done.stdout + done.stderr)


def main() -> None:
    """Make them and say where they are."""
    print("\n".join(str(file.relative_to(ROOT)) for file in make()))


if __name__ == "__main__":
    obey(main)
