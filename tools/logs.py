"""The logs of the whole suite: kept while it runs, and searched afterwards for what they may not hold."""

import re
import sys
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from tools.stop import LOGS, ROOT, Stop, obey
from vov_app.domain import identifiers
from vov_app.domain.identifiers import Identifier

FOLDER = LOGS / "suite"
NAMES = "names"
PEOPLE = ROOT / "vov_app" / "prototype" / "people.toml"
# Long after anybody in a test was born, whatever their number says.
LATER = date(2100, 1, 1)
_NUMBER = re.compile(r"(?<![\w-])\d{2}\.?\d{2}\.?\d{2}-?\d{3}\.?\d{2}(?![\w-])")
_ACCOUNT = re.compile(r"(?<!\w)[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?!\w)")
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_COOKIE = re.compile(r"vov_(?:session|world|attempt)=[\w-]{20,}")


def clear(folder: Path = FOLDER) -> None:
    """Begin a run of the suite without the logs of the last one."""
    folder.mkdir(parents=True, exist_ok=True)
    for file in folder.iterdir():
        file.unlink()


def check(folder: Path = FOLDER) -> int:
    """Search every log; how many lines there were.

    Raises:
        Stop: there are none, or a line holds a number, an account, an address, a cookie or a name; which is
            said, and in which file and line, and not what it was.
    """
    names, found, lines = known_names(folder), list[str](), 0
    for file in sorted(folder.glob("*.log")):
        for number, line in enumerate(file.read_text("utf-8", "replace").splitlines(), start=1):
            lines += 1
            found.extend(f"{file.name}:{number}: {what}" for what in personal(line, names))
    if found:
        raise Stop("Logs hold what they may not:\n" + "\n".join(found[:20]))
    if not lines:
        raise Stop(f"There are no logs in {folder}: the suite writes them.")
    return lines


def known_names(folder: Path) -> frozenset[str]:
    """Everybody that the suite made up, as it noted them, and the demo people."""
    noted = {name for file in folder.glob(f"{NAMES}-*.txt") for name in file.read_text("utf-8").splitlines()}
    people = tomllib.loads(PEOPLE.read_text("utf-8"))["person"]
    demo = {" ".join(each["name"]) for each in people}
    return frozenset(name for name in noted | demo if " " in name.strip() and len(name) > 6)


def personal(line: str, names: frozenset[str]) -> Iterator[str]:
    """What a line holds that it may not."""
    if any(_sound(Identifier.INSZ, found) for found in _NUMBER.findall(line)):
        yield "an INSZ"
    if any(_sound(Identifier.IBAN, found) for found in _ACCOUNT.findall(line)):
        yield "an IBAN"
    if _ADDRESS.search(line):
        yield "a mail address"
    if _COOKIE.search(line):
        yield "a cookie"
    if any(name in line for name in names):
        yield "a name"


def _sound(kind: Identifier, text: str) -> bool:
    return identifiers.fault(kind, identifiers.compact(kind, text), LATER) is None


def main() -> None:
    """Clear or check, as the command line says."""
    if sys.argv[1:] == ["clear"]:
        clear()
    else:
        print(f"{check()} lines, none with anything of anybody")


if __name__ == "__main__":
    obey(main)
