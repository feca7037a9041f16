"""Text of several lines keeps its lines, and nothing else of what can't be seen."""

import pytest

from tests.forms.samples import FACTS
from vov_app.forms.dossier import DOSSIER, INFORM, WITHDRAW
from vov_app.forms.treatment import TREATMENT


def test_lines_stay_and_what_can_t_be_seen_goes() -> None:
    typed = {"answer": "  Beste,\r\n\r\nhet \u202eattest\u0000 volgt.\u2028Groeten\tAn \n"}
    assert DOSSIER.clean(INFORM, typed) == {"answer": "Beste,\n\nhet attest volgt.\nGroeten An"}


@pytest.mark.parametrize("typed", ["", " \n \n", "\u200b"])
def test_blank_lines_are_no_answer(typed: str) -> None:
    answers = DOSSIER.clean(INFORM, {"answer": typed})
    assert [fault.key for fault in DOSSIER.faults(answers, FACTS, INFORM)] == ["missing"]


def test_a_reason_may_be_left_out_and_isn_t_endless() -> None:
    assert DOSSIER.faults({"reason": ""}, FACTS, WITHDRAW) == ()
    (fault,) = DOSSIER.faults(DOSSIER.clean(WITHDRAW, {"reason": "x" * 9000}), FACTS, WITHDRAW)
    assert (fault.key, fault.values) == ("long", {"most": 500, "count": 2000})


@pytest.mark.parametrize("typed", ["4/2025", "1/2099"])
def test_a_quarter_is_its_number_and_its_year(typed: str) -> None:
    assert not [f for f in TREATMENT.faults({"quarter": typed}, FACTS) if f.field == "quarter"]


@pytest.mark.parametrize("typed", ["5/2025", "0/2025", "4/25", "2025/4", "4/2025/1"])
def test_other_things_are_no_quarter(typed: str) -> None:
    assert "quarter" in [f.key for f in TREATMENT.faults({"quarter": typed}, FACTS) if f.field == "quarter"]


@pytest.mark.parametrize(
    ("typed", "fault"), [("0", None), ("2000", None), ("2000,5", "range"), ("-1", "number")]
)
def test_hours_run_from_none(typed: str, fault: str | None) -> None:
    found = [f.key for f in TREATMENT.faults({"taken": typed}, FACTS) if f.field == "taken"]
    assert found == ([fault] if fault else [])
