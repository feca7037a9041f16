"""What the screen of one step of a form holds: its controls, and all that stands around them."""

from dataclasses import dataclass, field

import reflex as rx

from vov_app.services.journey import StepLink, StepView
from vov_app.texts import t


@dataclass(frozen=True)
class Around:
    """What stands around the controls of a step, and may change as one types."""

    asked: list[str] = field(default_factory=list)
    notes: dict[str, str] = field(default_factory=dict)
    steps: list[StepLink] = field(default_factory=list)
    saved: str = ""


@dataclass
class Kept:
    """What the controls were made with or stored since, and what was typed while somebody else was editing.

    `turn` counts how often the controls were made; `arrived` is the step that came on the screen last.
    """

    given: dict[str, str] = field(default_factory=dict)
    unkept: dict[str, str] = field(default_factory=dict)
    turn: int = 0
    arrived: str = ""

    def note(self, name: str, view: StepView) -> None:
        """One answer was typed, and this is what became of it."""
        if view.busy:
            self.unkept[name] = view.answers[name]
        elif f"{name}.legend" in view.disputes or view.answers[name] == view.given[name]:
            self.given[name] = view.given[name]


class StepWindow(rx.State, mixin=True):
    """A window on one step of one draft.

    `shown` says which, so that no page shows another's answers, and how often its controls were made anew:
    they hold what a person typed for as long as it stays the same.
    """

    shown: str = ""
    answers: dict[str, str] = {}
    faults: dict[str, str] = {}
    disputes: dict[str, str] = {}
    around: Around = Around()
    busy: str = ""
    _kept: Kept = Kept()

    def _given(self) -> dict[str, str]:
        return dict(self._kept.given)

    def _disputed(self) -> set[str]:
        return {key.rpartition(".")[0] for key in self.disputes}

    def _is_shown(self, view: StepView) -> bool:
        return bool(view.shown) and self.shown.endswith(view.shown)

    def _anew(self, view: StepView) -> object:
        """Make the controls anew, with what is stored now."""
        self._kept = Kept(view.given, {}, self._kept.turn + 1, self._kept.arrived)
        self.shown, self.busy = f"{self._kept.turn}:{view.shown}", ""
        self.answers, self.faults, self.disputes = view.answers, view.faults, view.disputes
        return self._told(view, fresh=True)

    def _told(self, view: StepView, *, fresh: bool = False) -> object:
        """Tell all that stands around the controls; and when somebody took over from here, that first."""
        self.around = Around(view.asked, view.notes, view.steps, "" if view.busy else view.saved)
        lost = bool(view.busy) and not self.busy and not fresh
        told = t("refund.busy.lost" if lost else "refund.busy.other", person=view.busy)
        self.busy = (self.busy or told) if view.busy else ""
        return rx.set_focus("busy") if lost else None
