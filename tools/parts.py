"""The parts of `make check`, by name: what runs, and what each of them proves."""

import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

RUN = (sys.executable, "-m")
WALLS = str(Path(sys.executable).with_name("lint-imports"))
PYTEST = (*RUN, "pytest", "-q")
COUNTED = (*RUN, "coverage", "run", "-m", "pytest", "-q")
# Who is done takes over from who isn't; journeys of several processes stay together. A third browser on two
# cores won no time, and made journeys wait for each other.
SPREAD = ("-n", "2", "--dist", "worksteal")
TOGETHER = ("-n", "2", "--dist", "loadgroup")
# Where to look for journeys: to collect the whole suite takes each worker a dozen seconds. The longest go
# first, for at the end one of the two would wait for the other.
JOURNEYS = ("tests/fuzz", "tests/journeys")
REPORT = (*RUN, "coverage", "report")
STRICT = "--include=vov_app/domain/*,vov_app/forms/*,vov_app/services/*"


@dataclass(frozen=True)
class Part:
    """Commands that prove one thing, in order; a later one runs only when the earlier ones passed."""

    name: str
    commands: tuple[tuple[str, ...], ...]
    side_by_side: bool = True


def lint() -> list[Part]:
    """What reads the tree and serves nothing."""
    return [
        Part("types", ((*RUN, "mypy"),)),
        Part("format", ((*RUN, "ruff", "format", "--check", "."),)),
        Part("lint", ((*RUN, "ruff", "check", "."),)),
        Part("walls", ((WALLS, "--no-logo", "--cache-dir", "var/cache/walls"),)),
        Part("locks", ((*RUN, "tools.locks", "check"),)),
        Part("migrations", ((*RUN, "tools.migrations"),)),
    ]


def build() -> list[Part]:
    """What the journeys stand on."""
    return [
        Part("build", ((*RUN, "tools.build"), (*RUN, "tools.locks", "untouched"))),
        Part("browser", ((*RUN, "tools.browser"),)),
    ]


def tests() -> list[Part]:
    """The suite in two halves, and how much of the code the first went through.

    What journeys go through isn't counted: what only a browser tries isn't tried enough, and counting makes
    their servers slower.
    """
    erase = (*RUN, "coverage", "erase")
    combine = (*RUN, "coverage", "combine", "--quiet")
    clear = (*RUN, "tools.logs", "clear")
    return [
        Part("tests", (erase, clear, (*COUNTED, *SPREAD, "-m", "not journey")), side_by_side=False),
        Part("journeys", ((*PYTEST, *TOGETHER, "-m", "journey", *JOURNEYS),), side_by_side=False),
        Part("logs", ((*RUN, "tools.logs", "check"),), side_by_side=False),
        Part("coverage", (combine, (*REPORT, "--fail-under=95")), side_by_side=False),
        Part("coverage of rules", ((*REPORT, STRICT, "--fail-under=100"),), side_by_side=False),
    ]


SETS: Mapping[str, Callable[[], list[Part]]] = {
    "check": lambda: [*build(), *lint(), *tests()],
    "test": lambda: [*build(), *tests()],
}


def environment(given: Mapping[str, str] = os.environ) -> dict[str, str]:
    """What the parts run with: no VOV_ setting of whoever calls us, but the browser that they named."""
    kept = {k: v for k, v in given.items() if not k.startswith("VOV_") or k == "VOV_CHROMIUM"}
    return {**kept, "HYPOTHESIS_STORAGE_DIRECTORY": "var/cache/hypothesis"}
