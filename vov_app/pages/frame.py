"""The frame of every page, told who is signed in."""

from typing import Final

import reflex as rx

from vov_app.state.busy import BusyState
from vov_app.state.failed import FailedState
from vov_app.state.live import LiveState
from vov_app.state.serving import ServingState
from vov_app.state.session import SessionState
from vov_app.ui.connection import away_line, busy_line, keeping
from vov_app.ui.failed import failed_alert
from vov_app.ui.kinds import Child, Told
from vov_app.ui.session_vars import SessionVars
from vov_app.ui.shell import page_shell
from vov_app.ui.words import spoken

SESSION: Final = SessionVars(
    ready=SessionState.ready,
    person_name=SessionState.person_name,
    organisation_name=SessionState.organisation.name,
    organisation_key=SessionState.organisation.key,
    kbo=SessionState.organisation.kbo,
    demo=SessionState.demo,
    ending=SessionState.ending,
    due_ms=SessionState.due_ms,
    on_due=SessionState.check_time,
    on_extend=SessionState.extend,
)


def frame(*content: Child) -> rx.Component:
    """A whole page around its content."""
    away = away_line(ServingState.away, ServingState.look_again)
    kept = keeping(SessionState.born, ServingState.away, ServingState.moving)
    told = spoken(LiveState.announced), busy_line(BusyState.told), away
    return page_shell(failed_alert(FailedState.code), *content, *told, kept, session=SESSION)


def of_organisation(rest: str = "") -> Told:
    """The address of a page of the organisation that is acted for."""
    return "/organisatie/" + SessionState.organisation.key + rest
