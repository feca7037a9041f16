"""What the authority asks is answered within a month; after a reminder the dossier lapses."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from tests.services import filed
from vov_app.adapters.clock import StoppedClock
from vov_app.domain.dossiers import DossierEventKind as Kind
from vov_app.domain.dossiers import DossierStatus
from vov_app.models import AuditEntry, LetterKind
from vov_app.services import information
from vov_app.services.information import Informed
from vov_app.services.work import Actor, Refused, work
from vov_app.services.worlds import World

CONTACT = "an@korenbloem.example"


@pytest.fixture
def reference(world: World, an: Actor) -> str:
    made = filed.file(world, an)
    filed.ask(world, made)
    return made


def inform(world: World, actor: Actor, reference: str, answer: str = "Ja, 80 %.") -> Informed:
    with work(world, actor) as w:
        return information.inform(w, reference, {"answer": answer})


def test_an_answer_puts_the_dossier_back_in_treatment(world: World, an: Actor, reference: str) -> None:
    assert "verstuurd" in inform(world, an, reference).done
    assert filed.row(world, reference).status is DossierStatus.IN_TREATMENT
    last = filed.events(world, reference)[-1]
    assert (last.kind, last.facts, last.person_id) == (Kind.INFORMED, {"text": "Ja, 80 %."}, an.person_id)
    assert filed.letters(world) == [
        (LetterKind.DOSSIER_INFORMATION_ASKED, CONTACT),
        (LetterKind.DOSSIER_INFORMED, CONTACT),
    ]
    assert "80 %" not in repr(filed.all_of(world, AuditEntry))


def test_the_letter_tells_the_question_and_its_last_day(world: World, reference: str) -> None:
    (told,) = filed.bodies(world, LetterKind.DOSSIER_INFORMATION_ASKED)
    assert "Klopt het percentage?" in told
    assert "uiterlijk op 13 november 2025" in told
    assert f"/dossier/{reference}" in told


def test_one_answer_is_sent_however_often_it_is_pressed(world: World, an: Actor, reference: str) -> None:
    with ThreadPoolExecutor(4) as pool:
        done = [view.done for view in pool.map(lambda _: inform(world, an, reference), range(4))]
    assert sum("verstuurd" in told for told in done) == 1
    assert filed.kinds(world, reference).count(Kind.INFORMED) == 1


def test_no_answer_is_told_and_what_was_typed_is_kept(world: World, an: Actor, reference: str) -> None:
    assert set(inform(world, an, reference, " ").faults) == {"answer"}
    view = inform(world, an, reference, "x" * 2001)
    assert "2001 tekens" in view.faults["answer"]
    assert view.answers == {"answer": "x" * 2001}
    assert filed.kinds(world, reference)[-1] is Kind.INFORMATION_ASKED


def test_a_reminder_comes_once_and_then_it_lapses(
    world: World, an: Actor, reference: str, clock: StoppedClock
) -> None:
    filed.pass_days(world, clock, 23)
    assert filed.kinds(world, reference)[-1] is Kind.INFORMATION_ASKED
    for _ in range(8):
        filed.pass_days(world, clock, 1)
        assert filed.kinds(world, reference)[-1] is Kind.REMINDED
    filed.pass_days(world, clock, 1)
    assert filed.kinds(world, reference)[2:] == [Kind.INFORMATION_ASKED, Kind.REMINDED, Kind.LAPSED]
    assert filed.row(world, reference).status is DossierStatus.STOPPED
    assert filed.letters(world) == [
        (LetterKind.DOSSIER_INFORMATION_ASKED, CONTACT),
        (LetterKind.DOSSIER_REMINDED, CONTACT),
        (LetterKind.DOSSIER_LAPSED, CONTACT),
    ]
    (reminded,) = filed.bodies(world, LetterKind.DOSSIER_REMINDED)
    assert "Klopt het percentage?" in reminded
    assert "13 november 2025" in reminded
    assert [e.role for e in filed.events(world, reference)[-2:]] == ["system", "system"]


def test_an_answer_on_the_last_day_is_in_time_and_one_later_isn_t(
    world: World, an: Actor, reference: str, clock: StoppedClock
) -> None:
    other = filed.file(world, an, first_name="Lien")
    filed.ask(world, other)
    filed.pass_days(world, clock, 31)
    assert "verstuurd" in inform(world, an, reference).done
    clock.move(timedelta(days=1))
    assert "niemand meer" in inform(world, an, other).done
    assert filed.row(world, other).status is DossierStatus.INFORMATION_ASKED


def test_a_second_question_is_reminded_of_as_well(
    world: World, an: Actor, reference: str, clock: StoppedClock
) -> None:
    filed.pass_days(world, clock, 25)
    inform(world, an, reference)
    filed.ask(world, reference)
    filed.pass_days(world, clock, 25)
    assert filed.kinds(world, reference).count(Kind.REMINDED) == 2


def test_nights_that_were_missed_end_it_all_the_same(
    world: World, reference: str, clock: StoppedClock
) -> None:
    filed.pass_days(world, clock, 90)
    assert filed.kinds(world, reference)[-1] is Kind.LAPSED


def test_others_answer_nothing(world: World, bart: Actor, reference: str) -> None:
    with pytest.raises(Refused, match="missing"):
        inform(world, bart, reference)
