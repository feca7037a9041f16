"""What stands in an address: which organisation, draft, step or dossier it is about."""

import re
from functools import cache, lru_cache
from urllib.parse import unquote, urlsplit

from vov_app.routes.patterns import PAGES, RECEIPT, STEP_SLUGS

_DRAFT = re.compile(r"^/organisatie/[^/]+/terugbetaling/([^/]+)/([^/]+)")
_DOSSIER = re.compile(r"^/organisatie/[^/]+/dossier/([^/]+)(?:/versie/(\d{1,6})/?$)?")
_ACTING = re.compile(r"^/organisatie/([^/]+)")


def organisation_in(path: str) -> str:
    """The key of the organisation that a path acts for; empty when it acts for none."""
    found = _ACTING.match(path)
    return unquote(found[1]) if found else ""


def draft_in(path: str) -> tuple[str, str]:
    """The key of the draft and the name of the step that a path shows; empty when it shows none."""
    found = _DRAFT.match(path)
    if not found:
        return "", ""
    step = next((name for name, slug in STEP_SLUGS.items() if slug == found[2]), "")
    return unquote(found[1]), step


def reference_in(path: str) -> str:
    """The reference that the address of a receipt ends in; empty for other paths."""
    return last_in(path, RECEIPT)


def dossier_in(path: str) -> tuple[str, int]:
    """The reference of the dossier that a path is about, and the number of the version, 0 without one."""
    found = _DOSSIER.match(path)
    return (unquote(found[1]), int(found[2] or 0)) if found else ("", 0)


def last_in(path: str, pattern: str) -> str:
    """The key that an address of this pattern ends in; empty for other addresses."""
    return unquote(path.rstrip("/").rsplit("/", 1)[1]) if pattern_of(path) == pattern else ""


@lru_cache(maxsize=4096)
def pattern_of(path: str) -> str:
    """The page pattern that a path fits; empty when it fits none."""
    bare = path.rstrip("/") or "/"
    return next((p for p in PAGES if _shape(p).fullmatch(bare)), "")


@cache
def _shape(pattern: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\\\[\w+\\\]", "[^/]+", re.escape(pattern)))


def local(url: str) -> str:
    """The path and query of an address, without the host."""
    parts = urlsplit(url)
    return f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"
