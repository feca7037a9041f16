"""The calculator: the same rules as the form, for anybody, and nothing of it is kept."""

import pytest
from sqlalchemy import func, select
from sqlmodel import Session, SQLModel

from vov_app.services import what_if
from vov_app.services.what_if import WhatIfView
from vov_app.services.work import STRANGER, work
from vov_app.services.worlds import World

SOUND = {
    "start_date": "15/9/2025", "joined_later": "nee", "kind": "contacturen", "size": "60", "fraction": "80",
    "weekly_hours": "30,4", "initiative": "werknemer",
}  # fmt: skip


def asked(world: World, **changed: str) -> WhatIfView:
    with work(world, STRANGER, writes=False) as w:
        return what_if.answer(w, {**SOUND, **changed}, shown="x")


def told(view: WhatIfView) -> dict[str, str]:
    return {line.label: line.value for line in (*view.figures, *view.dates)}


def test_it_tells_hours_amount_and_dates(world: World) -> None:
    view = asked(world)
    found = told(view)
    assert view.faults == {}
    assert found["Uren die kunnen meetellen"] == "60 uur"
    assert found["Geschat bedrag"] == "€\u00a0894,60"
    assert found["Laatste dag om in te dienen"] == "14 december 2025"
    assert found["Werknemer vraagt het u best tegen"] == "31 oktober 2025"
    assert found["Laatste veilige dag voor de werknemer"] == "30 november 2025"
    assert "Aantal dagen" in view.standing
    assert view.remarks == []
    assert view.sources


def test_another_year_has_other_figures(world: World) -> None:
    assert told(asked(world, start_date="15/9/2024"))["Vergoeding per uur"] == "€\u00a021,30"
    unsure = asked(world, start_date="15/9/2026")
    assert told(unsure)["Vergoeding per uur"] == "niet bevestigd"
    assert any("niet bevestigd" in remark for remark in unsure.remarks)


@pytest.mark.parametrize(
    ("changed", "standing"),
    [
        ({"start_date": "1/7/2026"}, "nog te vroeg"),
        ({"start_date": "2/6/2025"}, "voorbij"),
        ({"start_date": "30/11/2025"}, "is niet bevestigd"),
        ({"start_date": "1/9/2025", "joined_later": "ja", "entry_date": "15/10/2025"}, "14 januari 2026"),
    ],
)
def test_too_early_and_too_late_are_told_and_no_fault(
    world: World, changed: dict[str, str], standing: str
) -> None:
    view = asked(world, **changed)
    assert view.faults == {}
    assert standing in view.standing


def test_what_doesn_t_meet_the_conditions_is_told(world: World) -> None:
    view = asked(world, fraction="60", weekly_hours="22", size="20", initiative="werkgever")
    assert len(view.remarks) == 5
    assert asked(world, weekly_hours="").faults == {}


@pytest.mark.parametrize("name", ["start_date", "joined_later", "kind", "size", "fraction", "initiative"])
def test_what_is_missing_is_named(world: World, name: str) -> None:
    view = asked(world, **{name: ""})
    assert set(view.faults) == {name}
    assert view.figures == []


def test_questions_follow_from_answers(world: World) -> None:
    with work(world, STRANGER, writes=False) as w:
        empty = what_if.from_address(w, {})
        later = what_if.note(w, empty, {"joined_later": "ja"})
    assert "entry_date" not in empty.asked
    assert "entry_date" in later.asked
    assert later.answers["joined_later"] == "ja"
    assert asked(world, enrolled="x").faults.keys() == {"enrolled"}


def test_an_address_holds_the_answers(world: World) -> None:
    view = asked(world)
    query = dict(pair.split("=") for pair in view.share.split("?")[1].split("&"))
    query = {name: value.replace("%2F", "/").replace("%2C", ",") for name, value in query.items()}
    with work(world, STRANGER, writes=False) as w:
        again = what_if.from_address(w, query)
        nonsense = what_if.from_address(w, {"start": ["x"], "soort": 7, "breuk": "<b>"})
    assert told(again) == told(view)
    assert nonsense.faults
    assert nonsense.figures == []


def test_nothing_is_kept(world: World) -> None:
    asked(world)
    with Session(world.engine) as session:
        for table in SQLModel.metadata.tables.values():
            assert session.execute(select(func.count()).select_from(table)).scalar() == 0
