"""What happens when a handler fails: a code for the help desk, and nothing of the cause."""

import logging

import reflex as rx
from reflex.event import EventSpec

from vov_app import routes, tracks
from vov_app.services.outages import is_outage
from vov_app.state.serving import tell_away

log = logging.getLogger("vov.fault")


def on_backend_fault(exception: Exception) -> EventSpec | None:
    """Log where it failed under a code, never with what values, and lead to the page that shows the code.

    What comes back by itself is told on the page that is open, and everything typed stays there.
    """
    code = tracks.of(exception)
    if is_outage(exception):
        log.error("away %s: %s", code, type(exception).__name__)
        tell_away()
        return None
    log.error("fault %s: %s", code, tracks.where(exception))
    return rx.redirect(f"{routes.FAULT}?code={code}")


def on_frontend_fault(exception: Exception) -> None:
    """Note that a browser failed; only the first line, cut short, since anybody can send this."""
    lines = str(exception).splitlines() or [""]
    log.warning("browser fault: %s", "".join(c for c in lines[0][:200] if c.isprintable()))
