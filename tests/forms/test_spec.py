"""A form, as such: steps, reach, faults, and what counts as an answer."""

import pytest

from tests.forms.samples import FACTS
from vov_app.forms.spec import TICKED, Answers, Facts, Fault, Field, Form, Kind, Step

COLOUR = Field("colour", Kind.CHOICE, choices=("red", "blue"))
SHADE = Field("shade", Kind.TEXT, required=False, asked=lambda answers, _: answers.get("colour") == "blue")
AGREE = Field("agree", Kind.TICK)
FIRST, SECOND = Step("first", (COLOUR, SHADE)), Step("second", (AGREE, COLOUR))
THIRD = Step("third", (Field("name", Kind.TEXT),), asked=lambda answers, _: answers.get("colour") == "red")
FORM = Form("paint", (FIRST, SECOND, THIRD))


def reach(answers: Answers) -> list[str]:
    return [step.name for step in FORM.reachable(answers, FACTS)]


def test_a_step_is_found_by_its_name() -> None:
    assert FORM.step("second") is SECOND
    assert FORM.step("fourth") is None


def test_the_journey_leaves_out_steps_that_do_not_apply() -> None:
    assert FORM.journey({"colour": "red"}, FACTS) == (FIRST, SECOND, THIRD)
    assert FORM.journey({"colour": "blue"}, FACTS) == (FIRST, SECOND)


def test_reach_ends_at_the_first_unsound_step() -> None:
    assert reach({}) == ["first"]
    assert reach({"agree": TICKED}) == ["first"]
    assert reach({"colour": "red"}) == ["first", "second"]
    assert reach({"colour": "red", "agree": TICKED}) == ["first", "second", "third"]


def test_a_field_in_two_steps_is_judged_once() -> None:
    assert [fault.field for fault in FORM.faults({}, FACTS)] == ["colour", "agree"]


def test_a_step_is_judged_alone() -> None:
    assert [fault.field for fault in FORM.faults({}, FACTS, FIRST)] == ["colour"]


def test_what_is_not_asked_has_no_fault() -> None:
    asked_when_blue = Field("shade", Kind.TEXT, asked=SHADE.asked)
    assert asked_when_blue.fault({"colour": "red"}, FACTS) is None
    assert asked_when_blue.fault({"colour": "blue"}, FACTS) == Fault("shade", "missing")


def test_an_optional_field_may_stay_empty() -> None:
    assert SHADE.fault({"colour": "blue", "shade": "  "}, FACTS) is None


@pytest.mark.parametrize(
    ("field", "typed", "answered"),
    [
        (COLOUR, "red", True),
        (COLOUR, "green", False),
        (COLOUR, "", False),
        (AGREE, TICKED, True),
        (AGREE, "nee", False),
        (SHADE, "pale", True),
        (SHADE, " ", False),
    ],
)
def test_what_counts_as_an_answer(field: Field, typed: str, answered: bool) -> None:
    assert field.answered({field.name: typed}) is answered


def test_the_first_rule_that_fails_gives_the_fault() -> None:
    def sound(_answers: Answers, _facts: Facts) -> None:
        return None

    def short(_answers: Answers, _facts: Facts) -> str:
        return "short"

    def elsewhere(_answers: Answers, _facts: Facts) -> Fault:
        return Fault("other", "clash", {"most": 3})

    answers = {"name": "An"}
    assert Field("name", Kind.TEXT, rules=(sound,)).fault(answers, FACTS) is None
    assert Field("name", Kind.TEXT, rules=(sound, short, elsewhere)).fault(answers, FACTS) == Fault(
        "name", "short"
    )
    assert Field("name", Kind.TEXT, rules=(elsewhere, short)).fault(answers, FACTS) == Fault(
        "other", "clash", {"most": 3}
    )
