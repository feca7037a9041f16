"""Says on the page that what somebody did failed, under a code; all that they typed stays where it is."""

import contextlib
from collections import OrderedDict
from typing import Any, Final

import reflex as rx
from reflex_base.constants.state import FIELD_MARKER

from vov_app import tracks
from vov_app.services.outages import is_outage

ID: Final = "failed"
# What pages do by themselves as they open: there is nothing typed yet, and a page of its own tells the code.
OPENING: Final = ("load", "load_fault", "load_forbidden", "enter", "enter_signed_in", "enter_acting")
TYPING: Final = "note"
MOST_TABS: Final = 10_000
_KEPT: Final = "vov_kept"
_failed: OrderedDict[str, str] = OrderedDict()


class FailedState(rx.State):
    """The code of what failed on this page, until the same thing succeeds or the person is elsewhere."""

    code: str = ""
    _at: str = ""


async def keep(state: Any, handler: str, fault: Exception) -> None:
    """Keep that a handler failed, for the page that is open; not of one that only opens it."""
    if handler.rpartition(":")[2] in OPENING:
        return
    fault.__dict__[_KEPT] = handler
    with contextlib.suppress(Exception):  # State may be what can't be reached
        found = await state.get_state(FailedState)
        found.code, found._at = code_of(fault), str(state.router.url.path)
        _failed[state.router.session.client_token] = handler
        while len(_failed) > MOST_TABS:
            _failed.popitem(last=False)


async def forget(state: Any, handler: str) -> None:
    """What failed in this tab has succeeded now."""
    if _failed and _failed.get(state.router.session.client_token) == handler:
        del _failed[state.router.session.client_token]
        (await state.get_state(FailedState)).reset()


async def leave(state: Any, path: str) -> None:
    """The person is at this page now: what failed elsewhere is over."""
    found = await state.get_state(FailedState)
    if found.code and found._at != path:
        found.reset()


def is_kept(fault: Exception) -> bool:
    """Whether the page that is open tells it."""
    return _KEPT in fault.__dict__


def may_move_focus(fault: Exception) -> bool:
    """Whether the person waits for an answer; who types on isn't interrupted."""
    return not fault.__dict__[_KEPT].endswith(f":{TYPING}")


def code_of(fault: Exception) -> str:
    """What the help desk finds in the log: 503 is an outage, which passes; 500 a fault of ours."""
    return f"{503 if is_outage(fault) else 500}-{tracks.of(fault)}"


def shown(fault: Exception) -> dict[str, dict[str, Any]]:
    """The message that tells it on a screen."""
    return {FailedState.get_full_name(): {f"code{FIELD_MARKER}": code_of(fault)}}
