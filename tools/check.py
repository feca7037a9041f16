"""Run every part, also after one failed, and say at the end what each took and which of them failed."""

import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from tools.parts import SETS, Part, environment
from tools.stop import ROOT, Stop, obey


@dataclass(frozen=True)
class Outcome:
    """How a part went: its name, whether it passed, and the seconds it took."""

    name: str
    passed: bool
    seconds: float


def run(part: Part) -> Outcome:
    """Run one part; one that goes side by side with others shows its output in one piece, when it is done."""
    started = time.perf_counter()
    said: list[str] = []
    passed = all(_succeeds(command, part, said) for command in part.commands)
    outcome = Outcome(part.name, passed, time.perf_counter() - started)
    if part.side_by_side:
        print(_heading(part) + "".join(said), end="", flush=True)
    return outcome


def _succeeds(command: Sequence[str], part: Part, said: list[str]) -> bool:
    if not part.side_by_side:
        print(_heading(part), end="", flush=True)
        return subprocess.run(command, cwd=ROOT, env=environment(), check=False).returncode == 0
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=environment(),
        text=True,
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    said.append(done.stdout)
    return done.returncode == 0


def _heading(part: Part) -> str:
    return f"--- {part.name}\n"


def run_all(parts: Sequence[Part]) -> list[Outcome]:
    """Run the parts that may go side by side two at a time, then the others one by one."""
    with ThreadPoolExecutor(max_workers=2) as pool:
        outcomes = list(pool.map(run, (part for part in parts if part.side_by_side)))
    return [*outcomes, *(run(part) for part in parts if not part.side_by_side)]


def summary(outcomes: Sequence[Outcome]) -> str:
    """One line per part."""
    width = max(len(each.name) for each in outcomes)
    return "\n".join(
        f"{each.name:<{width}}  {each.seconds:6.1f} s  {'ok' if each.passed else 'FAILED'}"
        for each in outcomes
    )


def main() -> None:
    """Run the set of parts that the command line names.

    Raises:
        Stop: some part failed.
    """
    started = time.perf_counter()
    outcomes = run_all(SETS[sys.argv[1]]())
    print(f"\n{summary(outcomes)}\n{time.perf_counter() - started:.0f} s in all")
    failures = [each.name for each in outcomes if not each.passed]
    if failures:
        raise Stop(f"Failed: {', '.join(failures)}")


if __name__ == "__main__":
    obey(main)
