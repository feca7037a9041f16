"""What a screen has to know of the server behind it: that it stops, or that it can't reach what it needs."""

import asyncio
from typing import Any

import reflex as rx
from reflex_base.constants.state import FIELD_MARKER
from reflex_base.event.context import EventContext

from vov_app.domain.access import Access
from vov_app.state.policy import handler


class ServingState(rx.State):
    """Told past State, for that may be what can't be reached; in State itself all is always well.

    `moving`: this process stops, go to another one. `away`: the database or Redis doesn't answer.
    """

    moving: bool = False
    away: bool = False

    @handler(Access.PUBLIC, passive=True)
    async def look_again(self) -> object:
        """Load the whole screen again; who gets here got past all that was away."""
        return rx.State.hydrate_and_load()


def told(**what: bool) -> dict[str, dict[str, Any]]:
    """The message that sets these vars of `ServingState` on a screen."""
    return {ServingState.get_full_name(): {f"{name}{FIELD_MARKER}": value for name, value in what.items()}}


_telling: set["asyncio.Task[None]"] = set()


def tell_away() -> None:
    """Tell the screen whose event runs now that what it asked for can't be reached."""
    tell(told(away=True))


def tell(change: dict[str, dict[str, Any]]) -> None:
    """Send a change of vars to the screen whose event runs now, past State."""
    telling = asyncio.ensure_future(EventContext.get().emit_delta(change))
    _telling.add(telling)
    telling.add_done_callback(_telling.discard)
