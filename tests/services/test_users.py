"""Gebruikersbeheer: who administers sees the users of their own organisation, and decides about them."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlmodel import Session, select

from tests import factories
from tests.services import deciding, office_holders, people
from vov_app.domain.claims import ClaimedOrganisation, Claims
from vov_app.models import (
    Appointment,
    AuditEntry,
    Grant,
    Letter,
    LetterKind,
    Membership,
    Office,
    Person,
    Source,
)
from vov_app.services import appointments, claimed, users
from vov_app.services.grants import BadEnd
from vov_app.services.user_views import UserView
from vov_app.services.work import Actor, Refused, work
from vov_app.services.worlds import World

Seed = Callable[[Callable[[Session], Any]], Any]
UNTIL = date(2026, 6, 30)


@pytest.fixture
def carine(seed: Seed) -> Actor:
    made: Actor = seed(office_holders.administrator)
    return made


@pytest.fixture
def geert(seed: Seed) -> Actor:
    made: Actor = seed(office_holders.representative)
    return made


@pytest.fixture
def key(seed: Seed) -> Callable[[str], str]:
    return lambda name: str(seed(lambda s: office_holders.key_of(s, name)))


def all_of(world: World, table: type[Any]) -> list[Any]:
    with Session(world.engine) as session:
        return list(session.exec(select(table).order_by(table.id)))


def names(world: World, actor: Actor, *asked: str, soon: bool = False) -> list[str]:
    with work(world, actor, writes=False) as w:
        return [line.name for line in users.page(w, *asked, soon=soon).lines]


def show(world: World, actor: Actor, key: str) -> UserView:
    with work(world, actor, writes=False) as w:
        return users.show(w, key)


def do(world: World, actor: Actor, verb: Callable[..., Any], *told: Any) -> Any:
    with work(world, actor) as w:
        return verb(w, *told)


def employ(seed: Seed, name: str, **grant: Any) -> None:
    def add(session: Session) -> None:
        actor = people.member(session, name)
        who = session.get_one(Person, actor.person_id)
        who.email = f"{who.given_name.lower()}@korenbloem.example"
        if grant:
            factories.grant(session, who, people.korenbloem(session), **grant)

    seed(add)


def actions(world: World) -> list[str]:
    return [entry.action for entry in all_of(world, AuditEntry)]


VERBS: dict[str, Callable[[Any], Any]] = {
    "page": users.page,
    "show": lambda w: users.show(w, "x"),
    "give": lambda w: users.give(w, ["x"], UNTIL),
    "revoke": lambda w: users.revoke(w, ["x"]),
    "remove": lambda w: users.remove(w, "x"),
    "appoint": lambda w: appointments.appoint(w, "x"),
}


@pytest.mark.parametrize("verb", VERBS.values(), ids=VERBS)
def test_who_holds_no_office_is_refused(world: World, bart: Actor, verb: Callable[[Any], Any]) -> None:
    with pytest.raises(Refused, match="no_office"), work(world, bart) as w:
        verb(w)


@pytest.mark.parametrize("verb", ["show", "give", "revoke", "remove"])
def test_somebody_of_another_organisation_is_no_user(
    world: World, carine: Actor, seed: Seed, verb: str
) -> None:
    told = {"give": ([seed(office_holders.elsewhere)], UNTIL), "revoke": ([seed(office_holders.elsewhere)],)}
    one = (seed(office_holders.elsewhere),)
    with pytest.raises(Refused, match="no_user"):
        do(world, carine, getattr(users, verb), *told.get(verb, one))
    assert all_of(world, Grant) == []


def test_the_list_has_who_acts_for_the_organisation_now(
    world: World, carine: Actor, bart: Actor, seed: Seed, key: Callable[[str], str]
) -> None:
    seed(office_holders.elsewhere)
    employ(seed, "Jo Weg")
    gone = key("Jo Weg")

    def end(session: Session) -> None:
        office_holders.membership_of(session, gone).ended_at = factories.MONDAY

    seed(end)
    assert names(world, carine) == ["Bart Claes", "Carine De Smet"]


def test_standings_are_told_in_words(world: World, carine: Actor, seed: Seed) -> None:
    employ(seed, "Ann A", valid_until=UNTIL)
    employ(seed, "Ann B", valid_until=None)
    employ(seed, "Ann C", valid_until=date(2025, 10, 12))
    employ(seed, "Ann D", revoked_on=date(2025, 9, 1))
    employ(seed, "Ann E", valid_from=date(2026, 1, 1), valid_until=UNTIL)
    employ(seed, "Ann F")
    with work(world, carine, writes=False) as w:
        told = [(line.standing, line.end, line.office) for line in users.page(w, "ann").lines]
    assert told == [
        ("Geldig tot en met 30 juni 2026", "30 juni 2026", ""),
        ("Geldig, zonder einddatum", "", ""),
        ("Verlopen op 12 oktober 2025", "12 oktober 2025", ""),
        ("Ingetrokken op 1 september 2025", "", ""),
        ("Geldig vanaf 1 januari 2026", "30 juni 2026", ""),
        ("Geen recht", "", ""),
    ]


def test_an_office_is_told(world: World, carine: Actor) -> None:
    with work(world, carine, writes=False) as w:
        [line] = users.page(w).lines
    assert line.office == "lokale beheerder"
    assert line.address.endswith(f"/gebruikersbeheer/gebruiker/{line.key}")


def test_a_search_takes_every_word_as_it_is_typed(world: World, carine: Actor, seed: Seed) -> None:
    employ(seed, "Els De Wolf")
    employ(seed, "Els 100%_Zeker")
    assert names(world, carine, "wolf els") == ["Els De Wolf"]
    assert names(world, carine, "%_z") == ["Els 100%_Zeker"]
    assert names(world, carine, "els %wolf") == []
    with work(world, carine, writes=False) as w:
        assert users.page(w, "niemand").announced == "Getoonde gebruikers: 0."


def test_accents_and_capitals_are_no_matter(world: World, carine: Actor, seed: Seed) -> None:
    employ(seed, "Zoë Östlund")
    employ(seed, "Ad Zwart")
    assert names(world, carine, "OSTLUND zoe") == names(world, carine, "östl") == ["Zoë Östlund"]
    assert names(world, carine) == ["Carine De Smet", "Zoë Östlund", "Ad Zwart"]


def test_the_list_follows_each_way_in_which_a_right_or_a_name_changes(
    world: World, carine: Actor, seed: Seed, key: Callable[[str], str]
) -> None:
    employ(seed, "Ann B", valid_until=date(2026, 1, 31))
    employ(seed, "Ann C", valid_until=date(2026, 2, 28))
    employ(seed, "Ann D")

    def by_end() -> list[str]:
        return names(world, carine, "ann", "end")

    assert by_end() == ["Ann B", "Ann C", "Ann D"]
    with work(world, carine) as w:
        users.give(w, [key("Ann D")], date(2025, 12, 31))
    assert by_end() == ["Ann D", "Ann B", "Ann C"]
    with work(world, carine) as w:
        users.give(w, [key("Ann D")], date(2026, 2, 1))
    assert by_end() == ["Ann B", "Ann D", "Ann C"]
    with work(world, carine) as w:
        users.revoke(w, [key("Ann B")])
    assert by_end() == ["Ann D", "Ann C", "Ann B"]
    subject = seed(lambda s: s.exec(select(Person).where(Person.family_name == "B")).one().subject)
    here = (ClaimedOrganisation(factories.KORENBLOEM, "Bakkerij De Korenbloem bv"),)
    with work(world) as w:
        claimed.take_in(w, Claims(subject, "Ann", "Abel", None, here, ()))
    assert names(world, carine, "ann") == ["Ann Abel", "Ann C", "Ann D"]


def test_by_end_come_those_without_an_end_last(world: World, carine: Actor, seed: Seed) -> None:
    employ(seed, "Ann A", valid_until=None)
    employ(seed, "Ann B", valid_until=date(2026, 12, 31))
    employ(seed, "Ann C", valid_until=date(2025, 11, 12))
    employ(seed, "Ann D", valid_until=date(2025, 11, 13))
    employ(seed, "Ann E", valid_until=date(2025, 11, 1), revoked_on=date(2025, 10, 13))
    assert names(world, carine, "", "end") == ["Ann C", "Ann D", "Ann B", "Ann A", "Carine De Smet", "Ann E"]
    assert names(world, carine, "", "end", soon=True) == ["Ann C"]
    assert names(world, carine, "", "whatever", soon=True) == ["Ann C"]


@pytest.mark.parametrize("sort", ["name", "end"])
def test_the_list_goes_page_by_page_and_shows_everybody_once(
    world: World, carine: Actor, seed: Seed, sort: str
) -> None:
    for number in range(2 * users.PAGE):
        ends = date(2026, 1 + number % 3, 1)
        employ(seed, f"Ann {'ABC'[number % 3]}", valid_until=ends)
    seen, after, pages = [], "", 0
    while pages == 0 or after:
        with work(world, carine, writes=False) as w:
            view = users.page(w, "", sort, after)
        seen += [line.key for line in view.lines]
        after, pages = view.after, pages + 1
    assert pages == 3
    assert len(seen) == len(set(seen)) == 2 * users.PAGE + 1


def test_an_unknown_place_in_the_list_is_its_beginning(world: World, carine: Actor) -> None:
    assert names(world, carine, "", "name", "nobody") == ["Carine De Smet"]


def test_who_has_no_right_gets_it_with_a_letter(
    world: World, carine: Actor, seed: Seed, key: Callable[[str], str]
) -> None:
    employ(seed, "Bart Claes")
    assert do(world, carine, users.give, [key("Bart Claes")], UNTIL) == 1
    (grant,) = all_of(world, Grant)
    assert (grant.valid_from, grant.valid_until) == (date(2025, 10, 13), UNTIL)
    assert [letter.kind for letter in all_of(world, Letter)] == [LetterKind.RIGHT_GRANTED]
    assert actions(world) == ["right:grant"]
    assert show(world, carine, key("Bart Claes")).revocable


def test_who_holds_it_gets_another_last_day(
    world: World, carine: Actor, seed: Seed, key: Callable[[str], str]
) -> None:
    employ(seed, "Bart Claes", valid_until=date(2026, 1, 1))
    do(world, carine, users.give, [key("Bart Claes")], UNTIL)
    assert [g.valid_until for g in all_of(world, Grant)] == [UNTIL]
    assert [letter.kind for letter in all_of(world, Letter)] == [LetterKind.RIGHT_CHANGED]


def test_when_one_of_many_is_no_user_nobody_gets_anything(
    world: World, carine: Actor, seed: Seed, key: Callable[[str], str]
) -> None:
    employ(seed, "Bart Claes")
    with pytest.raises(Refused, match="no_user"):
        do(world, carine, users.give, [key("Bart Claes"), "nobody"], UNTIL)
    assert all_of(world, Grant) == all_of(world, Letter) == []


def test_an_end_that_is_past_is_no_end(
    world: World, carine: Actor, seed: Seed, key: Callable[[str], str]
) -> None:
    employ(seed, "Bart Claes")
    with pytest.raises(BadEnd):
        do(world, carine, users.give, [key("Bart Claes")], date(2025, 10, 12))


def test_a_right_is_taken_away_now_and_for_later(
    world: World, carine: Actor, seed: Seed, key: Callable[[str], str]
) -> None:
    employ(seed, "Bart Claes", valid_until=UNTIL)
    employ(seed, "Jo Later", valid_from=date(2026, 1, 1))
    employ(seed, "An Niets")
    keys = [key(name) for name in ("Bart Claes", "Jo Later", "An Niets")]
    assert do(world, carine, users.revoke, keys) == 2
    assert [g.revoked_on for g in all_of(world, Grant)] == [date(2025, 10, 13)] * 2
    assert do(world, carine, users.revoke, keys) == 0
    assert not show(world, carine, keys[0]).revocable


def test_somebody_who_is_removed_loses_right_and_place_for_good(
    world: World, carine: Actor, seed: Seed, key: Callable[[str], str]
) -> None:
    employ(seed, "Bart Claes", valid_until=UNTIL)
    gone = key("Bart Claes")
    do(world, carine, users.remove, gone)
    membership = seed(lambda s: office_holders.membership_of(s, gone))
    assert (membership.ended_at is None, membership.source) == (False, Source.REGISTER)
    assert all_of(world, Grant)[0].revoked_on == date(2025, 10, 13)
    assert actions(world) == ["right:revoke", "user:remove"]
    assert names(world, carine) == ["Carine De Smet"]


def test_a_representative_appoints_dismisses_and_removes(
    world: World, carine: Actor, geert: Actor, seed: Seed, key: Callable[[str], str]
) -> None:
    employ(seed, "Bart Claes")
    bart = key("Bart Claes")
    for _ in range(2):
        do(world, geert, appointments.appoint, bart)
    assert show(world, geert, bart).office == "lokale beheerder"
    for _ in range(2):
        do(world, geert, appointments.dismiss, bart)
    do(world, geert, appointments.appoint, bart)
    do(world, geert, users.remove, bart)
    assert actions(world) == [
        "office:appoint", "office:dismiss", "office:appoint", "office:dismiss", "user:remove",
    ]  # fmt: skip
    bart_held = [a for a in all_of(world, Appointment) if a.email == "bart@korenbloem.example"]
    assert [a.ended_at is None for a in bart_held] == [False]


def test_an_administrator_decides_about_no_office_but_their_own(
    world: World, carine: Actor, seed: Seed, key: Callable[[str], str]
) -> None:
    seed(lambda s: office_holders.administrator(s, "Hilde Vermeulen"))
    for verb in (appointments.appoint, appointments.dismiss, users.remove):
        with pytest.raises(Refused, match="no_representative"):
            do(world, carine, verb, key("Hilde Vermeulen"))
    do(world, carine, appointments.dismiss, key("Carine De Smet"))
    assert [a.ended_at is None for a in all_of(world, Appointment)] == [False, True]


@pytest.mark.parametrize("verb", [appointments.dismiss, users.remove])
def test_the_last_administrator_stays(
    world: World, carine: Actor, key: Callable[[str], str], verb: Callable[..., Any]
) -> None:
    with pytest.raises(Refused, match="last_administrator"):
        do(world, carine, verb, key("Carine De Smet"))
    assert [a.ended_at for a in all_of(world, Appointment)] == [None]
    assert [m.ended_at for m in all_of(world, Membership)] == [None]


def test_whom_kbo_names_is_not_removed(
    world: World, carine: Actor, geert: Actor, key: Callable[[str], str]
) -> None:
    with pytest.raises(Refused, match="representative"):
        do(world, carine, users.remove, key("Geert Jacobs"))


def test_the_page_of_a_user_says_what_may_be_done(
    world: World, carine: Actor, geert: Actor, bart: Actor, key: Callable[[str], str]
) -> None:
    def may(actor: Actor, name: str) -> tuple[bool, bool, bool]:
        shown = show(world, actor, key(name))
        return shown.may_appoint, shown.may_dismiss, shown.may_remove

    assert may(carine, "Bart Claes") == (False, False, True)
    assert may(carine, "Carine De Smet") == (False, True, True)
    assert may(carine, "Geert Jacobs") == (False, False, False)
    assert may(geert, "Bart Claes") == (True, False, True)
    assert may(geert, "Carine De Smet") == (False, True, True)
    assert may(geert, "Geert Jacobs") == (True, False, False)


def test_who_left_already_does_not_leave_again(world: World, carine: Actor, bart: Actor) -> None:
    from vov_app.services import memberships

    with work(world, carine) as w:
        for _ in range(2):
            memberships.end(w, bart.person_id, role=Office.LOCAL_ADMINISTRATOR)
        memberships.end(w, 0, role=Office.LOCAL_ADMINISTRATOR)
    assert actions(world) == ["user:remove"]


def test_two_changes_at_the_same_moment_are_two_letters(
    world: World, carine: Actor, seed: Seed, key: Callable[[str], str]
) -> None:
    """The clock of a prototype stands still: a moment names nothing."""
    bart: Actor = seed(people.member)
    seed(lambda session: deciding.mailed(session, bart))
    for until in (date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1)):
        with work(world, carine) as w:
            users.give(w, [key("Bart Claes")], until)
    kinds = [letter.kind for letter in all_of(world, Letter)]
    assert kinds == [LetterKind.RIGHT_GRANTED, LetterKind.RIGHT_CHANGED, LetterKind.RIGHT_CHANGED]


def test_nobody_s_office_changes_unseen(world: World, seed: Seed, key: Callable[[str], str]) -> None:
    geert: Actor = seed(office_holders.representative)
    seed(deciding.carine)
    bart: Actor = seed(people.member)
    seed(lambda session: deciding.mailed(session, bart))
    for verb in (appointments.appoint, appointments.appoint, appointments.dismiss, appointments.dismiss):
        do(world, geert, verb, key("Bart Claes"))
    with Session(world.engine) as session:
        written = [(w.kind, w.recipient_name, w.body) for w in session.exec(select(Letter))]
    assert [(kind, name) for kind, name, _ in written] == [
        (LetterKind.OFFICE_APPOINTED, "Bart Claes"),
        (LetterKind.OFFICE_APPOINTED_TOLD, "Carine De Smet"),
        (LetterKind.OFFICE_DISMISSED, "Bart Claes"),
        (LetterKind.OFFICE_DISMISSED_TOLD, "Carine De Smet"),
    ]
    assert all("Geert Jacobs" in body for _, _, body in written)
