"""Ask the database for the dossiers of an organisation: a page of them, in an order, narrowed down.

Each narrowing is a range of an index. When one of them leaves few dossiers, those are sorted. When all leave
many, an index is walked until a page is full: that of the words, newest first, when one searches; else that
of the order. So a page costs the same however many dossiers there are.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, false, func, select, tuple_
from sqlmodel import col

from vov_app.domain import references
from vov_app.domain.dossiers import DossierStatus
from vov_app.models import Application, DossierWord
from vov_app.services.dossier_words import LONGEST, words_of
from vov_app.services.work import Work

FEW: Final = 1_000
_YEAR: Final = re.compile(r"\d{4}")


class Order(StrEnum):
    """What the list is sorted by."""

    NEWEST = "newest"
    EMPLOYEE = "employee"
    START = "start"


@dataclass(frozen=True)
class Wanted:
    """Which dossiers: those that these words find, with this status, of this school year; empty is any."""

    search: str = ""
    status: DossierStatus | None = None
    school_year: str = ""
    order: Order = Order.NEWEST


_A: Final = Application
_ORDERS: Final[dict[Order, tuple[Any, ...]]] = {
    Order.NEWEST: (col(_A.id).desc(),),
    Order.EMPLOYEE: (col(_A.employee_sort), col(_A.id)),
    Order.START: (col(_A.start_date).desc(), col(_A.id).desc()),
}


@dataclass(frozen=True)
class Slice:
    """Some dossiers, and the order that they came in: newest first when a search found too many to sort."""

    dossiers: list[Application]
    order: Order


def slice_of(w: Work, wanted: Wanted, after: str, most: int) -> Slice:
    """At most so many dossiers, those that come after the one with this reference."""
    narrowing = _narrowing(w, wanted)
    few = _few(w, narrowing)
    last = _one(w, after) if after else None
    driver = next((n for n in sorted(narrowing, key=_length, reverse=True) if n.word), None)
    if few is None and driver is not None:
        return Slice(_walk(w, driver, narrowing, last, most), Order.NEWEST)
    found = _in_order(w, wanted.order, last).where(*(narrow.holds for narrow in narrowing))
    if few is not None:
        found = found.where(col(_A.id).in_(few))
    return Slice(list(w.session.scalars(found.limit(most))), wanted.order)


def school_years(w: Work) -> list[str]:
    """The school years that the organisation has dossiers of, newest first; by as many looks at the index."""
    found: list[str] = []
    here = select(col(_A.school_year)).where(col(_A.organisation_id) == w.organisation.id)
    newest = here.order_by(col(_A.school_year).desc()).limit(1)
    year = w.session.scalar(newest)
    while year is not None:
        found.append(year)
        year = w.session.scalar(newest.where(col(_A.school_year) < year))
    return [year for year in found if year]


def _here(w: Work) -> Select[Any]:
    return select(Application).where(col(_A.organisation_id) == w.organisation.id)


def _one(w: Work, reference: str) -> Application | None:
    found: Application | None = w.session.scalars(_here(w).where(col(_A.reference) == reference)).first()
    return found


def _beyond(order: Order, last: Application) -> ColumnElement[bool]:
    """What comes after this one in the order; its own number tells those alike apart."""
    match order:
        case Order.NEWEST:
            return col(_A.id) < last.id
        case Order.EMPLOYEE:
            return tuple_(col(_A.employee_sort), col(_A.id)) > tuple_(last.employee_sort, last.id)
        case _:
            return tuple_(col(_A.start_date), col(_A.id)) < tuple_(last.start_date, last.id)


@dataclass(frozen=True)
class _Narrow:
    """One narrowing: what holds for a dossier, and the numbers of those that it leaves."""

    holds: ColumnElement[bool]
    numbers: Select[Any]
    word: str = ""


def _narrowing(w: Work, wanted: Wanted) -> list[_Narrow]:
    made = []
    if wanted.status is not None:
        made.append(_by_column(w, col(_A.status) == wanted.status))
    if wanted.school_year:
        made.append(_by_column(w, col(_A.school_year) == wanted.school_year))
    if references.is_sound(wanted.search):
        return [*made, _by_column(w, col(_A.reference) == references.compact(wanted.search))]
    if wanted.search.strip():
        made += [_by_word(w, word) for word in searched(wanted.search)] or [_by_column(w, false())]
    return made


def searched(typed: str) -> list[str]:
    """The words to search by; what begins each reference or ODB number says nothing and is left out."""
    words = words_of(typed)
    if "vov" in words:
        words = [word for word in words if not _YEAR.fullmatch(word)]
    return [word for word in words if word not in ("vov", "odb")]


def _by_column(w: Work, holds: ColumnElement[bool]) -> _Narrow:
    return _Narrow(holds, select(col(_A.id)).where(col(_A.organisation_id) == w.organisation.id, holds))


def _length(narrow: _Narrow) -> int:
    """The longest word is likely the rarest: its dossiers are gone through."""
    return len(narrow.word)


def _in_order(w: Work, order: Order, last: Application | None) -> Select[Any]:
    """The dossiers in this order, from the one after `last`."""
    found = _here(w).order_by(*_ORDERS[order])
    return found if last is None else found.where(_beyond(order, last))


def _walk(
    w: Work, driver: _Narrow, narrowing: list[_Narrow], last: Application | None, most: int
) -> list[Application]:
    """Dossiers that a word finds and for which all holds, newest first: some of the word's at a time.

    Left to itself, a database that doesn't know how rare two words are together may look at all of them.
    """
    number, below = col(DossierWord.application_id), last.id if last else None
    found: list[Application] = []
    while len(found) < most:
        some = driver.numbers if below is None else driver.numbers.where(number < below)
        numbers = list(w.session.scalars(some.order_by(number.desc()).limit(FEW)))
        held = _here(w).where(col(_A.id).in_(numbers), *(narrow.holds for narrow in narrowing))
        found += w.session.scalars(held.order_by(col(_A.id).desc()).limit(most - len(found)))
        if len(numbers) < FEW:
            break
        below = numbers[-1]
    return found


def _by_word(w: Work, word: str) -> _Narrow:
    """A word longer than the beginnings that are kept is looked for in what was found by its beginning."""
    begins = select(col(DossierWord.application_id)).where(
        col(DossierWord.organisation_id) == w.organisation.id, col(DossierWord.word) == word[:LONGEST]
    )
    holds: ColumnElement[bool] = (
        begins.where(col(DossierWord.application_id) == col(_A.id)).correlate(Application).exists()
    )
    if len(word) > LONGEST:
        told = " " + col(_A.employee_sort) + " " + func.lower(col(_A.reference) + " " + col(_A.odb))
        holds &= told.contains(word, autoescape=True)
    return _Narrow(holds, begins, word[:LONGEST])


def _few(w: Work, narrowing: list[_Narrow]) -> list[int] | None:
    """The numbers of the dossiers that the narrowest of these leaves; None when each leaves many."""
    found: Iterator[list[int]] = (list(w.session.scalars(n.numbers.limit(FEW + 1))) for n in narrowing)
    return min((numbers for numbers in found if len(numbers) <= FEW), key=len, default=None)
