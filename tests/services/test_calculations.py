"""`Berekeningen`: both overviews and the note tell what the events of dossiers hold, and nothing else."""

from decimal import Decimal

import pytest

from tests.services import filed
from vov_app.domain.dossiers import DossierEventKind as Kind
from vov_app.services import calculation_lists, dossier_exports, notes
from vov_app.services.calculation_lists import CalculationsView
from vov_app.services.notes import NoteView
from vov_app.services.work import Actor, Refused, work
from vov_app.services.worlds import World


@pytest.fixture
def reference(world: World, an: Actor) -> str:
    """A dossier of An's that the authority approved."""
    made = filed.file(world, an)
    filed.approve(world, made)
    return made


def page(world: World, actor: Actor) -> CalculationsView:
    with work(world, actor, writes=False) as w:
        return calculation_lists.view(w)


def note(world: World, actor: Actor, reference: str) -> NoteView:
    with work(world, actor, writes=False) as w:
        return notes.show(w, reference)


def test_before_anything_is_calculated_nothing_is_told(world: World, an: Actor, reference: str) -> None:
    (line,) = page(world, an).dossiers
    assert (line.reference, line.status, line.calculated, line.note) == (
        reference, "Goedgekeurd", "Nog niet", "",
    )  # fmt: skip
    assert page(world, an).payments == []
    assert note(world, an, reference).quarters == []
    assert next(iter(calculation_lists.overview(world, an)))[-2:] == ["", ""]


@pytest.mark.parametrize(
    ("why", "told"),
    [
        ("status", "Nee: status dossier niet ok"),
        ("no_attest", "Nee: geen attest"),
        ("dmfa_error", "Nee: fout DmfA"),
        ("other", "Nee: andere"),
    ],
)
def test_the_four_official_reasons(world: World, an: Actor, reference: str, why: str, told: str) -> None:
    filed.treat(world, reference, Kind.NOT_CALCULATED, why=why)
    (line,) = page(world, an).dossiers
    assert line.calculated == told
    assert next(iter(calculation_lists.overview(world, an)))[-2:] == ["Nee", told.removeprefix("Nee: ")]
    assert note(world, an, reference).reason.startswith("De laatste keer is er niet berekend")


def test_a_payment_is_told_with_the_columns_of_the_authority(world: World, an: Actor, reference: str) -> None:
    filed.treat(world, reference, Kind.CALCULATED, **filed.CALCULATED)
    filed.treat(world, reference, Kind.PAID)
    view = page(world, an)
    assert view.dossiers[0].calculated == "Ja"
    (payment,) = view.payments
    assert (payment.employee, payment.quarter, payment.validated) == ("Tom Bakker", "4/2025", "27,5 uur")
    assert payment.amount == "€\u00a0410,03"
    (row,) = calculation_lists.payments(world, an)
    numbers = [Decimal(n) for n in ("30", "27.5", "100", "27.5", "410.03")]
    assert row[:6] == ["Tom Bakker", *numbers]
    assert row[6:8] == [reference, "4/2025"]


def test_the_note_explains_each_quarter(world: World, an: Actor, reference: str) -> None:
    filed.treat(world, reference, Kind.CALCULATED, **filed.CALCULATED)
    filed.treat(world, reference, Kind.PAID)
    filed.treat(world, reference, Kind.CALCULATED, **{**filed.CALCULATED, "taken": "30"})
    newest, first = note(world, an, reference).quarters
    assert (newest.note, first.note) == ("", "Een latere berekening van dit kwartaal kwam in de plaats.")
    told = {line.label: line.value for line in newest.lines}
    assert told["Uren opgenomen volgens de DmfA"] == "30 uur"
    assert told["Eerder aanvaarde uren van dat maximum"] == "0 uur"
    assert told["Berekend bedrag"] == "€\u00a0447,30"
    assert told["Betaald bedrag"] == "€\u00a0410,03"
    filed.treat(world, reference, Kind.PAID)
    told = {line.label: line.value for line in note(world, an, reference).quarters[0].lines}
    assert told["Betaald bedrag"] == told["Berekend bedrag"]
    assert len(page(world, an).payments) == 2


def test_files_hold_every_row_however_they_are_cut(
    world: World, an: Actor, reference: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    references = [reference]
    for name in ("Lien", "Zoë"):
        references.append(filed.file(world, an, first_name=name))
        filed.approve(world, references[-1])
    for one in references:
        filed.treat(world, one, Kind.CALCULATED, **filed.CALCULATED)
        filed.treat(world, one, Kind.PAID)
    monkeypatch.setattr(calculation_lists, "CHUNK", 2)
    monkeypatch.setattr(dossier_exports, "CHUNK", 2)
    newest_first = list(reversed(references))
    assert [row[6] for row in calculation_lists.payments(world, an)] == newest_first
    assert [row[0] for row in calculation_lists.overview(world, an)] == newest_first


def test_without_the_right_there_are_no_overviews(
    world: World, an: Actor, bart: Actor, reference: str
) -> None:
    with pytest.raises(Refused, match="missing"):
        page(world, bart)
    for rows in (calculation_lists.overview, calculation_lists.payments):
        with pytest.raises(Refused, match="missing"):
            list(rows(world, bart))
    with work(world, bart) as w, pytest.raises(Refused, match="missing"):
        calculation_lists.begin(w, "overview", calculation_lists.OVERVIEW)
    with pytest.raises(Refused, match="missing"):
        note(world, bart, reference)
