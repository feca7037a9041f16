"""Gebruikersbeheer on screen: find, tick, change, add, accept; each answer is what the server holds now."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlmodel import Session, select

from tests import factories
from tests.state.conftest import Tab
from vov_app import routes
from vov_app.models import Appointment, Grant, Invitation, Office, Organisation, Person
from vov_app.services.tokens import digest
from vov_app.services.worlds import World
from vov_app.state.invitation import InvitationState
from vov_app.state.user import UserState
from vov_app.state.user_add import UserAddState, UserFileState
from vov_app.state.users import UsersState

Seed = Callable[[Callable[[Session], Any]], Any]
TYPED = {
    "insz": "85.01.01-997.86",
    "first_name": "Dirk",
    "last_name": "Maes",
    "email": "dirk@post.example",
    "until": "30/6/2026",
}


@pytest.fixture
def place(cookie_of: Callable[..., str], seed: Seed) -> dict[str, str]:
    """Carine administers De Korenbloem and Geert represents it; 30 people work there. Keys by name."""
    for name in ("Carine De Smet", "Geert Jacobs", *(f"Bart {number:02d}" for number in range(28))):
        cookie_of(name, factories.KORENBLOEM)

    def change(session: Session) -> dict[str, str]:
        [where] = session.exec(select(Organisation)).all()
        found = {p.name: p for p in session.exec(select(Person))}
        factories.appointment(session, found["Carine De Smet"], where)
        factories.appointment(session, found["Geert Jacobs"], where, Office.LEGAL_REPRESENTATIVE)
        return {"org": where.key, **{name: p.key for name, p in found.items()}}

    keys: dict[str, str] = seed(change)
    return keys


@pytest.fixture
def carine(tab: Callable[..., Tab], cookie_of: Callable[..., str], place: dict[str, str]) -> Tab:
    here = tab(cookie_of("Carine De Smet", factories.KORENBLOEM))
    here.path = routes.users(place["org"])
    return here


@pytest.fixture
def geert(tab: Callable[..., Tab], cookie_of: Callable[..., str], place: dict[str, str]) -> Tab:
    return tab(cookie_of("Geert Jacobs", factories.KORENBLOEM))


async def names(here: Tab) -> list[str]:
    return [line.name for line in (await here.state(UsersState)).view.lines]


async def test_the_list_is_searched_sorted_and_gone_through(carine: Tab) -> None:
    await carine.call(UsersState.load)
    assert len(await names(carine)) == 25
    await carine.call(UsersState.go_on)
    assert len(await names(carine)) == 5
    await carine.call(UsersState.go_back)
    assert (await names(carine))[0] == "Bart 00"
    await carine.call(UsersState.find, wanted="geert")
    assert await names(carine) == ["Geert Jacobs"]
    await carine.call(UsersState.sort, order="end")
    assert await names(carine) == ["Geert Jacobs"]
    await carine.call(UsersState.only_soon)
    assert await names(carine) == []
    await carine.call(UsersState.only_soon)
    assert await names(carine) == ["Geert Jacobs"]


async def test_who_is_ticked_gets_the_right_and_loses_it(
    carine: Tab, place: dict[str, str], seed: Seed
) -> None:
    await carine.call(UsersState.load)
    ticked = {f"who-{place[name]}": "ja" for name in ("Bart 01", "Bart 02")}
    await carine.call(UsersState.change, data={**ticked, "act": "give", "until": "30/6/2026"})
    shown = await carine.state(UsersState)
    assert shown.form.done == "Het recht geldt tot en met 30 juni 2026. Aantal gebruikers: 2."
    assert shown.view.lines[1].standing == "Geldig tot en met 30 juni 2026"
    await carine.call(UsersState.note, name="act", value="revoke")
    assert (await carine.state(UsersState)).form.asked == ["act", "sure"]
    await carine.call(UsersState.load)
    assert (await carine.state(UsersState)).form.answers["act"] == "revoke"
    await carine.call(UsersState.change, data={"everybody": "ja", "act": "revoke", "sure": "ja"})
    assert (await carine.state(UsersState)).form.done == "Het recht is ingetrokken. Aantal gebruikers: 2."
    assert all(g.revoked_on for g in seed(lambda s: s.exec(select(Grant)).all()))


async def test_what_is_missing_is_told_and_nothing_changes(carine: Tab, seed: Seed) -> None:
    await carine.call(UsersState.load)
    await carine.call(UsersState.change, data={"act": "revoke"})
    assert set((await carine.state(UsersState)).form.faults) == {"everybody", "sure"}
    assert seed(lambda s: s.exec(select(Grant)).all()) == []


async def test_somebody_of_elsewhere_can_not_be_ticked(carine: Tab, place: dict[str, str]) -> None:
    await carine.call(UsersState.load)
    await carine.call(UsersState.change, data={"who-nobody": "ja", "act": "give", "until": "30/6/2026"})
    assert carine.redirects == [routes.forbidden("no_user", place["org"])]


async def test_one_user_gets_and_loses_everything(geert: Tab, place: dict[str, str], seed: Seed) -> None:
    geert.path = routes.user(place["org"], place["Bart 03"])
    await geert.call(UserState.load)
    await geert.call(UserState.give, data={"until": "1/1/2020"})
    assert set((await geert.state(UserState)).form.faults) == {"until"}
    await geert.call(UserState.give, data={"until": "30/6/2026"})
    await geert.call(UserState.load)
    assert (await geert.state(UserState)).view.end == "30 juni 2026"
    assert (await geert.state(UserState)).done == "Het recht geldt nu tot en met 30 juni 2026."
    for verb, done in (
        (UserState.revoke, "ingetrokken"),
        (UserState.appoint, "nu"),
        (UserState.dismiss, "meer"),
    ):
        await geert.call(verb)
        assert done in (await geert.state(UserState)).done
    await geert.call(UserState.remove)
    assert geert.redirects == [routes.users(place["org"])]
    await geert.call(UserState.load)
    assert geert.redirects[-1] == routes.forbidden("no_user", place["org"])


async def test_who_steps_down_is_led_away(carine: Tab, place: dict[str, str], seed: Seed) -> None:
    def second(session: Session) -> None:
        who = session.exec(select(Person).where(Person.key == place["Bart 04"])).one()
        factories.appointment(session, who, session.exec(select(Organisation)).one())

    carine.path = routes.user(place["org"], place["Carine De Smet"])
    await carine.call(UserState.load)
    await carine.call(UserState.dismiss)
    assert carine.redirects == [routes.forbidden("last_administrator", place["org"])]
    seed(second)
    await carine.call(UserState.dismiss)
    assert carine.redirects[-1] == routes.home(place["org"])
    assert len([a for a in seed(lambda s: s.exec(select(Appointment)).all()) if a.ended_at]) == 1


async def test_who_leaves_is_led_to_their_other_organisations(
    carine: Tab, place: dict[str, str], seed: Seed
) -> None:
    def second(session: Session) -> None:
        who = session.exec(select(Person).where(Person.key == place["Bart 04"])).one()
        factories.appointment(session, who, session.exec(select(Organisation)).one())

    seed(second)
    carine.path = routes.user(place["org"], place["Carine De Smet"])
    await carine.call(UserState.load)
    await carine.call(UserState.remove)
    assert carine.redirects == [routes.ORGANISATIONS]


async def test_somebody_is_invited_and_accepts(
    carine: Tab,
    tab: Callable[..., Tab],
    cookie_of: Callable[..., str],
    place: dict[str, str],
    world: World,
    seed: Seed,
) -> None:
    carine.path = f"{routes.users(place['org'])}/toevoegen"
    await carine.call(UserAddState.load)
    await carine.call(UserAddState.add, data={**TYPED, "insz": "85"})
    assert set((await carine.state(UserAddState)).form.faults) == {"insz"}
    await carine.call(UserAddState.load)
    assert (await carine.state(UserAddState)).form.answers["insz"] == "85"
    await carine.call(UserAddState.add, data=TYPED)
    shown = await carine.state(UserAddState)
    assert [one.name for one in shown.waiting] == ["Dirk Maes"]
    assert shown.form.answers == {"until": "12/10/2026"}
    dirk = tab(cookie_of("Dirk Maes"))

    def know(session: Session) -> str:
        who = session.exec(select(Person).where(Person.given_name == "Dirk")).one()
        who.insz_digest = digest(world.secret, factories.INSZ)
        return session.exec(select(Invitation)).one().key

    dirk.path = routes.invitation(seed(know))
    await dirk.call(InvitationState.load)
    assert (await dirk.state(InvitationState)).view.until == "30 juni 2026"
    await dirk.call(InvitationState.accept)
    assert dirk.redirects == [routes.application(place["org"])]
    assert len(seed(lambda s: s.exec(select(Grant)).all())) == 1


async def test_an_invitation_is_taken_back(carine: Tab, place: dict[str, str]) -> None:
    carine.path = f"{routes.users(place['org'])}/toevoegen"
    await carine.call(UserAddState.load)
    await carine.call(UserAddState.add, data=TYPED)
    [one] = (await carine.state(UserAddState)).waiting
    await carine.call(UserAddState.revoke, key=one.key)
    shown = await carine.state(UserAddState)
    assert (shown.waiting, shown.done) == ([], "De uitnodiging is ingetrokken.")


async def test_the_page_for_a_file_is_for_who_may_send_one(carine: Tab, place: dict[str, str]) -> None:
    carine.path = routes.user_file(place["org"])
    await carine.call(UserFileState.load)
    assert (await carine.state(UserFileState)).ready
