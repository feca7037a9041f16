"""What a form is: steps of fields, declared once; the same definition feeds screen, check and receipt."""

import dataclasses
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from vov_app.domain.trainings import Training

Answers: TypeAlias = Mapping[str, str]

TICKED = "ja"
LONGEST = 200

# Control characters, marks that steer the direction of text, halves of pairs, private and unassigned ones.
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


@dataclass(frozen=True)
class Facts:
    """What answers are judged against: the day in Brussels, and the training register."""

    today: date
    training: Callable[[str], Training | None]


class Kind(StrEnum):
    """What kind of answer a field takes."""

    TEXT = "text"
    PROSE = "prose"
    EMAIL = "email"
    PHONE = "phone"
    IBAN = "iban"
    INSZ = "insz"
    ESTABLISHMENT = "establishment"
    ODB = "odb"
    DATE = "date"
    DECIMAL = "decimal"
    PERCENT = "percent"
    CHOICE = "choice"
    TICK = "tick"


@dataclass(frozen=True)
class Fault:
    """What is wrong with an answer; `values` fill the places in its text."""

    field: str
    key: str
    values: Mapping[str, object] = dataclasses.field(default_factory=dict)


Rule: TypeAlias = Callable[[Answers, Facts], str | Fault | None]
Asked: TypeAlias = Callable[[Answers, Facts], bool]


def always(_answers: Answers, _facts: Facts) -> bool:
    """The question is always asked."""
    return True


@dataclass(frozen=True)
class Field:
    """One question. `rules` are tried in order on an answer that was given; the first fault counts.

    `employer_only`: the answer is none of the employee's business, and stays out of their copy.
    """

    name: str
    kind: Kind
    required: bool = True
    personal: bool = False
    choices: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
    asked: Asked = always
    longest: int = LONGEST
    employer_only: bool = False

    def fault(self, answers: Answers, facts: Facts) -> Fault | None:
        """What is wrong with the answer to this question, None when it is sound or isn't asked."""
        if not self.asked(answers, facts):
            return None
        if not self.answered(answers):
            return Fault(self.name, "missing") if self.required else None
        for rule in self.rules:
            found = rule(answers, facts)
            if found is not None:
                return found if isinstance(found, Fault) else Fault(self.name, found)
        return None

    def answered(self, answers: Answers) -> bool:
        """Whether an answer was given: a tick, one of the choices, or some text."""
        typed = answers.get(self.name, "")
        if self.kind is Kind.TICK:
            return typed == TICKED
        return typed in self.choices if self.kind is Kind.CHOICE else bool(typed.strip())

    def taken(self, value: object) -> str | None:
        """Any JSON value as the text that is kept; None: there was no answer in it, so the earlier one stays.

        A browser sends nothing for a box that isn't ticked, so nothing unticks it. For every other control
        nothing means that it wasn't on the screen.
        """
        if self.kind is Kind.TICK:
            return TICKED if value is True or value in ("on", "true", TICKED) else ""
        if not isinstance(value, str):
            return None
        text = (_prose if self.kind is Kind.PROSE else plain)(value)[: self.longest].strip()
        return text if self.kind is not Kind.CHOICE or text in self.choices else ""


@dataclass(frozen=True)
class Step:
    """One page of questions."""

    name: str
    fields: tuple[Field, ...]
    asked: Asked = always


@dataclass(frozen=True)
class Form:
    """Steps in their order, and all that can be asked of them."""

    name: str
    steps: tuple[Step, ...]

    def step(self, name: str) -> Step | None:
        """The step with this name, if there is one."""
        return next((s for s in self.steps if s.name == name), None)

    def journey(self, answers: Answers, facts: Facts) -> tuple[Step, ...]:
        """The steps that apply to these answers."""
        return tuple(s for s in self.steps if s.asked(answers, facts))

    def reachable(self, answers: Answers, facts: Facts) -> tuple[Step, ...]:
        """The steps that may be opened: all sound ones from the start, and the first unsound one."""
        opened: list[Step] = []
        for step in self.journey(answers, facts):
            opened.append(step)
            if self.faults(answers, facts, step):
                break
        return tuple(opened)

    def clean(self, step: Step, payload: object) -> dict[str, str]:
        """The trust boundary: the step's answers out of any JSON value, each as text; raises nothing.

        Unsound answers are kept as they were typed; a field without an answer is left out.
        """
        if not isinstance(payload, Mapping):
            return {}
        taken = ((f.name, f.taken(payload.get(f.name))) for f in step.fields)
        return {name: text for name, text in taken if text is not None}

    def faults(self, answers: Answers, facts: Facts, step: Step | None = None) -> tuple[Fault, ...]:
        """What is wrong with the answers of one step, or of the whole form, in the order of the fields."""
        steps = self.journey(answers, facts) if step is None else (step,)
        fields = {f.name: f for s in steps for f in s.fields}
        found = (f.fault(answers, facts) for f in fields.values())
        return tuple(fault for fault in found if fault is not None)


def _prose(text: str) -> str:
    """The same line by line: paragraphs stay."""
    return "\n".join(plain(line) for line in text.splitlines()).strip()


def plain(text: str) -> str:
    """The text without characters that can't be seen, any white space as a plain space, composed (NFC)."""
    if text.isascii() and text.isprintable():
        return text.strip()
    spaced = (" " if c.isspace() else c for c in text)
    visible = "".join(c for c in spaced if unicodedata.category(c) not in _INVISIBLE)
    return unicodedata.normalize("NFC", visible).strip()
