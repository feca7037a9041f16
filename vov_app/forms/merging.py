"""Two people fill in the same draft: what each may keep, and what somebody has to choose between."""

from dataclasses import dataclass, field

from vov_app.forms.spec import Answers

PICK, MINE, THEIRS = "pick_", "mine", "theirs"


@dataclass(frozen=True)
class Merged:
    """What of the typed answers is kept, and the stored answers that clash with a typed one."""

    kept: dict[str, str] = field(default_factory=dict)
    disputed: dict[str, str] = field(default_factory=dict)


def merged(typed: Answers, given: Answers, stored: Answers) -> Merged:
    """Compare what was typed with what the screen was `given` and with what is `stored` now.

    What only one of the two changed stands; where both changed an answer, nothing is overwritten: it is
    disputed. A field that the screen was never given counts as given as it is stored.
    """
    found = Merged()
    for name, value in typed.items():
        now = stored.get(name, "")
        before = given.get(name, now)
        if value in (now, before):
            continue
        (found.kept if before == now else found.disputed)[name] = value if before == now else now
    return found


def chosen(typed: Answers, given: Answers, picks: Answers) -> dict[str, str]:
    """The typed answers, where somebody picked the other one of two: that one."""
    return {
        name: given.get(name, "") if picks.get(name) == THEIRS else value for name, value in typed.items()
    }
