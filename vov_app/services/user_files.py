"""Users in files: the list as CSV, and a CSV of newcomers, each row checked as the form is."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass, field

from vov_app.domain import identifiers
from vov_app.domain.identifiers import Identifier
from vov_app.forms.user import ADD, USERS
from vov_app.services import audit, drafts, newcomers, offices, user_queries, user_views
from vov_app.services.user_rows import Entry, columns, safe
from vov_app.services.work import Work
from vov_app.texts import t

BOM = "\ufeff"


@dataclass(frozen=True)
class Problem:
    """What is wrong with one cell and how to mend it; `entry` is the row, to give back to who sent it."""

    row: int
    column: str
    fault: str
    entry: Entry = field(repr=False)


@dataclass(frozen=True)
class Outcome:
    """What came of a file or a part of it."""

    added: int = 0
    invited: int = 0
    problems: tuple[Problem, ...] = ()

    def __add__(self, more: "Outcome") -> "Outcome":
        return Outcome(self.added + more.added, self.invited + more.invited, (*self.problems, *more.problems))


def report(w: Work) -> bytes:
    """All users as a CSV that spreadsheets open as it is meant; the record tells who took it.

    Raises:
        Refused: the actor holds no office.
    """
    audit.record(w, "users:report", role=offices.require(w))
    text = io.StringIO(newline="")
    out = csv.writer(text, delimiter=";")
    out.writerow([t(f"users.report.{name}") for name in ("name", "standing", "end", "office")])
    for line in user_views.lines(w, user_queries.everybody(w), everybody=True):
        out.writerow([safe(cell) for cell in (line.name, line.standing, line.end, line.office)])
    return (BOM + text.getvalue()).encode()


def apply(w: Work, entries: Iterable[Entry], earlier: dict[str, int]) -> Outcome:
    """Add who is described soundly, and say what is wrong with the others.

    `earlier` takes the rows by number of a person, so that a second row for somebody is no second letter.

    Raises:
        Refused: the actor holds no office.
    """
    offices.require(w)
    total = Outcome()
    for entry in entries:
        total += _apply(w, entry, earlier)
    return total


def returned(problems: Iterable[Problem]) -> bytes:
    """The rows that weren't taken in as a CSV to mend and to send again: as they were, with what is wrong.

    Empty when every row was.
    """
    faults: dict[int, list[str]] = {}
    entries: dict[int, Entry] = {}
    for problem in problems:
        entries[problem.row] = problem.entry
        faults.setdefault(problem.row, []).append(f"{problem.column}: {problem.fault}")
    if not entries:
        return b""
    text = io.StringIO(newline="")
    out = csv.writer(text, delimiter=";")
    out.writerow([*columns(), t("users.file.fault")])
    for row, entry in entries.items():
        out.writerow([safe(cell) for cell in (*entry.told.values(), " ".join(faults[row]))])
    return (BOM + text.getvalue()).encode()


def _apply(w: Work, entry: Entry, earlier: dict[str, int]) -> Outcome:
    answers = USERS.clean(ADD, {**entry.told, "insz": _padded(entry.told["insz"])})
    faults = newcomers.worded(USERS.faults(answers, drafts.facts(w), ADD))
    number = identifiers.compact(Identifier.INSZ, answers["insz"])
    if "insz" not in faults and earlier.setdefault(number, entry.row) != entry.row:
        faults["insz"] = t("users.file.duplicate", row=earlier[number])
    if faults:
        told = (
            Problem(entry.row, t(f"users.file.column.{name}"), fault, entry) for name, fault in faults.items()
        )
        return Outcome(problems=tuple(told))
    known = newcomers.admit(w, answers)
    return Outcome(added=int(known), invited=int(not known))


def _padded(number: str) -> str:
    """Spreadsheets drop the zeros in front of a number that they take for an amount."""
    return number.zfill(11) if number.isascii() and number.isdigit() and 8 <= len(number) <= 10 else number
