"""What happens when a handler fails: a code for the help desk, and nothing of the cause."""

import logging

import reflex as rx
from reflex.event import EventSpec

from vov_app import routes, tracks
from vov_app.services.outages import is_outage
from vov_app.state import failed
from vov_app.state.serving import tell, tell_away

log = logging.getLogger("vov.fault")


def on_backend_fault(exception: Exception) -> EventSpec | None:
    """Log where it failed under a code, never with what values, and tell the code to the person.

    What somebody did is told on the page that is open, where all that was typed stays. A page that fails to
    open leads to the one that shows the code; in an outage it stays, for that passes, and it looks again.
    """
    log.error("fault %s: %s", failed.code_of(exception), tracks.where(exception))
    if is_outage(exception):
        tell_away()
    if failed.is_kept(exception):
        tell(failed.shown(exception))
        return rx.set_focus(failed.ID) if failed.may_move_focus(exception) else None
    return None if is_outage(exception) else rx.redirect(f"{routes.FAULT}?code={tracks.of(exception)}")


def on_frontend_fault(exception: Exception) -> None:
    """Note that a browser failed; only the first line, cut short, since anybody can send this."""
    lines = str(exception).splitlines() or [""]
    log.warning("browser fault: %s", "".join(c for c in lines[0][:200] if c.isprintable()))
