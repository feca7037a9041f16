"""Adding somebody: at once when they are known, else by an invitation that only they can accept."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import Session, select

from tests import factories
from tests.services import office_holders, people
from vov_app.adapters.clock import StoppedClock
from vov_app.models import AuditEntry, Grant, Invitation, Letter, LetterKind, Membership, Person, Source
from vov_app.services import invitations, newcomers
from vov_app.services.newcomers import AddView
from vov_app.services.tokens import digest
from vov_app.services.work import STRANGER, Actor, Refused, work
from vov_app.services.worlds import World

Seed = Callable[[Callable[[Session], Any]], Any]
TYPED = {
    "insz": "85.01.01-997.86",
    "first_name": "Tom",
    "last_name": "Bakker",
    "email": "tom@post.example",
    "until": "30/6/2026",
}


@pytest.fixture
def carine(seed: Seed) -> Actor:
    made: Actor = seed(office_holders.administrator)
    return made


@pytest.fixture
def tom(seed: Seed, world: World) -> Actor:
    """Tom Bakker, known here by his INSZ, who works for nobody."""

    def make(session: Session) -> Actor:
        who = factories.person(session, "Tom Bakker")
        who.insz_digest = digest(world.secret, factories.INSZ)
        return Actor(9, who.id or 0, who.name)

    made: Actor = seed(make)
    return made


def all_of(world: World, table: type[Any]) -> list[Any]:
    with Session(world.engine) as session:
        return list(session.exec(select(table).order_by(table.id)))


def add(world: World, actor: Actor, **changed: str) -> AddView:
    with work(world, actor) as w:
        return newcomers.add(w, {**TYPED, **changed})


def accept(world: World, actor: Actor, key: str) -> str:
    with work(world, actor) as w:
        return invitations.accept(w, key)


def invite(world: World, carine: Actor, seed: Seed, actor: Actor, **changed: str) -> str:
    """Invite Tom before he is known, then let him be known."""
    mark = digest(world.secret, factories.INSZ)

    def known(by: str | None) -> Callable[[Session], None]:
        def change(session: Session) -> None:
            session.get_one(Person, actor.person_id).insz_digest = by

        return change

    seed(known(None))
    add(world, carine, **changed)
    seed(known(mark))
    return str(all_of(world, Invitation)[-1].key)


def actions(world: World) -> list[str]:
    return [entry.action for entry in all_of(world, AuditEntry)]


@pytest.mark.parametrize(
    "verb",
    [
        newcomers.blank,
        lambda w: newcomers.add(w, TYPED),
        lambda w: newcomers.admit(w, TYPED),
        invitations.waiting,
        lambda w: invitations.revoke(w, "x"),
    ],
)
def test_who_holds_no_office_adds_nobody(world: World, bart: Actor, verb: Callable[[Any], Any]) -> None:
    with pytest.raises(Refused, match="no_office"), work(world, bart) as w:
        verb(w)


def test_the_form_begins_with_the_usual_end(world: World, carine: Actor) -> None:
    with work(world, carine, writes=False) as w:
        assert newcomers.blank(w).answers == {"until": "12/10/2026"}


def test_an_unsound_form_comes_back_with_what_to_mend(world: World, carine: Actor) -> None:
    view = add(world, carine, insz="85.01.01-997.87", email="tom")
    assert set(view.faults) == {"insz", "email"}
    assert view.answers["first_name"] == "Tom"
    assert view.done == ""
    assert all_of(world, Invitation) == all_of(world, Letter) == []


def test_somebody_who_is_known_gets_the_right_at_once(world: World, carine: Actor, tom: Actor) -> None:
    view = add(world, carine)
    assert view.done.startswith("Tom Bakker is toegevoegd")
    assert view.answers == {"until": "12/10/2026"}
    (membership,) = [m for m in all_of(world, Membership) if m.person_id == tom.person_id]
    assert membership.source is Source.REGISTER
    assert [g.valid_until for g in all_of(world, Grant)] == [date(2026, 6, 30)]
    assert [(x.kind, x.recipient) for x in all_of(world, Letter)] == [
        (LetterKind.RIGHT_GRANTED, "tom@post.example")
    ]
    assert actions(world) == ["user:add", "right:grant"]


def test_an_address_that_somebody_chose_themselves_is_the_one(
    world: World, carine: Actor, tom: Actor, seed: Seed
) -> None:
    def choose(session: Session) -> None:
        session.get_one(Person, tom.person_id).email = "tom@zelf.example"

    seed(choose)
    add(world, carine)
    assert [letter.recipient for letter in all_of(world, Letter)] == ["tom@zelf.example"]


def test_somebody_who_left_comes_back_and_the_claims_do_not_count(
    world: World, carine: Actor, tom: Actor, seed: Seed, clock: StoppedClock
) -> None:
    def left(session: Session) -> None:
        who = session.get_one(Person, tom.person_id)
        made = factories.membership(session, who, people.korenbloem(session))
        made.ended_at, made.source = factories.MONDAY, Source.CLAIMS

    seed(left)
    add(world, carine)
    clock.move(timedelta(minutes=1))
    add(world, carine, until="1/7/2026")
    (membership,) = [m for m in all_of(world, Membership) if m.person_id == tom.person_id]
    assert (membership.ended_at, membership.source) == (None, Source.REGISTER)
    assert [g.valid_until for g in all_of(world, Grant)] == [date(2026, 7, 1)]


def test_somebody_who_is_unknown_gets_an_invitation(world: World, carine: Actor) -> None:
    view = add(world, carine)
    assert "uitnodiging" in view.done
    (made,) = all_of(world, Invitation)
    (letter,) = all_of(world, Letter)
    assert letter.recipient == "tom@post.example"
    assert f"/uitnodiging/{made.key}" in letter.body
    assert factories.INSZ not in repr((letter, made, all_of(world, AuditEntry), view.done))
    with work(world, carine, writes=False) as w:
        [shown] = invitations.waiting(w)
    assert (shown.name, shown.email) == ("Tom Bakker", "tom@post.example")
    assert "12 november 2025" in shown.expires


def test_a_second_invitation_takes_the_place_of_the_first(world: World, carine: Actor) -> None:
    add(world, carine)
    add(world, carine, email="tom@nieuw.example")
    first, second = all_of(world, Invitation)
    assert (first.revoked_at is None, second.revoked_at is None) == (False, True)


def test_who_accepts_acts_for_the_organisation_with_the_right(
    world: World, carine: Actor, tom: Actor, seed: Seed
) -> None:
    key = invite(world, carine, seed, tom)
    with work(world, tom, writes=False) as w:
        shown = invitations.show(w, key)
    assert (shown.organisation, shown.until) == ("Bakkerij De Korenbloem bv", "30 juni 2026")
    assert carine.organisation is not None
    assert accept(world, tom, key) == carine.organisation.key
    assert accept(world, tom, key) == carine.organisation.key
    assert [g.valid_until for g in all_of(world, Grant)] == [date(2026, 6, 30)]
    assert actions(world) == ["invitation:send", "invitation:accept", "user:add", "right:grant"]
    assert seed(lambda s: s.get_one(Person, tom.person_id).email) == "tom@post.example"
    with work(world, carine, writes=False) as w:
        assert invitations.waiting(w) == []


def test_an_accepted_invitation_is_shown_no_more(world: World, carine: Actor, tom: Actor, seed: Seed) -> None:
    key = invite(world, carine, seed, tom)
    accept(world, tom, key)
    with pytest.raises(Refused, match="no_invitation"), work(world, tom) as w:
        invitations.show(w, key)


def test_an_invitation_is_for_who_it_names(
    world: World, carine: Actor, tom: Actor, bart: Actor, seed: Seed
) -> None:
    key = invite(world, carine, seed, tom)

    def other(session: Session) -> None:
        session.get_one(Person, bart.person_id).insz_digest = digest(world.secret, "85073003328")

    for actor in (STRANGER, carine, bart):
        with pytest.raises(Refused, match="no_invitation"):
            accept(world, actor, key)
    seed(other)
    for told in (key, "nothing"):
        with pytest.raises(Refused, match="no_invitation"):
            accept(world, bart, told)
    assert all_of(world, Grant) == []


@pytest.mark.parametrize(("until", "days"), [("30/6/2026", 31), ("14/10/2025", 2)])
def test_an_invitation_ends_by_itself(
    world: World, carine: Actor, tom: Actor, seed: Seed, clock: StoppedClock, until: str, days: int
) -> None:
    key = invite(world, carine, seed, tom, until=until)
    clock.move(timedelta(days=days))
    with pytest.raises(Refused, match="no_invitation"):
        accept(world, tom, key)
    with work(world, carine, writes=False) as w:
        assert invitations.waiting(w) == []


def test_an_invitation_can_be_taken_back(world: World, carine: Actor, tom: Actor, seed: Seed) -> None:
    key = invite(world, carine, seed, tom)
    for _ in range(2):
        with work(world, carine) as w:
            invitations.revoke(w, key)
    assert actions(world) == ["invitation:send", "invitation:revoke"]
    with pytest.raises(Refused, match="no_invitation"):
        accept(world, tom, key)


def test_nobody_takes_back_what_others_sent(world: World, carine: Actor, tom: Actor, seed: Seed) -> None:
    key = invite(world, carine, seed, tom)

    def move(session: Session) -> None:
        where = factories.organisation(session, "Van Loo", factories.VAN_LOO)
        session.exec(select(Invitation)).one().organisation_id = where.id or 0

    seed(move)
    for told in (key, "nothing"):
        with pytest.raises(Refused, match="no_invitation"), work(world, carine) as w:
            invitations.revoke(w, told)
