"""The list of dossiers: who sees it, how it is searched, narrowed, sorted and gone through."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import Session, select

from tests import answers, factories
from tests.services import people
from vov_app.domain.dossiers import DossierEventKind as Kind
from vov_app.domain.dossiers import DossierStatus
from vov_app.models import Application
from vov_app.services import dossier_lists, dossier_queries, dossiers
from vov_app.services.dossier_lists import DossiersView
from vov_app.services.dossier_queries import Order, Wanted, searched
from vov_app.services.dossiers import Filing
from vov_app.services.work import Actor, Refused, work
from vov_app.services.worlds import World

PEOPLE = [
    ("Tom", "Maes"),
    ("Zoë", "Vandenberghe"),
    ("Lien", "Maes"),
    ("Jef", "Vandenbossche"),
    ("An", "Ötzi"),
]


@pytest.fixture
def filed(world: World, an: Actor) -> list[str]:
    """Five dossiers of which the last one is in treatment; their references."""
    filings = [Filing({**answers.SOUND, "first_name": first, "last_name": last}) for first, last in PEOPLE]
    with work(world, an) as w:
        made = dossiers.begin(w, filings)
        dossiers.happen(w, made[-1], Kind.TAKEN_UP, role=dossiers.AUTHORITY)
        return [dossier.reference for dossier in made]


def elsewhere(session: Session) -> Actor:
    """Somebody who holds the right at another organisation."""
    where = factories.organisation(session, "Tuinen Vermeulen bv", "0003456762")
    who = factories.person(session, "Hilde Vermeulen")
    factories.membership(session, who, where)
    factories.grant(session, who, where)
    return Actor(sign_in_id=2, person_id=who.id or 0, name=who.name, organisation=people.ref(where))


def names(world: World, actor: Actor, after: str = "", **asked: str) -> list[str]:
    return [line.employee for line in page(world, actor, after, **asked).lines]


def page(world: World, actor: Actor, after: str = "", **asked: str) -> DossiersView:
    with work(world, actor, writes=False) as w:
        return dossier_lists.page(w, asked, after)


def test_the_newest_comes_first(world: World, an: Actor, filed: list[str]) -> None:
    shown = page(world, an)
    assert [line.reference for line in shown.lines] == filed[::-1]
    assert [line.status for line in shown.lines][:2] == ["In behandeling", "Ingediend"]
    assert shown.lines[0].filed == "13 oktober 2025"
    assert shown.announced == "Getoonde dossiers: 5."


def test_without_dossiers_it_says_so(world: World, an: Actor) -> None:
    assert page(world, an).none == "Uw organisatie heeft nog geen dossiers."
    assert page(world, an, search="x").none == "Geen enkel dossier past bij wat u zoekt."


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("maes", ["Lien Maes", "Tom Maes"]),
        ("MAES to", ["Tom Maes"]),
        ("zoe", ["Zoë Vandenberghe"]),
        ("ötzi", ["An Ötzi"]),
        ("vandenb", ["Jef Vandenbossche", "Zoë Vandenberghe"]),
        ("vandenberg", ["Zoë Vandenberghe"]),
        ("vandenbx", []),
        ("vandenbergx", []),
        ("000002", ["Zoë Vandenberghe"]),
        ("vov-2025-000002", ["Zoë Vandenberghe"]),
        ("a", []),
        ("%", []),
        ("  ", ["An Ötzi", "Jef Vandenbossche", "Lien Maes", "Zoë Vandenberghe", "Tom Maes"]),
    ],
)
def test_it_is_searched_by_beginnings(
    world: World, an: Actor, filed: list[str], typed: str, found: list[str]
) -> None:
    assert names(world, an, search=typed) == found


def test_it_is_found_by_the_number_of_its_training(world: World, an: Actor, filed: list[str]) -> None:
    assert len(names(world, an, search=answers.SOUND["odb"].lower())) == len(PEOPLE)


def test_a_whole_reference_finds_its_dossier(world: World, an: Actor, filed: list[str]) -> None:
    assert names(world, an, search=filed[1].replace("-", " ").lower()) == ["Zoë Vandenberghe"]


def test_it_is_sorted(world: World, an: Actor, filed: list[str]) -> None:
    sorted_names = ["Lien Maes", "Tom Maes", "An Ötzi", "Zoë Vandenberghe", "Jef Vandenbossche"]
    assert names(world, an, order="employee") == sorted_names
    assert names(world, an, order="nonsense")[0] == "An Ötzi"


def test_it_is_narrowed_down(world: World, an: Actor, filed: list[str]) -> None:
    year = page(world, an).school_years
    assert [choice.value for choice in year] == ["", "2025-2026"]
    assert names(world, an, status="in_treatment") == ["An Ötzi"]
    assert names(world, an, status="paid") == names(world, an)
    assert names(world, an, school_year="2024-2025") == []
    assert len(names(world, an, school_year="2025-2026", status="filed", search="maes")) == 2


@pytest.mark.parametrize("few", [0, 1_000])
@pytest.mark.parametrize("order", list(Order))
def test_page_by_page_shows_each_once(
    world: World, an: Actor, filed: list[str], order: Order, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether few dossiers are left, which are sorted, or many, through which the order is walked."""
    monkeypatch.setattr(dossier_queries, "FEW", few)
    monkeypatch.setattr(dossier_lists, "PAGE", 2)
    asked = {"order": order.value, "school_year": "2025-2026"}
    shown, after = [], ""
    while True:
        view = page(world, an, after, **asked)
        shown += [line.reference for line in view.lines]
        after = view.after
        if not after:
            break
        assert view.announced.endswith("Er zijn er meer.")
    with work(world, an, writes=False) as w:
        whole = [d.reference for d in dossier_queries.slice_of(w, Wanted(order=order), "", 99).dossiers]
    assert shown == whole
    assert sorted(shown) == sorted(filed)


def test_a_search_that_finds_too_many_shows_the_newest_first(
    world: World, an: Actor, filed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dossier_queries, "FEW", 1)
    monkeypatch.setattr(dossier_lists, "PAGE", 1)
    first = page(world, an, search="ma", order="employee")
    assert [line.employee for line in first.lines] == ["Lien Maes"]
    assert first.resorted
    second = page(world, an, first.after, search="ma", order="employee")
    assert [line.employee for line in second.lines] == ["Tom Maes"]
    assert second.after == ""
    assert not page(world, an, search="ma").resorted


def test_an_unknown_place_to_go_on_from_is_the_beginning(world: World, an: Actor, filed: list[str]) -> None:
    assert names(world, an, "VOV-2025-999999-A") == names(world, an)


def test_another_organisation_sees_nothing_of_it(
    world: World, an: Actor, filed: list[str], seed: Callable[[Callable[[Session], Actor]], Actor]
) -> None:
    vermeulen = seed(elsewhere)
    assert names(world, vermeulen) == []
    assert names(world, vermeulen, search="maes") == []
    assert names(world, vermeulen, search=filed[0]) == []


def test_without_the_right_there_is_no_list(world: World, bart: Actor) -> None:
    with pytest.raises(Refused, match="missing"):
        page(world, bart)


@given(st.text(max_size=40))
def test_whatever_is_typed_makes_words_that_can_be_looked_up(typed: str) -> None:
    assert all(len(word) >= 2 and word == word.casefold() for word in searched(typed))


def test_statuses_and_years_without_a_name_aren_t_offered(world: World, an: Actor, filed: list[str]) -> None:
    with work(world, an) as w:
        for dossier in w.session.exec(select(Application)):
            dossier.school_year = ""
    shown = page(world, an)
    assert [choice.value for choice in shown.school_years] == [""]
    assert [choice.value for choice in shown.statuses] == ["", *DossierStatus]
