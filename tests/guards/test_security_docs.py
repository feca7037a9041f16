"""The walk through ASVS is whole, and what it and the threats name exists."""

import re
from collections import Counter

import pytest

from vov_app.settings import ROOT

ROW = re.compile(r"^\| (\d+\.\d+\.\d+) \| (.+?) \| (.+?) \| (.+?) \|$", re.MULTILINE)
STATES = ("met", "partly", "not met", "not applicable")
# How many requirements of levels 1 and 2 each chapter of ASVS 5.0.0 has.
_COUNTS = (27, 11, 19, 10, 9, 35, 18, 7, 7, 29, 14, 9, 13, 9, 13, 16, 7)
CHAPTERS = dict(enumerate(_COUNTS, start=1))


def rows() -> list[tuple[str, str, str, str]]:
    return ROW.findall((ROOT / "docs/security/asvs.md").read_text("utf-8"))


def test_every_requirement_is_there_once() -> None:
    ids = [number for number, *_ in rows()]
    assert len(ids) == len(set(ids))
    assert Counter(int(number.split(".")[0]) for number in ids) == CHAPTERS


def test_each_has_a_state_and_says_where_or_why() -> None:
    told = Counter(state for _, _, state, _ in rows())
    assert set(told) <= set(STATES)
    summary = ", ".join(f"{told[state]} {state}" for state in STATES)
    assert f"{summary}: {sum(told.values())} in all." in (ROOT / "docs/security/asvs.md").read_text("utf-8")


def test_what_is_met_by_code_of_ours_names_it() -> None:
    bare = [number for number, _, state, where in rows() if state == "met" and len(where) < 4]
    assert bare == []
    named = [number for number, _, state, where in rows() if state == "met" and "`" in where]
    assert len(named) > 120


@pytest.mark.parametrize("name", ["asvs.md", "threats.md", "limits.md", "headers.md"])
def test_every_file_that_is_named_exists(name: str) -> None:
    told = re.findall(
        r"`((?:vov_app|tests|tools|docs)/[\w./-]+)`", (ROOT / "docs/security" / name).read_text("utf-8")
    )
    assert sorted(path for path in set(told) if not (ROOT / path).exists()) == []
