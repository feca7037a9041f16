"""A unit of work: all of it or nothing, and one that only looks can't change anything."""

from dataclasses import replace

import pytest
from sqlalchemy import func, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, select

from tests import factories
from vov_app.models import Grant, Organisation
from vov_app.services import drafts, rights
from vov_app.services.reading import rows
from vov_app.services.work import Actor, OrganisationRef, Refused, Work, work
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


def end_right(w: Work) -> None:
    """Let the right of who acts end, as work that changes rights does."""
    w.session.exec(select(Grant)).one().revoked_on = w.today
    w.changed.add(w.actor.person_id)


def test_a_right_that_the_work_itself_ended_is_decided_anew(world: World, an: Actor) -> None:
    with work(world, an) as w:
        assert rights.require(w).allowed
        end_right(w)
        with pytest.raises(Refused, match="revoked"):
            rights.require(w)


def test_another_organisation_s_right_doesn_t_count(world: World, an: Actor) -> None:
    with work(world, an) as w:
        assert rights.require(w).allowed
        elsewhere = replace(w, actor=replace(an, organisation=OrganisationRef(99, "k", "n", "1")))
        with pytest.raises(Refused, match="missing"):
            rights.require(elsewhere)


def test_what_somebody_changed_before_it_was_locked_is_seen(world: World, an: Actor) -> None:
    with work(world, an) as w:
        key = drafts.start(w)
        seen = drafts.find(w, key)
        w.connection.execute(text("UPDATE draft SET version = 7"))
        assert drafts.find(w, key, lock=True).version == seen.version == 7
