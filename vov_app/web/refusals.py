"""A plain page for what was refused or can't be answered now: what is wrong, and when to try again."""

from starlette.responses import Response

from vov_app.texts import t
from vov_app.web.plain_pages import plain_page

MINUTE = 60
AWAY_SECONDS = "10"


def too_many(seconds: int) -> Response:
    """429: come back in so many seconds."""
    words = t("ui.refusal.too_many_seconds", seconds=max(2, seconds))
    if seconds >= 2 * MINUTE:
        words = t("ui.refusal.too_many_minutes", minutes=-(-seconds // MINUTE))
    return _page(429, t("ui.refusal.too_many"), words, {"retry-after": str(seconds)})


def too_large() -> Response:
    """413: nobody needs to send so much here."""
    return _page(413, t("ui.refusal.too_large"), t("ui.refusal.too_large_text"))


def too_slow() -> Response:
    """408: it took too long to arrive."""
    return _page(408, t("ui.refusal.too_slow"), t("ui.refusal.too_slow_text"))


def closed(words: str, seconds: int) -> Response:
    """503: the loket is closed for maintenance; come back in so many seconds."""
    return _page(503, t("ui.closed.title"), words, {"retry-after": str(seconds)}, t("ui.closed.again"))


def away() -> Response:
    """503: what we stand on is away, and comes back; nobody takes this for the page itself."""
    more = {"retry-after": AWAY_SECONDS}
    return _page(503, t("ui.refusal.away"), t("ui.refusal.away_text"), more)


def _page(status: int, title: str, words: str, more: dict[str, str] | None = None, way: str = "") -> Response:
    way = way or t("ui.refusal.back")
    return plain_page("refusal.html", status, headers=more, title=title, words=words, way=way)
