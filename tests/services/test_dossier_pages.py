"""The page of a dossier: the fold of its events, its newest version, and what may be done by whom."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import Session, select

from tests.services import filed, people
from vov_app.adapters.clock import StoppedClock
from vov_app.domain.dossiers import OFFICIAL, DossierStatus
from vov_app.domain.dossiers import DossierEventKind as Kind
from vov_app.domain.school_years import SOURCES
from vov_app.models import Application, ApplicationVersion, Grant
from vov_app.services import (
    dossier_events,
    dossier_lists,
    dossier_pages,
    homes,
    rule_words,
    version_pages,
    withdrawals,
)
from vov_app.services.dossier_pages import DossierView
from vov_app.services.work import STRANGER, Actor, Refused, work
from vov_app.services.worlds import World

Seed = Callable[[Callable[[Session], Any]], Any]


@pytest.fixture
def reference(world: World, an: Actor) -> str:
    return filed.file(world, an)


def show(world: World, actor: Actor, reference: str) -> DossierView:
    with work(world, actor, writes=False) as w:
        return dossier_pages.show(w, reference)


def test_a_fresh_dossier_says_what_it_is_and_what_may_be_done(
    world: World, an: Actor, reference: str
) -> None:
    view = show(world, an, reference.lower())
    assert (view.title, view.status, view.tone) == (f"Dossier {reference}", "Ingediend", "ongoing")
    assert "onze eigen omschrijving" in view.status_note
    assert view.correctable
    assert view.correct_note == "Verbeteren kan tot en met 14 december 2025."
    assert view.withdraw.endswith(f"/dossier/{reference}/intrekken")
    assert view.receipt.endswith(f"/ontvangstbevestiging/{reference}")
    assert view.pdf.endswith(f"{reference}/ontvangstbevestiging.pdf")
    assert (view.note, view.question) == ("", dossier_pages.Question())
    assert [line.value for line in view.estimate][-1] == "€\u00a0894,60"
    assert view.sections[0].title == "Voor u begint"
    assert [link.label for link in view.versions] == ["Versie 1, bevestigd op 13 oktober 2025 om 10.00 uur"]


def test_the_rules_are_told_with_their_certainty_and_their_sources(
    world: World, an: Actor, reference: str
) -> None:
    view = show(world, an, reference)
    told = {rule.label: (rule.value, rule.unsure) for rule in view.rules}
    assert view.school_year == "2025-2026"
    assert told["Terugbetaling per uur"] == ("€\u00a014,91", "")
    assert told["Minimale tewerkstelling"] == ("80 %", "")
    assert told["Minimaal aantal uren per week"] == ("28 uur", "")
    assert told["Persoonlijk maximum bij voltijds werk"][0] == "125 uur"
    assert told["Maand waarin de tewerkstelling telt"][0] == "maart voor het schooljaar"
    links = [link for rule in view.rules for link in rule.sources]
    assert {link.address for link in links} <= set(SOURCES.values())
    assert "Bron: refli.be" in [link.label for link in links]


def test_a_figure_that_nobody_confirmed_is_never_told_as_one() -> None:
    figure: dict[str, Any] = {"value": None, "confidence": "unconfirmed", "sources": []}
    guessed: dict[str, Any] = {"value": "0.5", "confidence": "low", "sources": ["vl_twp"]}
    lines = rule_words.lines({"figures": {"refund_per_hour": figure, "min_fraction": guessed}})
    assert [(line.value, line.unsure) for line in lines] == [
        ("", "niet bevestigd"),
        ("50 %", "niet bevestigd"),
    ]


def test_a_dossier_of_before_rules_were_kept_has_none(world: World, an: Actor, reference: str) -> None:
    with Session(world.engine) as session:
        session.exec(select(ApplicationVersion)).one().rules = {}
        session.commit()
    assert show(world, an, reference).rules == []


def test_the_story_is_told_newest_first_with_who_and_until_when(
    world: World, an: Actor, reference: str, clock: StoppedClock
) -> None:
    clock.move(timedelta(days=1))
    filed.correct(world, an, reference, fraction="100", iban="BE96 0000 0000 0505")
    filed.ask(world, reference)
    story = [(e.title, e.by, e.text, e.deadline) for e in show(world, an, reference).events]
    assert story == [
        (
            "Bijkomende informatie gevraagd", "de overheid", "Klopt het percentage?",
            "Antwoorden kan tot en met 14 november 2025.",
        ),
        ("In behandeling genomen", "de overheid", "", ""),
        (
            "Aanvraag verbeterd: versie 2", "An Peeters",
            "Verbeterd: Rekeningnummer (IBAN), Tewerkstellingspercentage.",
            "Verbeteren kan tot en met 14 december 2025.",
        ),
        ("Aanvraag ingediend", "An Peeters", "", "Verbeteren kan tot en met 14 december 2025."),
    ]  # fmt: skip


def test_figures_and_reasons_are_told_in_words(world: World, an: Actor, reference: str) -> None:
    filed.treat(world, reference, Kind.NOT_CALCULATED, why="dmfa_error")
    filed.approve(world, reference)
    filed.treat(world, reference, Kind.CALCULATED, **filed.CALCULATED)
    filed.treat(world, reference, Kind.PAID)
    view = show(world, an, reference)
    titles = [event.title for event in view.events]
    assert titles[:2] == [
        "Betaald voor kwartaal 4/2025: €\u00a0410,03",
        "Berekend voor kwartaal 4/2025: 27,5 gevalideerde uren, €\u00a0410,03",
    ]
    assert "Niet berekend: fout DmfA" in titles
    assert (view.status, view.tone, view.status_note) == (
        "Goedgekeurd", "success", "Zo noemt de overheid deze status."
    )  # fmt: skip
    assert view.note.endswith("/berekeningsnota")
    assert (view.correctable, view.withdraw) == (False, "")
    assert "is beslist" in view.correct_note


def test_each_status_is_marked_as_official_or_ours(world: World, an: Actor, reference: str) -> None:
    notes = {}
    for kind, typed in ((Kind.TAKEN_UP, {}), (Kind.APPROVED, {}), (Kind.STOPPED, {"motive": "Gestopt."})):
        filed.treat(world, reference, kind, **typed)
        view = show(world, an, reference)
        notes[view.status] = view.status_note
    assert [note.startswith("Zo noemt") for note in notes.values()] == [False, True, True]
    assert {str(status) for status in OFFICIAL} == {"approved", "refused", "stopped", "cancelled"}


def test_a_question_can_be_answered_until_its_last_day(
    world: World, an: Actor, reference: str, clock: StoppedClock
) -> None:
    filed.ask(world, reference)
    question = show(world, an, reference).question
    assert (question.text, question.correcting) == ("Klopt het percentage?", "")
    assert "13 november 2025" in question.until
    assert "niet bevestigd" in question.until
    clock.move(timedelta(days=32))
    assert show(world, an, reference).question == dossier_pages.Question()
    filed.pass_days(world, clock, 0)
    view = show(world, an, reference)
    assert view.status == "Stopgezet"
    assert "is niet bevestigd" in view.status_note
    assert view.events[0].by == "het loket"


def test_after_the_window_the_part_that_was_asked_about_is_named(
    world: World, an: Actor, reference: str, clock: StoppedClock
) -> None:
    clock.move(timedelta(days=70))
    assert not show(world, an, reference).correctable
    filed.ask(world, reference, about="employee")
    view = show(world, an, reference)
    assert view.correctable
    assert "‘Werknemer’" in view.correct_note
    assert view.question.correcting


def test_letters_are_told_by_name_and_never_by_address(world: World, an: Actor, reference: str) -> None:
    filed.file(world, an, first_name="Lien")
    with work(world, an) as w:
        withdrawals.withdraw(w, reference, {})
    letters = show(world, an, reference).letters
    assert [line.split(":")[0] for line in letters] == [
        "13 oktober 2025, aan Tom Bakker", "13 oktober 2025, aan An Peeters",
        "13 oktober 2025, aan Tom Bakker", "13 oktober 2025, aan An Peeters",
    ]  # fmt: skip
    assert "@" not in repr(letters)


def test_who_confirmed_it_still_reads_it_without_the_right(
    world: World, an: Actor, reference: str, seed: Seed
) -> None:
    filed.ask(world, reference)

    def revoke(session: Session) -> None:
        session.exec(select(Grant)).one().revoked_on = world.clock.now().date()

    seed(revoke)
    view = show(world, an, reference)
    assert view.reference == reference
    assert (view.correctable, view.withdraw, view.question.shown, view.filing) == (False, "", "", False)


def test_others_see_nothing(world: World, bart: Actor, reference: str, seed: Seed) -> None:
    els = seed(lambda s: people.filer(s, "Els Wouters"))
    assert show(world, els, reference).reference == reference
    for actor, reason in ((bart, "missing"), (STRANGER, "no_organisation")):
        with pytest.raises(Refused, match=reason):
            show(world, actor, reference)
        with work(world, actor, writes=False) as w, pytest.raises(Refused, match=reason):
            version_pages.show(w, reference, 1)


def test_the_state_that_is_shown_is_the_fold(world: World, an: Actor, reference: str) -> None:
    filed.approve(world, reference)
    with Session(world.engine) as session:
        session.exec(select(Application)).one().status = DossierStatus.REFUSED
        session.commit()
    assert show(world, an, reference).status == "Goedgekeurd"
    with work(world, writes=False) as w:
        assert dossier_events.state_of(filed.events(world, reference)).status is DossierStatus.APPROVED
        assert w is not None


def test_an_old_version_stays_readable_with_what_the_next_changed(
    world: World, an: Actor, reference: str, clock: StoppedClock
) -> None:
    clock.move(timedelta(days=1))
    filed.correct(world, an, reference, fraction="100", odb="ODB-1000456")
    with work(world, an, writes=False) as w:
        first, second = (version_pages.show(w, reference, number) for number in (1, 2))
    assert (first.first, first.newest, first.differences) == (True, False, [])
    assert "13 oktober 2025" in first.made
    assert first.estimate[2].value == "100 uur"
    assert [(d.label, d.before, d.after) for d in second.differences] == [
        ("Tewerkstellingspercentage", "80 %", "100 %"),
        ("ODB-nummer", "ODB-1000123", "ODB-1000456"),
    ]
    assert (second.newest, second.estimate[2].value) == (True, "125 uur")
    assert "An Peeters" in second.made
    assert second.pdf.endswith("?versie=2")
    assert [link.address for link in second.others] == [
        f"{second.dossier}/versie/1",
    ]
    assert first.school_year == second.school_year == "2025-2026"


def test_the_list_and_the_home_page_lead_to_it(world: World, an: Actor, reference: str) -> None:
    key = filed.correcting(world, an, reference, fraction="100")
    with work(world, an, writes=False) as w:
        (line,) = dossier_lists.page(w, {}).lines
        home = homes.home(w)
    assert line.address.endswith(f"/dossier/{reference}")
    assert home.latest[0].address == line.address
    assert [(draft.name, key in draft.address) for draft in home.resume] == [
        (f"Tom Bakker (verbetering van {reference})", True)
    ]
