"""While the loket is closed no event does anything; the screen says so, and keeps what was typed."""

from typing import Any

from reflex.istate.data import RouterData
from reflex.state import BaseState, StateUpdate

from vov_app.services import maintenance
from vov_app.services.maintenance import Notice
from vov_app.state.busy import BusyState, shown
from vov_app.texts import t

_told: set[str] = set()


async def refusal(state: BaseState, router: RouterData) -> StateUpdate | None:
    """What is told instead of doing what was asked; None when the loket is open, or open to this browser."""
    notice, tab = maintenance.seen(), router.session.client_token
    if notice is None or maintenance.passes(notice, router.headers.cookie):
        await _is_over(state, tab)
        return None
    _told.add(tab)
    busy: Any = await state.get_state(BusyState)
    busy.told = _words(notice)
    return StateUpdate(delta=shown(busy.told))


async def _is_over(state: BaseState, tab: str) -> None:
    if tab in _told:
        _told.discard(tab)
        (await state.get_state(BusyState)).told = ""


def _words(notice: Notice) -> str:
    return t("ui.closed.event", message=notice.message)
