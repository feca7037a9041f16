"""A reason to stop is one clear line on the screen and exit code 1, never a traceback."""

import re
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOGS = ROOT / "var" / "log"
OFFLINE = re.compile(
    r"could not resolve|dns error|temporary failure in name resolution|failed to establish a new connection"
    r"|network is unreachable|connection refused|error sending request|timed out|proxyerror"
    r"|\b(enotfound|eai_again|econnrefused|etimedout|enetunreach)\b",
    re.IGNORECASE,
)
NO_NETWORK = "No package registry can be reached: check the network or the proxy, then try again"


class Stop(Exception):
    """Something that the person at the keyboard can mend; its text says what and how."""


def obey(main: Callable[[], None]) -> None:
    """Run a command; a `Stop` becomes one line and exit code 1, Ctrl-C becomes exit code 130."""
    try:
        main()
    except Stop as reason:
        print(reason, file=sys.stderr)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)


def is_offline(output: str) -> bool:
    """Whether the output of a package manager says that it reached nobody."""
    return bool(OFFLINE.search(output))


def failed(what: str, output: str) -> Stop:
    """The reason to stop after a failed command; the whole output stays in var/log."""
    LOGS.mkdir(parents=True, exist_ok=True)
    log = LOGS / f"{what.replace(' ', '-')}.log"
    log.write_text(output, encoding="utf-8")
    if is_offline(output):
        return Stop(f"{NO_NETWORK} ({log.relative_to(ROOT)} has the details).")
    return Stop(f"{what} failed: {_telling(output)} ({log.relative_to(ROOT)} has the rest).")


def _telling(output: str) -> str:
    """The line that says most: the last that speaks of an error, else the last."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    errors = [line for line in lines if "error" in line.lower() or "not found" in line.lower()]
    return [*(lines or ["no output"]), *errors][-1]
