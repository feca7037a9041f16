"""The record of an organisation: theirs alone, for who holds an office, in words and page by page."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlmodel import Session, select

from tests import factories
from tests.services import deciding, people
from tests.services.deciding import Seed
from vov_app.adapters.clock import StoppedClock
from vov_app.domain.requests import RequestAction
from vov_app.models import AuditEntry, Person
from vov_app.services import audit, decisions, grants, records
from vov_app.services.records import RecordView
from vov_app.services.work import Actor, Refused, work
from vov_app.services.worlds import World
from vov_app.settings import ROOT
from vov_app.texts import keys

RECORDED = re.compile(r'audit\.record\(\s*\w+,\s*"([a-z_]+:[a-z_]+)"|_VIEW = "([a-z_]+:[a-z_]+)"')


@pytest.fixture
def carine(seed: Seed) -> Actor:
    made: Actor = seed(deciding.carine)
    return made


def page(world: World, actor: Actor, kind: str = "", person: str = "", after: str = "") -> RecordView:
    with work(world, actor, writes=False) as w:
        return records.page(w, kind, person, after)


def key_of(world: World, name: str) -> str:
    with Session(world.engine) as session:
        return session.exec(select(Person.key).where(Person.given_name == name)).one()


def history(world: World, bart: Actor, carine: Actor) -> None:
    """Bart asks, Carine grants and changes the end."""
    key = deciding.asked(world, bart)
    with work(world, carine) as w:
        decisions.decide(w, key, {"decision": "grant", "until": "30/6/2026"})
    with work(world, carine) as w:
        entry = w.session.exec(select(AuditEntry).where(AuditEntry.action == "right:grant")).one()
        grants.change(w, entry.about, date(2026, 8, 31))


def test_it_tells_who_did_what_to_whom_in_which_role(world: World, bart: Actor, carine: Actor) -> None:
    history(world, bart, carine)
    changed, *_, asked = page(world, carine).lines
    assert (changed.by, changed.role, changed.subject) == ("Carine De Smet", "lokale beheerder", "Bart Claes")
    assert changed.what == "Einddatum van het recht gewijzigd"
    assert (changed.before, changed.after) == ("tot en met 30 juni 2026", "tot en met 31 augustus 2026")
    assert changed.at == "13 oktober 2025 om 10.00 uur"
    assert (asked.by, asked.role, asked.subject) == ("Bart Claes", "aanvrager van het recht", "")
    assert asked.after == "gevraagd, bij de lokale beheerders, beslissing beloofd tegen 20 oktober 2025"


def test_it_is_narrowed_down_to_a_kind_or_a_user(world: World, an: Actor, bart: Actor, carine: Actor) -> None:
    history(world, bart, carine)
    audit.denied(world, bart, "users:load", "no_office")
    assert {line.what.split()[0] for line in page(world, carine, "request").lines} == {"Recht", "Vraag"}
    assert [line.by for line in page(world, carine, "denied").lines] == ["Bart Claes"]
    assert len(page(world, carine, "nonsense").lines) == len(page(world, carine).lines)
    mine = page(world, carine, "", key_of(world, "Bart"))
    assert mine.person == "Bart Claes"
    assert len(mine.lines) == len(page(world, carine).lines)
    assert page(world, carine, "", key_of(world, "An")).lines == []


def test_page_by_page_shows_each_entry_once(
    world: World, bart: Actor, carine: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(records, "PAGE", 2)
    history(world, bart, carine)
    view = page(world, carine)
    shown = [int(line.number) for line in view.lines]
    while view.after:
        assert "Er zijn er meer" in view.announced
        view = page(world, carine, after=view.after)
        shown += [int(line.number) for line in view.lines]
    assert shown == sorted(shown, reverse=True)
    assert len(set(shown)) == len(shown) == 4
    assert page(world, carine, after="nonsense").lines == page(world, carine).lines


def test_another_organisation_s_entries_stay_there(
    world: World, bart: Actor, carine: Actor, seed: Seed
) -> None:
    history(world, bart, carine)

    def move(session: Session) -> None:
        for entry in session.exec(select(AuditEntry)):
            entry.organisation_id = 999

    seed(move)
    assert page(world, carine).lines == []


@pytest.mark.parametrize("verb", [records.page, records.looked])
def test_without_an_office_there_is_no_record(world: World, an: Actor, verb: object) -> None:
    with work(world, an) as w, pytest.raises(Refused, match="no_office"):
        verb(w)  # type: ignore[operator]


def test_the_record_of_a_stranger_is_none(world: World, carine: Actor) -> None:
    with pytest.raises(Refused, match="no_user"):
        page(world, carine, "", "elsewhere")


def test_reading_it_is_noted_once_a_day(world: World, carine: Actor, clock: StoppedClock) -> None:
    for _ in range(2):
        with work(world, carine) as w:
            records.looked(w)
    clock.move(timedelta(days=1))
    with work(world, carine) as w:
        records.looked(w)
    assert [line.what for line in page(world, carine).lines] == ["Logboek bekeken", "Logboek bekeken"]


def test_everything_that_is_ever_recorded_has_words() -> None:
    files = [*(ROOT / "vov_app").rglob("*.py")]
    found = {
        first or second for file in files for first, second in RECORDED.findall(Path(file).read_text("utf-8"))
    }
    assert len(found) >= 14
    actions = found | {f"request:{action}" for action in RequestAction}
    wanted = {f"record.action.{action.replace(':', '_')}" for action in actions}
    assert wanted <= set(keys()), wanted - set(keys())


def test_people_of_the_organisation_are_named_and_nobody_else(world: World, carine: Actor) -> None:
    with work(world, carine) as w:
        audit.record(w, "right:grant", subject_id=999_999, after={"until": date(2026, 1, 1), "other": "x"})
    (line,) = page(world, carine).lines
    assert (line.subject, line.after) == ("", "tot en met 1 januari 2026")


def test_the_record_tells_what_held_before_a_right_was_taken_away(
    world: World, carine: Actor, seed: Seed
) -> None:
    """A right that a sign-in gave has no last day, which is told in words."""

    def hold(session: Session) -> str:
        who = people.member(session, "Jo Claims")
        person = session.get_one(Person, who.person_id)
        return factories.grant(session, person, people.korenbloem(session), valid_until=None).key

    key = seed(hold)
    with work(world, carine) as w:
        grants.change(w, key, date(2026, 1, 31))
        grants.revoke(w, key)
    with work(world, carine, writes=False) as w:
        lines = records.page(w, "right").lines
    assert [(line.what, line.before, line.after) for line in lines] == [
        ("Recht ingetrokken", "tot en met 31 januari 2026", "ingetrokken op 13 oktober 2025"),
        ("Einddatum van het recht gewijzigd", "zonder einddatum", "tot en met 31 januari 2026"),
    ]
