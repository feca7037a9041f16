"""The demo people: sound and invented numbers, and each stands where people.toml promises."""

from datetime import date

import pytest
from sqlmodel import select

from tests.prototype.conftest import enter
from vov_app.domain import identifiers
from vov_app.domain.brussels import brussels_day
from vov_app.domain.identifiers import Identifier
from vov_app.domain.rights import Standing
from vov_app.models import Appointment, Office, Organisation, Person
from vov_app.prototype.people import ORGANISATIONS, PEOPLE, DemoOrganisation, DemoPerson, table
from vov_app.prototype.worlds import Worlds
from vov_app.services import claimed, rights
from vov_app.services.right_requests import asks_again_on
from vov_app.services.work import Actor, OrganisationRef, Work, work
from vov_app.services.worlds import World

TODAY = date(2025, 10, 13)
NAMED = {
    "0001234571": "Bakkerij De Korenbloem bv",
    "0002345618": "Metaalwerken Van Loo nv",
    "0003456762": "Tuinen Vermeulen bv",
    "0004567809": "Zorghuis Ter Linden vzw",
}
PROMISES = [(who, kbo) for who in PEOPLE for kbo in who.standing]


@pytest.fixture
def world(worlds: Worlds) -> World:
    """A new world."""
    return enter(worlds, worlds.create())


def person(w: Work, who: DemoPerson) -> Person:
    """Their row."""
    return w.session.exec(select(Person).where(Person.subject == who.subject)).one()


def acting(world: World, who: DemoPerson, kbo: str) -> Actor:
    """The demo person, acting for one of their organisations."""
    with work(world, writes=False) as w:
        row = person(w, who)
        place = next(o for o in claimed.organisations_of(w, row.id or 0) if o.kbo == kbo)
        ref = OrganisationRef(place.id or 0, place.key, place.name, place.kbo)
        return Actor(1, row.id or 0, row.name, ref)


@pytest.mark.parametrize("who", PEOPLE, ids=lambda who: who.slug)
def test_a_person_has_a_sound_number(who: DemoPerson) -> None:
    assert identifiers.fault(Identifier.INSZ, who.insz, TODAY) is None


@pytest.mark.parametrize("place", ORGANISATIONS, ids=lambda place: place.kbo)
def test_an_organisation_has_a_sound_number_that_is_not_in_use(place: DemoOrganisation) -> None:
    assert identifiers.fault(Identifier.KBO, place.kbo, TODAY) is None
    assert place.kbo.startswith("00")


def test_nobody_shares_a_number_a_name_or_a_slug() -> None:
    for values in (
        [who.insz for who in PEOPLE],
        [who.name for who in PEOPLE],
        [who.slug for who in PEOPLE],
        [place.kbo for place in ORGANISATIONS],
        [place.name for place in ORGANISATIONS],
    ):
        assert len(set(values)) == len(values)


def test_addresses_lead_nowhere() -> None:
    assert [who.slug for who in PEOPLE if who.email and not who.email.endswith(".example")] == []


def test_the_four_organisations_are_those_that_the_stories_name() -> None:
    assert NAMED.items() <= {place.kbo: place.name for place in ORGANISATIONS}.items()


@pytest.mark.parametrize(("who", "kbo"), PROMISES, ids=lambda part: getattr(part, "slug", part))
def test_a_person_stands_where_people_toml_promises(world: World, who: DemoPerson, kbo: str) -> None:
    with work(world, acting(world, who, kbo), writes=False) as w:
        assert rights.decision(w).standing is who.standing[kbo]


@pytest.mark.parametrize("who", PEOPLE, ids=lambda who: who.slug)
def test_a_person_acts_for_the_organisations_of_people_toml(world: World, who: DemoPerson) -> None:
    with work(world, writes=False) as w:
        found = {o.kbo for o in claimed.organisations_of(w, person(w, who).id or 0)}
    assert found == set(who.works)
    assert who.slug == "jan" or set(who.standing) == found


def test_every_standing_can_be_seen_somewhere() -> None:
    shown = {standing for who in PEOPLE for standing in who.standing.values()}
    # A right is taken away while one looks (tests/journeys/test_rights.py): nobody begins there.
    assert shown == set(Standing) - {Standing.NO_ORGANISATION, Standing.REVOKED}
    assert [who.slug for who in PEOPLE if not who.works] == ["dirk"]


@pytest.mark.parametrize(("slug", "again"), [("lukas", date(2025, 10, 20)), ("nele", None)])
def test_one_refusal_is_too_fresh_to_ask_again_and_one_is_not(
    world: World, slug: str, again: date | None
) -> None:
    who = next(who for who in PEOPLE if who.slug == slug)
    with work(world, acting(world, who, who.works[0]), writes=False) as w:
        assert asks_again_on(w, rights.decision(w)) == again


@pytest.mark.parametrize(
    ("kbo", "expected"),
    [
        ("0001234571", {("Carine De Smet", Office.LOCAL_ADMINISTRATOR, True)}),
        ("0002345618", {("Geert Jacobs", Office.LEGAL_REPRESENTATIVE, True)}),
        ("0003456762", {("Hilde Vermeulen", Office.LOCAL_ADMINISTRATOR, True)}),
        ("0004567809", {("Ingrid Baert", Office.LOCAL_ADMINISTRATOR, False)}),
    ],
)
def test_who_decides_where_and_can_be_mailed(
    world: World, kbo: str, expected: set[tuple[str, Office, bool]]
) -> None:
    with work(world, writes=False) as w:
        rows = w.session.exec(
            select(Person, Appointment)
            .where(Appointment.person_id == Person.id)
            .where(Appointment.organisation_id == Organisation.id, Organisation.kbo == kbo)
        ).all()
    assert {(who.name, held.office, bool(held.email)) for who, held in rows} == expected


def test_a_new_world_begins_on_that_monday(world: World) -> None:
    assert brussels_day(world.clock.now()) == TODAY


def test_the_table_names_everybody_in_columns() -> None:
    lines = table(PEOPLE).splitlines()
    assert len(lines) == len(PEOPLE)
    assert len({line.index(who.shows) for line, who in zip(lines, PEOPLE, strict=True)}) == 1
