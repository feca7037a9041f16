"""Find a Chromium for the journeys: one that is there, else Playwright's, else Debian's package."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping

from tools.stop import Stop, obey

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ASK = """
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)
"""
NONE = (
    "No Chromium: none on the PATH, Playwright could not fetch one and apt-get could not install one. "
    "Install Chromium, or name it: VOV_CHROMIUM=/path/to/chromium make test"
)


def candidates(environment: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What is on this machine already, best first: where it was found, and the path."""
    if named := environment.get("VOV_CHROMIUM"):
        yield "VOV_CHROMIUM", named
    yield from (("the PATH", found) for name in NAMES if (found := shutil.which(name)))
    yield "Playwright", playwright_path()


def present(environment: Mapping[str, str]) -> tuple[str, str] | None:
    """The first candidate that starts; None when there is none."""
    return next(((where, path) for where, path in candidates(environment) if starts(path)), None)


def starts(path: str) -> bool:
    """Whether this program runs at all; one that lacks a library of the system doesn't."""
    try:
        return (
            subprocess.run([path, "--version"], capture_output=True, check=False, timeout=20).returncode == 0
        )
    except (OSError, subprocess.TimeoutExpired):
        return False


def playwright_path() -> str:
    """Where Playwright keeps its Chromium, whether or not it has one."""
    asked = subprocess.run([sys.executable, "-c", ASK], text=True, capture_output=True, check=False)
    return asked.stdout.strip()


def installers() -> Iterator[list[list[str]]]:
    """What brings a Chromium, in the order that we try; packages of the system only for root."""
    is_debian_root = os.geteuid() == 0 and bool(shutil.which("apt-get"))
    playwright = [sys.executable, "-m", "playwright"]
    libraries = [[*playwright, "install-deps", "chromium"]] if is_debian_root else []
    yield [[*playwright, "install", "chromium"], *libraries]
    if is_debian_root:
        yield [
            ["apt-get", "update", "-q"],
            ["apt-get", "install", "-qy", "--no-install-recommends", "chromium"],
        ]


def chromium() -> tuple[str, str]:
    """A Chromium, installed if need be: where it comes from, and its path.

    Raises:
        Stop: there is none and none can be had.
    """
    if found := present(os.environ):
        return found
    for commands in installers():
        if all(_succeeds(command) for command in commands) and (found := present(os.environ)):
            return found
    raise Stop(NONE)


def _succeeds(command: list[str]) -> bool:
    print(f"No Chromium yet: {' '.join(command[-3:])} ...", flush=True)
    try:
        return subprocess.run(command, capture_output=True, check=False, timeout=300).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def main() -> None:
    """Say which Chromium the journeys take."""
    where, path = chromium()
    print(f"Chromium: {path} (from {where})")


if __name__ == "__main__":
    obey(main)
