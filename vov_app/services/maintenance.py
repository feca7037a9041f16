"""Close the loket for maintenance, and open it again: every process sees it within a second.

What a process saw last is kept here, so that no event and no page costs a query more.
"""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlmodel import delete, select

from vov_app.models import Maintenance
from vov_app.services import audit
from vov_app.services.cookies import cookie
from vov_app.services.work import Work

LONGEST: Final = 500
COOKIE: Final = "vov_pass"


@dataclass(frozen=True)
class Notice:
    """Why and until when the loket is closed, and the pass with which the operator comes in all the same."""

    message: str
    until: datetime | None
    key: str


def close(w: Work, message: str, until: datetime | None = None) -> Notice:
    """Close the loket; when it was closed already, with another message and another pass."""
    w.session.exec(delete(Maintenance))
    w.session.add(Maintenance(message=message[:LONGEST], until=until, began_at=w.now))
    w.session.flush()
    audit.record(w, "maintenance:close", role=audit.OPERATOR)
    notice = standing(w)
    assert notice is not None
    return notice


def reopen(w: Work) -> bool:
    """Open it; False when it wasn't closed."""
    if standing(w) is None:
        return False
    w.session.exec(delete(Maintenance))
    audit.record(w, "maintenance:reopen", role=audit.OPERATOR)
    return True


def standing(w: Work) -> Notice | None:
    """What holds now, in the database; None when the loket is open."""
    row = w.session.exec(select(Maintenance)).first()
    return Notice(row.message, row.until, _pass(w.world.secret, row.key)) if row else None


def passes(notice: Notice, cookies: str) -> bool:
    """Whether the browser with this Cookie header holds the pass of this closure."""
    return fits(notice, cookie(cookies, COOKIE))


def fits(notice: Notice, key: str) -> bool:
    """Whether this is the pass of this closure."""
    return bool(key) and hmac.compare_digest(key.encode(), notice.key.encode())


def see(notice: Notice | None) -> None:
    """Keep what this process saw last."""
    _seen[:] = [notice]


def seen() -> Notice | None:
    """What this process saw last; None when the loket is open."""
    return _seen[0]


_seen: list[Notice | None] = [None]


def _pass(secret: bytes, key: str) -> str:
    return hmac.new(secret, f"maintenance:{key}".encode(), hashlib.sha256).hexdigest()
