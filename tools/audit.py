"""Ask those who know of weaknesses in the packages that we pin; says so plainly when nobody can be asked."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from tools.stop import ROOT, Stop, failed, is_offline, obey

BESIDE = Path(sys.executable).parent
LOCKS = ("run", "dev")
AUDITS: dict[str, tuple[Sequence[str], Path]] = {
    **{
        f"python {name}": (
            (str(BESIDE / "pip-audit"), "--disable-pip", "--requirement", f"requirements/{name}.txt"),
            ROOT,
        )
        for name in LOCKS
    },
    "npm": ((str(BESIDE / "npm"), "audit", "--package-lock-only"), ROOT / "reflex.lock"),
}


def main() -> None:
    """Run each audit and say what came of it.

    Raises:
        Stop: a weakness is known, or an audit failed otherwise than by reaching nobody.
    """
    found = [what for what, (command, place) in AUDITS.items() if not _sound(what, command, place)]
    if found:
        raise Stop(f"Weaknesses are known: {', '.join(found)}")


def _sound(what: str, command: Sequence[str], place: Path) -> bool:
    done = subprocess.run(command, cwd=place, text=True, capture_output=True, check=False)
    said = done.stdout + done.stderr
    if done.returncode == 0:
        print(f"{what}: no weakness is known")
        return True
    if is_offline(said) or _has_no_audit(said):
        print(f"{what}: NOT ASKED, nobody who knows can be reached from here")
        return True
    print(f"--- {what}\n{said}")
    if not _tells_of_weaknesses(said):
        raise failed(f"audit {what}", said)
    return False


def _has_no_audit(said: str) -> bool:
    """A registry that only hands out packages has no list of weaknesses."""
    return (
        "audit endpoint returned an error" in said or "404 Client Error" in said or "403 Client Error" in said
    )


def _tells_of_weaknesses(said: str) -> bool:
    return "known vulnerabilit" in said or "npm audit report" in said or "severity" in said


if __name__ == "__main__":
    obey(main)
