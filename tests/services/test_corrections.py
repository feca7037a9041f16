"""Correcting: the next version of the same dossier, seen before it is confirmed, and never a second one."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import Session, select

from tests import answers
from tests.services import filed, people
from vov_app.adapters.clock import StoppedClock
from vov_app.domain.dossiers import DossierEventKind as Kind
from vov_app.domain.dossiers import DossierStatus
from vov_app.forms.refund import REFUND
from vov_app.models import Application, ApplicationVersion, AuditEntry, DossierWord, Draft, LetterKind
from vov_app.services import checking, corrections, dossier_acts, drafts, journey, record_words, versions
from vov_app.services.work import Actor, Refused, work
from vov_app.services.worlds import World

Seed = Callable[[Callable[[Session], Any]], Any]
CONTACT, EMPLOYEE = "an@korenbloem.example", "tom@post.example"


@pytest.fixture
def reference(world: World, an: Actor) -> str:
    return filed.file(world, an)


@pytest.fixture
def els(seed: Seed) -> Actor:
    made: Actor = seed(lambda s: people.filer(s, "Els Wouters"))
    return made


def words(world: World) -> set[str]:
    return {one.word for one in filed.all_of(world, DossierWord)}


def entry(world: World) -> AuditEntry:
    with Session(world.engine) as session:
        return session.exec(select(AuditEntry).where(AuditEntry.action == "dossier:correct")).one()


def shown(world: World, actor: Actor, key: str) -> corrections.CorrectionView:
    with work(world, actor, writes=False) as w:
        return corrections.show(w, key)


def test_a_correction_is_the_next_version_of_the_same_dossier(
    world: World, an: Actor, reference: str, clock: StoppedClock
) -> None:
    clock.move(timedelta(days=3))
    view = filed.correct(world, an, reference, fraction="100", last_name="Bakkers", odb="ODB-1000456")
    assert view.elsewhere.endswith(f"/dossier/{reference}")
    (row,) = filed.all_of(world, Application)
    assert (row.version, row.employee_name, row.odb) == (2, "Tom Bakkers", "ODB-1000456")
    assert row.estimate["personal_maximum"] == "125"
    assert row.status is DossierStatus.FILED
    assert {"bakkers", "1000456"} <= words(world)
    assert "1000123" not in words(world)
    assert filed.kinds(world, reference) == [Kind.FILED, Kind.CORRECTED]
    first, second = filed.all_of(world, ApplicationVersion)
    assert (first.answers["fraction"], second.answers["fraction"]) == ("80", "100")
    assert second.answers == row.answers
    assert second.rules["school_year"] == row.school_year


def test_the_employer_and_the_employee_hear_of_it(world: World, an: Actor, reference: str) -> None:
    filed.correct(world, an, reference, employee_email="tom@elders.example")
    assert filed.letters(world) == [
        (LetterKind.DOSSIER_CORRECTED, CONTACT),
        (LetterKind.DOSSIER_CORRECTED_EMPLOYEE, "tom@elders.example"),
    ]
    (told,) = filed.bodies(world, LetterKind.DOSSIER_CORRECTED)
    assert "versie 2" in told
    assert f"/dossier/{reference}" in told
    assert "85.01.01" not in told


def test_the_record_names_what_changed_and_holds_nothing_of_a_person(
    world: World, an: Actor, reference: str
) -> None:
    filed.correct(world, an, reference, fraction="100", iban="BE96 0000 0000 0505", first_name="Tomas")
    found = entry(world)
    assert found.before == {"fraction": "80"}
    assert found.after == {"version": 2, "fraction": "100", "changed": "iban first_name fraction"}
    assert (found.about, found.role) == (reference, "employer")
    with work(world, an) as w:
        (line,) = record_words.lines(w, [found])
    assert (line.by, line.what, line.before) == ("An Peeters", "Aanvraag verbeterd", "")
    assert line.after == "gewijzigd: Rekeningnummer (IBAN), Voornaam, Tewerkstellingspercentage"


def test_the_same_in_other_words_changes_nothing(world: World, an: Actor, reference: str) -> None:
    view = filed.correct(world, an, reference, fraction="80,0 %", insz="85010199786")
    assert "nog niets gewijzigd" in view.faults["declaration"]
    assert filed.kinds(world, reference) == [Kind.FILED]


def test_the_differences_are_shown_question_by_question(world: World, an: Actor, reference: str) -> None:
    key = filed.correcting(world, an, reference, fraction="100", iban="BE96 0000 0000 0505")
    view = shown(world, an, key)
    assert [(d.label, d.before, d.after) for d in view.differences] == [
        ("Rekeningnummer (IBAN)", "BE43 0000 0000 0101", "BE96 0000 0000 0505"),
        ("Tewerkstellingspercentage", "80 %", "100 %"),
    ]
    assert (view.reference, view.seen, view.moved, view.only, view.closed) == (reference, "1", "", "", "")


def test_a_question_that_isn_t_asked_any_more_differs(world: World, an: Actor) -> None:
    later = {"start_date": "1/9/2025", "joined_later": "ja", "entry_date": "2/10/2025"}
    reference = filed.file(world, an, **later)
    key = filed.correcting(world, an, reference, joined_later="nee")
    assert [(d.before, d.after) for d in shown(world, an, key).differences] == [
        ("Ja", "Nee"),
        ("2 oktober 2025", ""),
    ]


def test_one_looks_at_nothing_before_all_steps_are_sound(world: World, an: Actor, reference: str) -> None:
    key = filed.correcting(world, an, reference, fraction="?")
    assert shown(world, an, key) == corrections.CorrectionView(f"{key}/check")
    with work(world, an) as w:
        fresh = drafts.start(w)
    assert shown(world, an, fresh) == corrections.CorrectionView(f"{fresh}/check")


def test_beginning_twice_gives_the_same_draft(world: World, an: Actor, reference: str, els: Actor) -> None:
    first = filed.correcting(world, an, reference, fraction="100")
    assert filed.correcting(world, an, reference) == first
    assert filed.draft(world, first).answers["fraction"] == "100"
    assert filed.correcting(world, els, reference) != first


def test_the_declaration_is_made_again(world: World, an: Actor, reference: str) -> None:
    key = filed.correcting(world, an, reference, fraction="100")
    with work(world, an) as w:
        view = checking.confirm(w, key, {"seen": "1"}, drafts.read(w, key).version)
    assert set(view.faults) == {"declaration"}
    assert filed.kinds(world, reference) == [Kind.FILED]


def test_confirming_again_changes_nothing_and_leads_to_the_dossier(
    world: World, an: Actor, reference: str
) -> None:
    key = filed.correcting(world, an, reference, fraction="100")
    for _ in range(2):
        assert filed.confirm(world, an, key, 1).elsewhere.endswith(f"/dossier/{reference}")
    assert filed.row(world, reference).version == 2
    with work(world, an) as w:
        assert journey.show(w, key, "employee").elsewhere.endswith(f"/dossier/{reference}")
        assert journey.save(w, key, "employee", {"fraction": "50"}).elsewhere.endswith(
            f"/dossier/{reference}"
        )
        assert corrections.show(w, key) == corrections.CorrectionView(f"{key}/check")
    assert filed.row(world, reference).answers["fraction"] == "100"


def test_the_second_of_two_sees_the_first_and_looks_again(
    world: World, an: Actor, els: Actor, reference: str, clock: StoppedClock
) -> None:
    ans = filed.correcting(world, an, reference, fraction="100", size="80")
    hers = filed.correcting(world, els, reference, fraction="90")
    clock.move(timedelta(hours=1))
    filed.confirm(world, an, ans, 1)
    held = filed.confirm(world, els, hers, 1)
    assert "An Peeters heeft dit dossier intussen verbeterd" in held.faults["declaration"]
    assert filed.row(world, reference).version == 2

    view = shown(world, els, hers)
    assert (view.seen, [(d.before, d.after) for d in view.differences]) == ("2", [("100 %", "90 %")])
    assert "versie 2" in view.moved
    assert filed.confirm(world, els, hers, 2).elsewhere
    row = filed.row(world, reference)
    assert (row.version, row.answers["fraction"], row.answers["size"]) == (3, "90", "80")
    assert len(filed.all_of(world, Application)) == 1


def test_what_somebody_else_corrected_is_what_the_steps_show(
    world: World, an: Actor, els: Actor, reference: str
) -> None:
    hers = filed.correcting(world, els, reference, fraction="90")
    filed.correct(world, an, reference, size="80")
    with work(world, els) as w:
        assert journey.show(w, hers, "training").answers["size"] == "80"
        assert journey.show(w, hers, "employee").answers["fraction"] == "90"


def test_two_at_the_same_moment_make_two_versions_at_most_one_of_each(
    world: World, an: Actor, els: Actor, reference: str
) -> None:
    keys = [filed.correcting(world, who, reference, fraction=f) for who, f in ((an, "100"), (els, "90"))]
    with ThreadPoolExecutor(2) as pool:
        views = list(pool.map(lambda who, key: filed.confirm(world, who, key, 1), (an, els), keys))
    assert sorted(bool(view.elsewhere) for view in views) == [False, True]
    assert filed.row(world, reference).version == 2
    assert [v.number for v in filed.all_of(world, ApplicationVersion)] == [1, 2]


@pytest.mark.parametrize("seen", ["", "x", "2", "0", "-1", "9" * 20, "²"])
def test_a_version_that_wasn_t_seen_is_not_corrected(
    world: World, an: Actor, reference: str, seen: str
) -> None:
    key = filed.correcting(world, an, reference, fraction="100")
    with work(world, an) as w:
        assert checking.confirm(
            w, key, {"declaration": "ja", "seen": seen}, drafts.read(w, key).version
        ).faults
    assert filed.row(world, reference).version == 1


def test_filing_is_judged_on_the_day_of_filing(
    world: World, an: Actor, reference: str, clock: StoppedClock
) -> None:
    clock.move(timedelta(days=40))
    filed.correct(world, an, reference, start_date="1/8/2025", size="50")
    assert filed.row(world, reference).version == 2
    with work(world, an) as w, pytest.raises(Refused, match="dossier_closed"):
        corrections.begin(w, dossier_acts.locked(w, reference))


def test_no_correction_makes_a_late_filing_of_it(world: World, an: Actor, reference: str) -> None:
    view = filed.correct(world, an, reference, start_date="1/7/2025")
    assert view.elsewhere.endswith("/voor-u-begint")
    assert filed.row(world, reference).version == 1


def test_no_more_after_the_filing_window(
    world: World, an: Actor, reference: str, clock: StoppedClock
) -> None:
    key = filed.correcting(world, an, reference, fraction="100")
    clock.move(timedelta(days=62))
    assert shown(world, an, key).closed == ""
    clock.move(timedelta(days=1))
    assert "indieningstermijn is voorbij" in shown(world, an, key).closed
    with pytest.raises(Refused, match="dossier_closed"):
        filed.confirm(world, an, key, 1)


def test_after_it_what_was_asked_may_be_corrected_alone(
    world: World, an: Actor, reference: str, clock: StoppedClock
) -> None:
    clock.move(timedelta(days=70))
    filed.ask(world, reference, about="employee")
    key = filed.correcting(world, an, reference, fraction="100", size="80")
    assert "‘Werknemer’" in shown(world, an, key).only
    held = filed.confirm(world, an, key, 1)
    assert "Omvang van de opleiding" in held.faults["declaration"]
    filed.correcting(world, an, reference, size="60")
    assert filed.confirm(world, an, key, 1).elsewhere
    row = filed.row(world, reference)
    assert (row.version, row.status) == (2, DossierStatus.IN_TREATMENT)


def test_a_decision_that_came_meanwhile_ends_it(world: World, an: Actor, reference: str) -> None:
    key = filed.correcting(world, an, reference, fraction="100")
    filed.approve(world, reference)
    with pytest.raises(Refused, match="dossier_decided"):
        filed.confirm(world, an, key, 1)
    assert filed.row(world, reference).version == 1


def test_others_correct_nothing(world: World, an: Actor, bart: Actor, reference: str) -> None:
    key = filed.correcting(world, an, reference, fraction="100")
    with pytest.raises(Refused, match="missing"):
        filed.confirm(world, bart, key, 1)


def test_a_dossier_of_before_the_window_was_kept_has_one(world: World, an: Actor, reference: str) -> None:
    with Session(world.engine) as session:
        session.exec(select(Application)).one().last_day = None
        session.commit()
    filed.correct(world, an, reference, fraction="100")
    assert filed.row(world, reference).version == 2


def test_a_version_that_isn_t_there(world: World, an: Actor, reference: str) -> None:
    with work(world, an) as w, pytest.raises(Refused, match="no_version"):
        versions.one(w, filed.row(world, reference).id or 0, 9)


def test_the_overview_doesn_t_call_a_dossier_its_own_double(world: World, an: Actor, reference: str) -> None:
    key = filed.correcting(world, an, reference, fraction="100")
    with work(world, an, writes=False) as w:
        assert checking.show(w, key).earlier == []
        assert "u kunt indienen" not in str(journey.show(w, key, "begin").notes).lower()


def test_a_draft_that_is_being_filled_in_isn_t_disturbed(world: World, an: Actor, reference: str) -> None:
    with work(world, an) as w:
        fresh = drafts.start(w)
        drafts.save(w, fresh, REFUND.steps[0], answers.BEGIN)
    filed.correct(world, an, reference, fraction="100")
    assert filed.draft(world, fresh).confirmed_at is None
    assert len(filed.all_of(world, Draft)) == 3
    assert EMPLOYEE in [address for _, address in filed.letters(world)]
