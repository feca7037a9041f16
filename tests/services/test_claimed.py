"""Claims make people, memberships and rights, and undo nothing that was decided here."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest
from sqlmodel import Session, col, select

from tests import factories
from vov_app.domain.claims import ClaimedOrganisation, ClaimedRight, Claims
from vov_app.domain.rights import Context, Right
from vov_app.models import Appointment, AuditEntry, Grant, Membership, Office, Organisation, Person, Source
from vov_app.services import record_words
from vov_app.services.claimed import take_in
from vov_app.services.work import Actor, Refused, Work, work
from vov_app.services.worlds import World

KORENBLOEM = ClaimedOrganisation(factories.KORENBLOEM, "Bakkerij De Korenbloem bv")
VAN_LOO = ClaimedOrganisation(factories.VAN_LOO, "Metaalwerken Van Loo nv", represents=True)
THE_RIGHT = ClaimedRight(Right.RESPONSIBLE, Context.OPLEIDINGSVERLOF, factories.KORENBLOEM)


def claims(*organisations: ClaimedOrganisation, rights: tuple[ClaimedRight, ...] = ()) -> Claims:
    return Claims("acm-an", "An", "Peeters", factories.INSZ, organisations, rights)


def take(world: World, said: Claims) -> None:
    with work(world) as w:
        take_in(w, said)


def all_of(world: World, table: type[Any]) -> list[Any]:
    with Session(world.engine) as session:
        return list(session.exec(select(table)))


def test_the_same_subject_is_the_same_person(world: World) -> None:
    take(world, claims())
    take(world, Claims("acm-an", "Anna", "Peeters", None, (), ()))
    assert [p.given_name for p in all_of(world, Person)] == ["Anna"]


def test_the_insz_is_not_kept(world: World) -> None:
    take(world, claims())
    person = all_of(world, Person)[0]
    assert factories.INSZ not in repr(person)
    assert person.insz_digest


def test_an_organisation_keeps_the_name_we_know(world: World, seed: Callable[..., Any]) -> None:
    seed(lambda s: factories.organisation(s, "De Korenbloem"))
    take(world, claims(KORENBLOEM))
    assert [o.name for o in all_of(world, Organisation)] == ["De Korenbloem"]


def test_memberships_follow_the_claims(world: World) -> None:
    take(world, claims(KORENBLOEM, VAN_LOO))
    take(world, claims(VAN_LOO))
    assert sorted(m.ended_at is None for m in all_of(world, Membership)) == [False, True]
    take(world, claims(KORENBLOEM, VAN_LOO))
    assert all(m.ended_at is None for m in all_of(world, Membership))


def test_a_membership_of_our_own_register_outlives_the_claims(world: World, seed: Callable[..., Any]) -> None:
    take(world, claims())

    def register(session: Session) -> None:
        who = session.exec(select(Person)).one()
        factories.membership(session, who, factories.organisation(session))

    seed(register)
    take(world, claims())
    assert [m.ended_at for m in all_of(world, Membership)] == [None]


def test_a_representative_is_appointed_once(world: World) -> None:
    take(world, claims(VAN_LOO))
    take(world, claims(VAN_LOO))
    assert [a.office for a in all_of(world, Appointment)] == [Office.LEGAL_REPRESENTATIVE]


def test_a_claimed_role_becomes_a_grant_that_ends_with_the_claim(world: World) -> None:
    take(world, claims(KORENBLOEM, rights=(THE_RIGHT,)))
    take(world, claims(KORENBLOEM, rights=(THE_RIGHT,)))
    (grant,) = all_of(world, Grant)
    assert grant.source is Source.CLAIMS
    assert grant.revoked_on is None
    take(world, claims(KORENBLOEM))
    assert all_of(world, Grant)[0].revoked_on is not None


def test_a_revoked_right_stays_revoked_whatever_the_claims_say(
    world: World, seed: Callable[..., Any]
) -> None:
    take(world, claims(KORENBLOEM, rights=(THE_RIGHT,)))

    def revoke(session: Session) -> None:
        session.exec(select(Grant)).one().revoked_on = factories.MONDAY.date()

    seed(revoke)
    take(world, claims(KORENBLOEM, rights=(THE_RIGHT,)))
    assert [g.revoked_on for g in all_of(world, Grant)] == [factories.MONDAY.date()]


def test_a_role_for_an_organisation_that_is_not_claimed_is_ignored(world: World) -> None:
    take(world, claims(VAN_LOO, rights=(THE_RIGHT,)))
    assert all_of(world, Grant) == []


def test_who_represents_no_more_loses_the_office_and_gets_it_back(world: World) -> None:
    take(world, claims(VAN_LOO))
    take(world, claims(ClaimedOrganisation(factories.VAN_LOO, "Van Loo")))
    take(world, claims(ClaimedOrganisation(factories.VAN_LOO, "Van Loo")))
    [held] = all_of(world, Appointment)
    assert held.ended_at is not None
    take(world, claims(VAN_LOO))
    [held] = all_of(world, Appointment)
    assert held.ended_at is None
    assert held.source is Source.CLAIMS


def entries(world: World) -> list[AuditEntry]:
    return [e for e in all_of(world, AuditEntry) if not e.action.startswith("right:")]


def test_places_and_offices_that_come_or_go_with_the_claims_are_entries(world: World) -> None:
    changed: list[set[int]] = []
    for said in (claims(VAN_LOO), claims(VAN_LOO), claims(), claims(), claims(VAN_LOO)):
        with work(world) as w:
            person = take_in(w, said)
        changed.append(w.changed)
    me = person.id or 0
    assert changed == [{me}, set(), {me}, set(), {me}]
    came = [("user:add", "no", "yes"), ("office:gain", "none", "legal_representative")]
    went = [("user:remove", "yes", "no"), ("office:lose", "legal_representative", "none")]
    made = entries(world)
    assert [(e.action, *e.before.values(), *e.after.values()) for e in made] == came + went + came
    [van_loo] = all_of(world, Organisation)
    said_of = {(e.subject_id, e.actor_id, e.organisation_id, e.role) for e in made}
    assert said_of == {(me, None, van_loo.id, "claims")}
    assert factories.INSZ not in repr(made)
    with work(world, writes=False) as w:
        lines = record_words.lines(w, made[:2])
        told = record_words.told(replace(w, actor=Actor(person_id=me)), made[:2])
    assert [(line.by, line.what, line.subject, line.before, line.after) for line in lines] == [
        ("het aanmelden", "Gebruiker toegevoegd", "An Peeters",
         "mag niet optreden voor de organisatie", "mag optreden voor de organisatie"),
        ("het aanmelden", "Wettelijk vertegenwoordiger geworden", "An Peeters",
         "geen ambt", "wettelijk vertegenwoordiger"),
    ]  # fmt: skip
    assert told[1].text == "Metaalwerken Van Loo nv\nwettelijk vertegenwoordiger"


def test_what_was_rolled_back_left_no_entry(world: World) -> None:
    def fail(w: Work) -> None:
        take_in(w, claims(VAN_LOO))
        raise Refused("signed_out")

    with pytest.raises(Refused), work(world) as w:
        fail(w)
    assert entries(world) == all_of(world, Membership) == []


def test_two_sign_ins_at_once_enter_a_change_once(world: World) -> None:
    take(world, claims(KORENBLOEM))
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: take(world, claims(KORENBLOEM, VAN_LOO)), range(8)))
    assert [e.action for e in entries(world)] == ["user:add", "user:add", "office:gain"]
    assert len(all_of(world, Membership)) == 2


def test_an_office_that_our_register_ended_does_not_come_back_with_the_claims(
    world: World, seed: Callable[..., Any]
) -> None:
    take(world, claims(VAN_LOO))

    def end(session: Session) -> None:
        held = session.exec(select(Appointment)).one()
        held.source, held.ended_at = Source.REGISTER, factories.MONDAY

    seed(end)
    take(world, claims(VAN_LOO))
    assert [a.ended_at is None for a in all_of(world, Appointment)] == [False]
    assert [e.action for e in entries(world)] == ["user:add", "office:gain"]


def test_what_a_sign_in_changes_about_the_right_is_in_the_record_and_on_other_screens(world: World) -> None:
    elsewhere = ClaimedRight(Right.RESPONSIBLE, Context.INDIVIDUEEL_MAATWERK, factories.KORENBLOEM)
    changed: list[set[int]] = []
    for rights in ((THE_RIGHT, elsewhere), (THE_RIGHT, elsewhere), ()):
        with work(world) as w:
            person = take_in(w, claims(KORENBLOEM, rights=rights))
        changed.append(w.changed)
    assert changed == [{person.id}, set(), {person.id}]
    with work(world, writes=False) as w:
        of_rights = col(AuditEntry.action).startswith("right:")
        made = list(w.session.exec(select(AuditEntry).where(of_rights).order_by(col(AuditEntry.number))))
        told = record_words.told(replace(w, actor=Actor(person_id=person.id or 0)), made)
    assert [(e.action, e.subject_id, e.role) for e in made] == [
        ("right:grant", person.id, "claims"),
        ("right:revoke", person.id, "claims"),
    ]
    assert [(each.title, each.by) for each in told] == [
        ("Recht gegeven", "het aanmelden"),
        ("Recht ingetrokken", "het aanmelden"),
    ]
    assert "Bakkerij De Korenbloem bv" in told[0].text
