"""The lists of what we are made of name each package of the locks, once, with what its bytes must come to."""

import json
import re
from pathlib import Path

import pytest

from tools import sbom


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return sbom.make(tmp_path_factory.mktemp("sbom"))


def test_every_pinned_python_package_is_in_it(made: list[Path]) -> None:
    pinned = set(re.findall(r"^([\w.-]+)(?:\[[\w,]+\])?==", sbom.PYTHON.read_text("utf-8"), re.MULTILINE))
    listed = {part["name"] for part in json.loads(made[0].read_text("utf-8"))["components"]}
    assert listed == pinned
    assert len(listed) > 50


def test_every_package_of_the_pages_is_in_it_with_its_hash(made: list[Path]) -> None:
    packages = json.loads(sbom.NPM.read_text("utf-8"))["packages"]
    parts = json.loads(made[1].read_text("utf-8"))["components"]
    assert {(part["name"], part["version"]) for part in parts} == {
        (place.rpartition("node_modules/")[2], told["version"]) for place, told in packages.items() if place
    }
    assert all(part["hashes"] for part in parts)


@pytest.mark.parametrize("which", [0, 1])
def test_both_are_cyclonedx_to_the_letter(made: list[Path], which: int) -> None:
    # Imported late: it builds a parser for each kind of address, in seconds that every worker would pay.
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator

    told = made[which].read_text("utf-8")
    version = SchemaVersion.from_version(json.loads(told)["specVersion"])
    assert JsonStrictValidator(version).validate_str(told) is None


def test_a_package_under_another_name_is_listed_under_its_own() -> None:
    lock = {"packages": {"": {}, "node_modules/a": {"name": "@b/c", "version": "1.0.0"}}}
    [part] = sbom.npm_packages(lock)["components"]
    assert (part["purl"], "hashes" in part) == ("pkg:npm/%40b/c@1.0.0", False)
