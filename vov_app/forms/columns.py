"""The columns of a file of refund applications, one for each question, and how cells become answers.

What a spreadsheet did to a cell is mended where that can be done in one way only. What may mean two things
stays as it was typed, and the form says what is wrong with it.
"""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from vov_app.forms.cells import unguarded
from vov_app.forms.mending import NO_WORDS, YES_WORDS, Unmendable, mended
from vov_app.forms.refund import CHECK, REFUND
from vov_app.forms.spec import LONGEST, TICKED, Fault, Field, Kind, plain
from vov_app.forms.values import NO, YES

# The declaration is made by who confirms, for all rows together: it is no column.
COLUMNS: Final[Mapping[str, Field]] = {
    asked.name: asked for step in REFUND.steps if step is not CHECK for asked in step.fields
}
# Columns of a file that we gave back: which row it was, and what was wrong with it.
ROW_KEY: Final = "row_key"
ROW_FAULT: Final = "row_fault"
FEWEST: Final = 3
_BETWEEN: Final = "."


@dataclass(frozen=True)
class Heading:
    """Where each column stands, by its name; titles that stand there twice, and titles that aren't ours.

    `choices` has, by the name of a question, the choice that each loosely written word means.
    """

    places: Mapping[str, int]
    twice: tuple[str, ...] = ()
    others: Mapping[str, int] = field(default_factory=dict)
    choices: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Taken:
    """What a row says: the answers, and what is wrong with cells that no form can tell."""

    answers: dict[str, str]
    faults: tuple[Fault, ...] = ()


class Layout:
    """How columns may be called, how choices may be, and which sheets of a workbook hold no rows.

    `titles` by the name of the column, a question or whatever else; `labels` by question and choice.
    """

    def __init__(
        self,
        titles: Mapping[str, Sequence[str]],
        labels: Mapping[str, Mapping[str, str]] | None = None,
        aside: Iterable[str] = (),
    ) -> None:
        self.aside = frozenset(aside)
        self._names = {loosely(title): name for name, given in titles.items() for title in (name, *given)}
        self._choices = {name: _choices(asked, labels or {}) for name, asked in COLUMNS.items()}

    def name_of(self, title: str) -> str | None:
        """The name of the column with this title, whatever its capitals, spaces, accents and signs."""
        return self._names.get(loosely(title))

    def recognised(self, cells: Iterable[str]) -> int:
        """How many different columns these cells name."""
        return len({name for cell in cells if (name := self.name_of(cell))})

    def is_head(self, cells: Iterable[str]) -> bool:
        """Whether this row names the columns."""
        return self.recognised(cells) >= FEWEST

    def heading(self, head: Sequence[str]) -> Heading:
        """Where each column stands in this head."""
        places: dict[str, int] = {}
        others: dict[str, int] = {}
        twice = []
        for at, title in enumerate(head):
            name = self.name_of(title)
            if name is None:
                others.setdefault(title, at)
            elif places.setdefault(name, at) != at:
                twice.append(title)
        return Heading(places, tuple(twice), others, self._choices)


def answers_of(heading: Heading, cells: Sequence[str]) -> Taken:
    """The answers that stand in these cells, mended, by the name of the question.

    Faults: `rounded` for a number of which digits are gone, `share` for a percentage that may be a part of
    one, `long` for what is longer than `most` characters.
    """
    answers: dict[str, str] = {}
    faults = []
    for name, at in heading.places.items():
        if asked := COLUMNS.get(name):
            answers[name], fault = _answer(asked, cells[at], heading.choices.get(name, {}))
            if fault:
                faults.append(Fault(name, fault, {"most": asked.longest}))
    return Taken(answers, tuple(faults))


def row_key(batch: str, number: int) -> str:
    """What stands beside a row that is given back: the batch by its opaque key, and the row in it."""
    return f"{batch}{_BETWEEN}{number}"


def row_of(cell: str) -> tuple[str, int] | None:
    """The batch and the number of a row that was given back; None for a cell that we didn't write."""
    batch, _, number = unguarded(cell.strip()).rpartition(_BETWEEN)
    if not batch or len(batch) > LONGEST or not number.isascii() or not number.isdigit() or len(number) > 7:
        return None
    return batch, int(number)


def _answer(asked: Field, cell: str, choices: Mapping[str, str]) -> tuple[str, str]:
    text = plain(unguarded(cell.lstrip()))
    if not text:
        return "", ""
    if choices:
        return choices.get(loosely(text), text), ""
    try:
        text = mended(asked.kind, text)
    except Unmendable as lost:
        return text, lost.key
    return text, "long" if len(text) > asked.longest else ""


def _choices(asked: Field, labels: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """What each loosely written word chooses; empty for a question without choices."""
    found: dict[str, str] = {}
    if asked.kind is Kind.TICK:
        found = {**dict.fromkeys(YES_WORDS, TICKED), **dict.fromkeys(NO_WORDS, "")}
    if asked.choices == (YES, NO):
        found = {**dict.fromkeys(YES_WORDS, YES), **dict.fromkeys(NO_WORDS, NO)}
    for choice in asked.choices:
        found[loosely(choice)] = choice
    for choice, label in labels.get(asked.name, {}).items():
        found[loosely(label)] = choice
    return found


@lru_cache(maxsize=4096)
def loosely(text: str) -> str:
    """The letters and digits of a text, small and without accents: what two ways to write it share."""
    parts = unicodedata.normalize("NFKD", text[:LONGEST]).casefold()
    return "".join(c for c in parts if c.isalnum())
