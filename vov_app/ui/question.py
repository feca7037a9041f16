"""A question as a control needs it: words for people, Vars for what the server knows."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import reflex as rx

from vov_app.texts import t
from vov_app.ui.native import plain_id

PAUSE_MS: Final = 1000


@dataclass(frozen=True)
class Question:
    """One field of a form; `value` and `fault` are empty when there is none."""

    name: str
    label: str
    hint: str
    required: bool
    value: Any
    fault: Any
    on_note: Callable[[Any], Any] | None
    while_typing: bool = False

    @property
    def described_by(self) -> str:
        """The ids of all that explains the control; empty ones tell nothing."""
        hint = [f"{self.name}-hint"] if self.hint else []
        return " ".join([*hint, f"{self.name}-fault", f"{self.name}-note"])

    def noted(self, trigger: str) -> dict[str, Any]:
        """The handler under the trigger that fits the control, if answers are kept one by one."""
        return {trigger: self.on_note} if self.on_note else {}

    def noted_soon(self) -> dict[str, Any]:
        """The handler for text: when the field is left, and on a form that keeps it when typing pauses."""
        note = self.on_note
        if note is None or not self.while_typing:
            return self.noted("on_blur")
        return {"on_blur": note, "on_change": lambda value: note(value).debounce(PAUSE_MS)}

    def words(self) -> list[rx.Component | str]:
        """The label's text, marked when the question may be skipped."""
        if self.required:
            return [self.label]
        return [self.label, " ", rx.el.span(t("ui.optional"), class_name="field__optional")]

    def explained(self) -> list[rx.Component]:
        """Hint and fault, which stand before the control."""
        hint = (
            [rx.el.p(self.hint, id=plain_id(f"{self.name}-hint"), class_name="field__hint")]
            if self.hint
            else []
        )
        return [*hint, rx.el.p(self.fault, id=plain_id(f"{self.name}-fault"), class_name="field__fault")]
