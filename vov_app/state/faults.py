"""What happens when a handler fails: a code for the help desk, and nothing of the cause."""

import logging
import secrets
import traceback

import reflex as rx
from reflex.event import EventSpec

from vov_app import routes

log = logging.getLogger("vov.fault")


def on_backend_fault(exception: Exception) -> EventSpec | None:
    """Log where it failed under a code, never with what values, and lead to the page that shows the code."""
    code = secrets.token_hex(4).upper()
    frames = traceback.extract_tb(exception.__traceback__)
    where = " < ".join(f"{f.filename.rsplit('/', 1)[-1]}:{f.lineno}" for f in reversed(frames[-6:]))
    log.error("fault %s: %s at %s", code, type(exception).__name__, where)
    return rx.redirect(f"{routes.FAULT}?code={code}")


def on_frontend_fault(exception: Exception) -> None:
    """Note that a browser failed; only the first line, cut short, since anybody can send this."""
    lines = str(exception).splitlines() or [""]
    log.warning("browser fault: %s", "".join(c for c in lines[0][:200] if c.isprintable()))
