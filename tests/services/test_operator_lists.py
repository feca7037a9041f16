"""What the operator may look up about who acts for whom."""

from datetime import date

import pytest
from sqlmodel import Session

from tests import factories
from tests.services import people
from tests.services.deciding import Seed
from vov_app.models import Office, Person
from vov_app.services import operator_lists
from vov_app.services.operator_lists import Listed
from vov_app.services.work import Refused, work
from vov_app.services.worlds import World


def test_organisations_come_with_the_number_of_their_users(world: World, seed: Seed) -> None:
    seed(people.filer)
    seed(people.member)
    seed(lambda session: factories.organisation(session, "Van Loo bv", factories.VAN_LOO))
    with work(world, writes=False) as w:
        assert operator_lists.organisations(w) == [
            Listed(factories.KORENBLOEM, "Bakkerij De Korenbloem bv", 2),
            Listed(factories.VAN_LOO, "Van Loo bv", 0),
        ]


def test_users_come_with_what_they_hold_today(world: World, seed: Seed) -> None:
    an, bart = seed(people.filer), seed(people.member)

    def more(session: Session) -> None:
        where, who = people.korenbloem(session), session.get_one(Person, bart.person_id)
        factories.grant(session, who, where, valid_until=date(2025, 10, 12))
        factories.grant(session, who, where, valid_until=None, revoked_on=date(2025, 1, 1))
        factories.appointment(session, who, where)

    seed(more)
    with work(world, writes=False) as w:
        found = operator_lists.users(w, factories.KORENBLOEM)
        with pytest.raises(Refused, match="no_organisation"):
            operator_lists.users(w, factories.VAN_LOO)
    assert [(user.name, user.offices, user.until) for user in found] == [
        (bart.name, (Office.LOCAL_ADMINISTRATOR,), None),
        (an.name, (), date(2026, 12, 31)),
    ]


def test_a_right_without_an_end_is_the_last_of_all(world: World, seed: Seed) -> None:
    def endless(session: Session) -> None:
        actor = people.member(session)
        factories.grant(
            session, session.get_one(Person, actor.person_id), people.korenbloem(session), valid_until=None
        )

    seed(endless)
    with work(world, writes=False) as w:
        [user] = operator_lists.users(w, factories.KORENBLOEM)
    assert user.until == date.max
