"""The authority's side: each step writes its event, its letter and its entry, and screens look again."""

from typing import Any

import pytest
from sqlmodel import Session, select

from tests.services import filed
from vov_app.domain.dossiers import DossierEventKind as Kind
from vov_app.domain.dossiers import DossierStatus, NotCalculated
from vov_app.models import Application, ApplicationVersion, AuditEntry, LetterKind
from vov_app.services import audit, record_words, treatments
from vov_app.services.work import Actor, Refused, work
from vov_app.services.worlds import World, listen

CONTACT = "an@korenbloem.example"
OTHER_TRAINING = {"odb": "ODB-1000456", "insz": "85.01.01-997.86"}


@pytest.fixture
def reference(world: World, an: Actor) -> str:
    return filed.file(world, an)


@pytest.fixture
def approved(world: World, reference: str) -> str:
    filed.approve(world, reference)
    return reference


def steps(world: World, reference: str) -> list[str]:
    with work(world, writes=False) as w:
        return [step.name for step in treatments.show(w, reference).steps]


def figures(world: World, reference: str) -> dict[str, Any]:
    return filed.events(world, reference)[-1].facts


def calculate(world: World, reference: str, **typed: str) -> dict[str, Any]:
    filed.treat(world, reference, Kind.CALCULATED, **{**filed.CALCULATED, **typed})
    return figures(world, reference)


def test_the_desk_shows_what_changed_last_first(world: World, an: Actor, reference: str) -> None:
    other = filed.file(world, an, first_name="Lien")
    with work(world, writes=False) as w:
        assert [d.reference for d in treatments.desk(w)] == [other, reference]
        found = treatments.show(w, reference.lower())
    assert (found.organisation, found.employee, found.maximum) == (
        "Bakkerij De Korenbloem bv", "Tom Bakker", "100.0"
    )  # fmt: skip
    assert found.status is DossierStatus.FILED


def test_only_the_steps_that_can_follow_are_offered(world: World, reference: str) -> None:
    assert steps(world, reference) == [Kind.TAKEN_UP, Kind.NOT_CALCULATED]
    filed.treat(world, reference, Kind.TAKEN_UP)
    assert steps(world, reference) == [
        Kind.INFORMATION_ASKED, Kind.APPROVED, Kind.REFUSED, Kind.STOPPED, Kind.NOT_CALCULATED
    ]  # fmt: skip
    filed.treat(world, reference, Kind.APPROVED)
    assert steps(world, reference) == [Kind.STOPPED, Kind.CALCULATED, Kind.NOT_CALCULATED]
    calculate(world, reference)
    assert Kind.PAID in steps(world, reference)
    filed.treat(world, reference, Kind.PAID)
    assert Kind.PAID not in steps(world, reference)


def test_each_step_is_in_the_record_by_the_authority(world: World, approved: str) -> None:
    entries = [e for e in filed.all_of(world, AuditEntry) if e.role == "authority"]
    assert [(e.action, e.about, e.actor_id) for e in entries] == [
        ("dossier:take_up", approved, None),
        ("dossier:approve", approved, None),
    ]
    assert [e.role for e in filed.events(world, approved)[1:]] == ["authority", "authority"]
    with work(world, writes=False) as w:
        assert audit.first_broken(w.session) is None
        (line,) = record_words.lines(w, entries[-1:])
    assert (line.by, line.role, line.what) == ("de overheid", "de overheid", "Dossier goedgekeurd")
    assert (line.before, line.after) == ("in behandeling", "goedgekeurd")


def test_the_contact_person_hears_what_matters(world: World, approved: str) -> None:
    calculate(world, approved)
    filed.treat(world, approved, Kind.PAID)
    filed.treat(world, approved, Kind.STOPPED, motive="De opleiding stopte.")
    assert filed.letters(world) == [
        (LetterKind.DOSSIER_APPROVED, CONTACT),
        (LetterKind.DOSSIER_PAID, CONTACT),
        (LetterKind.DOSSIER_STOPPED, CONTACT),
    ]
    (paid,) = filed.bodies(world, LetterKind.DOSSIER_PAID)
    assert "€\u00a0410,03" in paid
    assert "Gevalideerde uren: 27,5" in paid
    assert "De opleiding stopte." in filed.bodies(world, LetterKind.DOSSIER_STOPPED)[0]


def test_a_refusal_tells_its_reason(world: World, reference: str) -> None:
    filed.treat(world, reference, Kind.TAKEN_UP)
    filed.treat(world, reference, Kind.REFUSED, motive="Geen vestiging in Vlaanderen.")
    assert "Geen vestiging in Vlaanderen." in filed.bodies(world, LetterKind.DOSSIER_REFUSED)[0]
    assert filed.row(world, reference).status is DossierStatus.REFUSED


def test_the_screens_of_the_organisation_look_again(
    world: World, an: Actor, bart: Actor, reference: str
) -> None:
    heard: list[frozenset[int]] = []
    listen(lambda _, people: heard.append(people))
    filed.treat(world, reference, Kind.TAKEN_UP)
    listen(lambda _, people: None)
    assert heard == [frozenset({an.person_id, bart.person_id})]


def test_a_calculation_holds_what_was_compared_and_what_it_comes_to(world: World, approved: str) -> None:
    assert calculate(world, approved) == {
        "quarter": "4/2025", "attended": "30", "taken": "27.5", "maximum": "100", "used": "0",
        "validated": "27.5", "rate": "14.91", "amount": "410.03",
    }  # fmt: skip
    assert filed.row(world, approved).calculated is True


def test_what_other_quarters_and_trainings_used_is_no_longer_left(
    world: World, an: Actor, approved: str
) -> None:
    calculate(world, approved, taken="60", attended="60")
    assert calculate(world, approved, quarter="1/2026", taken="60", attended="60")["validated"] == "40"
    other = filed.file(world, an, **OTHER_TRAINING)
    filed.approve(world, other)
    found = calculate(world, other, quarter="1/2026")
    assert (found["used"], found["validated"], found["amount"]) == ("100", "0", "0.00")


def test_the_other_initiative_has_a_maximum_of_its_own(world: World, an: Actor, approved: str) -> None:
    calculate(world, approved, taken="100", attended="100")
    other = filed.file(world, an, **OTHER_TRAINING, initiative="werkgever")
    filed.approve(world, other)
    assert calculate(world, other)["used"] == "0"


def test_a_quarter_that_is_calculated_again_replaces_the_first(world: World, approved: str) -> None:
    calculate(world, approved)
    filed.treat(world, approved, Kind.PAID)
    again = calculate(world, approved, taken="30")
    assert (again["used"], again["validated"]) == ("0", "30")
    filed.treat(world, approved, Kind.PAID)
    assert figures(world, approved)["amount"] == "37.27"
    assert calculate(world, approved, taken="10")["validated"] == "10"
    assert Kind.PAID not in steps(world, approved)


def test_quarters_are_paid_one_after_the_other(world: World, approved: str) -> None:
    calculate(world, approved)
    calculate(world, approved, quarter="1/2026", taken="10")
    filed.treat(world, approved, Kind.PAID)
    assert figures(world, approved)["quarter"] == "4/2025"
    filed.treat(world, approved, Kind.PAID)
    assert (figures(world, approved)["quarter"], figures(world, approved)["amount"]) == ("1/2026", "149.10")
    assert filed.row(world, approved).payments == 2


@pytest.mark.parametrize("reason", NotCalculated)
def test_each_reason_for_not_calculating_is_kept(world: World, reference: str, reason: NotCalculated) -> None:
    filed.treat(world, reference, Kind.NOT_CALCULATED, why=reason)
    row = filed.row(world, reference)
    assert (row.calculated, row.reason) == (False, reason)
    assert figures(world, reference) == {"reason": reason.value}


def test_what_was_typed_is_judged(world: World, reference: str) -> None:
    filed.treat(world, reference, Kind.TAKEN_UP)
    for name, typed, wrong in (
        (Kind.INFORMATION_ASKED, {"question": ""}, {("question", "missing")}),
        (Kind.REFUSED, {"motive": "zie www.voorbeeld.be"}, {("motive", "link")}),
        (Kind.NOT_CALCULATED, {"why": "zomaar"}, {("why", "missing")}),
    ):
        with work(world) as w:
            assert {(f.field, f.key) for f in treatments.act(w, reference, name, typed)} == wrong
    assert len(filed.events(world, reference)) == 2


@pytest.mark.parametrize("name", [Kind.PAID, Kind.CALCULATED, Kind.FILED, Kind.WITHDRAWN, "x", ""])
def test_what_can_t_happen_is_refused(world: World, reference: str, name: str) -> None:
    with work(world) as w, pytest.raises(Refused, match="dossier_step"):
        treatments.act(w, reference, name, filed.CALCULATED)
    with work(world) as w, pytest.raises(Refused, match="no_application"):
        treatments.act(w, "VOV-2025-000099-0", name, {})


def test_without_a_confirmed_rate_nothing_is_calculated(world: World, approved: str) -> None:
    with Session(world.engine) as session:
        session.exec(select(ApplicationVersion)).one().rules = {}
        session.commit()
    assert Kind.CALCULATED not in steps(world, approved)


def test_a_step_that_was_taken_isn_t_taken_again(world: World, reference: str) -> None:
    filed.treat(world, reference, Kind.TAKEN_UP)
    with work(world) as w, pytest.raises(Refused):
        treatments.act(w, reference, Kind.TAKEN_UP, {})
    assert filed.all_of(world, Application)[0].status is DossierStatus.IN_TREATMENT
