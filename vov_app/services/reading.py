"""Look-ups that every event makes: rows of prebuilt statements, without the price of objects."""

from collections.abc import Callable, Hashable, Mapping
from typing import Any, TypeVar

from sqlalchemy import Executable, Result

from vov_app.models import Person
from vov_app.services.work import Work

Found = TypeVar("Found")


def rows(w: Work, statement: Executable, told: Mapping[str, Any]) -> Result[Any]:
    """The rows of a statement over columns, with what the work has changed so far.

    A session spends more on preparing to make objects than the database on finding a handful of rows.
    """
    for session in w.sessions:
        session.flush()
    return w.connection.execute(statement, told)


def once(w: Work, what: Hashable, find: Callable[[], Found]) -> Found:
    """What `find` finds, asked once in this work: for what nobody else can change before its end."""
    if what not in w.found:
        w.found[what] = find()
    found: Found = w.found[what]
    return found


def name_of(w: Work, person_id: int) -> str:
    """What somebody is called; empty when they are nobody that we know (any more)."""
    person = once(w, (Person, person_id), lambda: w.session.get(Person, person_id))
    return person.name if person else ""
