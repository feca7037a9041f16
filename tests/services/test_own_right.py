"""Nobody decides about a right of their own, and what ended is given again instead of changed."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlmodel import Session, select

from tests import factories
from tests.services import deciding, office_holders, people
from tests.services.deciding import Seed
from vov_app.adapters.clock import StoppedClock
from vov_app.models import AuditEntry, Grant, LetterKind, Office, Person
from vov_app.services import appointments, duties, grants, renewals, users
from vov_app.services.work import Actor, Refused, Work, work
from vov_app.services.worlds import World

LATER = date(2027, 1, 1)


@pytest.fixture
def carine(seed: Seed) -> Actor:
    """Carine De Smet, local administrator, who holds the right as well."""
    made: Actor = seed(deciding.carine)
    seed(lambda session: _hold(session, made, date(2025, 10, 20)))
    return made


@pytest.fixture
def key(carine: Actor, seed: Seed) -> str:
    return str(seed(lambda session: session.exec(select(Grant)).one().key))


def right(world: World) -> Grant:
    with Session(world.engine) as session:
        return session.exec(select(Grant)).one()


def test_who_administers_does_not_lengthen_a_right_of_their_own(
    world: World, carine: Actor, key: str, seed: Seed
) -> None:
    me = seed(lambda session: office_holders.key_of(session, "Carine De Smet"))
    acts: list[Callable[[Work], object]] = [
        lambda w: users.give(w, [me], LATER),
        lambda w: renewals.renew(w, key),
        lambda w: grants.change(w, key, LATER),
    ]
    for act in acts:
        with pytest.raises(Refused, match="own_request"), work(world, carine) as w:
            act(w)
    assert right(world).valid_until == date(2025, 10, 20)
    with work(world, carine, writes=False) as w:
        assert renewals.show(w, key).proposal == ""


def test_who_administers_may_give_a_right_of_their_own_up(world: World, carine: Actor, key: str) -> None:
    with work(world, carine) as w:
        grants.revoke(w, key)
    assert right(world).revoked_on == date(2025, 10, 13)


def test_who_administers_may_leave_with_right_and_office(
    world: World, carine: Actor, key: str, seed: Seed
) -> None:
    seed(deciding.holder("Hilde Vermeulen", Office.LOCAL_ADMINISTRATOR, None))
    me = seed(lambda session: office_holders.key_of(session, "Carine De Smet"))
    with work(world, carine) as w:
        users.remove(w, me)
    assert right(world).revoked_on == date(2025, 10, 13)
    with Session(world.engine) as session:
        actions = [entry.action for entry in session.exec(select(AuditEntry))]
    assert actions == ["right:revoke", "office:dismiss", "user:remove"]


def test_somebody_else_is_warned_of_the_right_of_who_administers(
    world: World, carine: Actor, key: str, seed: Seed
) -> None:
    seed(lambda session: deciding.mailed(session, carine, "carine@post.example"))
    seed(deciding.geert)
    duties.run(world)
    assert deciding.letters(world) == [
        (LetterKind.RIGHT_ENDING, "carine@post.example"),
        (LetterKind.RIGHT_ENDING_ADMINISTRATOR, "geert@korenbloem.example"),
    ]


def test_who_administers_alone_is_warned_at_the_address_of_the_office(
    world: World, carine: Actor, key: str
) -> None:
    duties.run(world)
    assert deciding.letters(world) == [(LetterKind.RIGHT_ENDING, "carine@korenbloem.example")]


def test_a_right_without_a_last_day_is_not_renewed(
    world: World, carine: Actor, an: Actor, seed: Seed
) -> None:
    key = seed(lambda session: _endless(session, an))
    with work(world, carine) as w:
        assert renewals.show(w, key).proposal == ""
        assert "geen einddatum" in renewals.renew(w, key).now
    with Session(world.engine) as session:
        assert session.exec(select(Grant).where(Grant.key == key)).one().valid_until is None


@pytest.mark.parametrize("ended", [{"valid_until": date(2025, 10, 12)}, {"revoked_on": date(2025, 10, 13)}])
def test_what_has_ended_is_not_changed(
    world: World, carine: Actor, seed: Seed, ended: dict[str, date], clock: StoppedClock
) -> None:
    def end(session: Session) -> str:
        who = factories.person(session, "Bart Claes")
        factories.membership(session, who, people.korenbloem(session))
        return factories.grant(session, who, people.korenbloem(session), **ended).key  # type: ignore[arg-type]

    key = seed(end)
    with pytest.raises(Refused, match="no_user"), work(world, carine) as w:
        grants.change(w, key, LATER)
    assert deciding.letters(world) == []


@pytest.mark.parametrize("name", ["Bart Claes", "nobody"])
def test_who_holds_no_office_learns_not_even_who_is_a_user(
    world: World, carine: Actor, bart: Actor, seed: Seed, name: str
) -> None:
    key = seed(lambda session: office_holders.key_of(session, name)) if " " in name else name
    with pytest.raises(Refused, match="no_office"), work(world, bart) as w:
        appointments.dismiss(w, key)


def test_a_representative_decides_no_more_about_their_own(world: World, seed: Seed) -> None:
    geert: Actor = seed(deciding.holder("Geert Jacobs", Office.LEGAL_REPRESENTATIVE, None))
    key = seed(lambda session: _hold(session, geert, date(2025, 10, 20)))
    with pytest.raises(Refused, match="own_request"), work(world, geert) as w:
        renewals.renew(w, key)


def _hold(session: Session, actor: Actor, until: date) -> str:
    who = session.get_one(Person, actor.person_id)
    return factories.grant(session, who, people.korenbloem(session), valid_until=until).key


def _endless(session: Session, actor: Actor) -> str:
    held = session.exec(select(Grant).where(Grant.person_id == actor.person_id)).one()
    held.valid_until = None
    return held.key
