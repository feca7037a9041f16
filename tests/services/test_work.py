"""A unit of work: all of it or nothing, and one that only looks can't change anything."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from tests import factories
from vov_app.models import Organisation
from vov_app.services.reading import rows
from vov_app.services.work import Work, work
from vov_app.services.worlds import World

COUNT = select(func.count()).select_from(Organisation)


def count(world: World) -> int:
    """How many organisations there are."""
    with work(world, writes=False) as w:
        return int(rows(w, COUNT, {}).scalar_one())


def add(session: Session) -> None:
    """Add one more."""
    factories.organisation(session)


def test_work_is_kept_as_a_whole(world: World) -> None:
    with work(world) as w:
        add(w.session)
        assert rows(w, COUNT, {}).scalar_one() == 1, "a look-up sees what the work has changed so far"
    assert count(world) == 1


def add_and_fail(w: Work) -> None:
    """Add one more, and stumble."""
    add(w.session)
    raise ZeroDivisionError


def test_nothing_is_kept_of_work_that_fails(world: World) -> None:
    with pytest.raises(ZeroDivisionError), work(world) as w:
        add_and_fail(w)
    assert count(world) == 0


def test_the_database_refuses_a_change_by_work_that_only_looks(world: World) -> None:
    with pytest.raises(DBAPIError, match=r"readonly|read-only"), work(world, writes=False) as w:
        add(w.session)
    assert count(world) == 0
