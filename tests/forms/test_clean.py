"""clean() is the trust boundary: any JSON goes in, only the step's own answers come out."""

import unicodedata
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.forms.samples import SOUND, fields, step
from vov_app.forms.refund import REFUND
from vov_app.forms.spec import LONGEST, TICKED, Field, Kind, Step

SCALARS = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from(["on", "ja", ""])
)
JSON = st.recursive(SCALARS, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=8)
# Longer than Python writes as text without complaint.
HUGE = 10**5000
STEPS = st.sampled_from(REFUND.steps)


@st.composite
def payloads(draw: st.DrawFn) -> tuple[Step, object]:
    """A step and what a browser, or anybody else, might send for it."""
    at = draw(STEPS)
    names = st.sampled_from([field.name for field in at.fields]) | st.text()
    return at, draw(JSON | st.dictionaries(names, JSON))


@given(payloads())
def test_any_json_gives_only_text_for_the_steps_own_fields(sent: tuple[Step, object]) -> None:
    at, payload = sent
    own = {field.name: field for field in at.fields}
    for name, text in REFUND.clean(at, payload).items():
        assert len(text) <= own[name].longest
        assert text == text.strip() == unicodedata.normalize("NFC", text)
        assert not any(unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp") for c in text)
        assert own[name].kind is not Kind.CHOICE or text in ("", *own[name].choices)
        assert own[name].kind is not Kind.TICK or text in ("", TICKED)


@given(payloads())
def test_cleaning_what_is_clean_changes_nothing(sent: tuple[Step, object]) -> None:
    at, payload = sent
    once = REFUND.clean(at, payload)
    assert REFUND.clean(at, once) == once or not isinstance(payload, dict)


@given(STEPS)
def test_sound_answers_are_kept_to_the_letter(at: Step) -> None:
    mine = {field.name: SOUND[field.name] for field in at.fields if field.name in SOUND}
    assert REFUND.clean(at, SOUND) == mine


@pytest.mark.parametrize(
    "payload", [None, True, 3, "start_date", ["start_date"], HUGE], ids=lambda it: type(it).__name__
)
def test_what_is_no_object_holds_no_answers(payload: object) -> None:
    assert REFUND.clean(step("initiative"), payload) == {}


def test_an_unsound_answer_is_kept_as_typed() -> None:
    assert REFUND.clean(step("begin"), {"start_date": "31/02/25 ?"}) == {"start_date": "31/02/25 ?"}


@pytest.mark.parametrize(
    "sent", [{}, {"contact_name": None}, {"contact_name": HUGE}, {"contact_name": ["An"]}]
)
def test_a_control_that_was_not_on_the_screen_loses_nothing(sent: Mapping[str, object]) -> None:
    assert REFUND.clean(step("contact"), sent) == {}


def test_an_answer_can_be_emptied() -> None:
    assert REFUND.clean(step("contact"), {"contact_name": "  "}) == {"contact_name": ""}


@pytest.mark.parametrize("sent", [True, "on", "true", "ja"])
def test_a_tick_is_a_tick_however_it_is_sent(sent: object) -> None:
    assert REFUND.clean(step("check"), {"declaration": sent}) == {"declaration": TICKED}


@pytest.mark.parametrize("sent", [False, None, "", "off", "nee", 1, ["on"]])
def test_anything_else_unticks(sent: object) -> None:
    assert REFUND.clean(step("check"), {"declaration": sent}) == {"declaration": ""}
    assert REFUND.clean(step("check"), {}) == {"declaration": ""}


def test_only_a_choice_that_is_offered_is_taken() -> None:
    assert REFUND.clean(step("initiative"), {"initiative": "werkgever"})["initiative"] == "werkgever"
    assert REFUND.clean(step("initiative"), {"initiative": "<script>"})["initiative"] == ""


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("An\tPeeters", "An Peeters"),
        ("An\u2028Peeters", "An Peeters"),
        ("An\u00a0Peeters", "An Peeters"),
        ("An\x00\x1b\u202e\ud800 Peeters", "An Peeters"),
        ("Zoe\u0308", "Zo\u00eb"),
        ("e\u200b\u0301", "\u00e9"),
        ("  An  ", "An"),
    ],
)
def test_what_can_not_be_seen_is_taken_out(sent: str, kept: str) -> None:
    assert REFUND.clean(step("contact"), {"contact_name": sent}) == {"contact_name": kept}


@pytest.mark.parametrize("field", [f for f in fields().values() if f.kind not in (Kind.TICK, Kind.CHOICE)])
def test_text_is_cut_at_the_longest(field: Field) -> None:
    assert field.taken("a" * 5000) == "a" * field.longest
    assert field.longest <= LONGEST


def test_a_cut_leaves_no_space_at_the_end() -> None:
    assert Field("name", Kind.TEXT, longest=3).taken("an bart") == "an"


def test_both_names_together_fit_on_a_letter() -> None:
    assert fields()["first_name"].longest + 1 + fields()["last_name"].longest <= LONGEST
