"""Says on the page that somebody asks too much at once, and how long to wait."""

from typing import Any, Final

import reflex as rx
from reflex_base.constants.state import FIELD_MARKER

from vov_app.state.page import page_state
from vov_app.texts import t

MINUTE: Final = 60


@page_state()
class BusyState(rx.State):
    """What is told above everything else; empty when nobody has to wait."""

    told: str = ""


def wait_words(seconds: int) -> str:
    """How long to wait, in words."""
    if seconds < 2 * MINUTE:
        return t("ui.busy.seconds", seconds=max(2, seconds))
    return t("ui.busy.minutes", minutes=-(-seconds // MINUTE))


def shown(words: str) -> dict[str, Any]:
    """The change that puts these words on a screen."""
    return {BusyState.get_full_name(): {f"told{FIELD_MARKER}": words}}
