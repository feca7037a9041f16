"""References survive being read aloud, and one slip is always seen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vov_app.domain.identifiers import NumberFault
from vov_app.domain.references import ALPHABET, compact, fault, is_sound, make

YEARS = st.integers(1000, 9999)
NUMBERS = st.integers(1, 999_999_999)
REFERENCES = st.builds(make, YEARS, NUMBERS)


def test_the_reference_of_a_receipt() -> None:
    made = make(2025, 42)
    assert made.startswith("VOV-2025-000042-")
    assert len(made) == len("VOV-2025-000042-K")
    assert is_sound(made)


def test_the_alphabet_has_28_characters_that_cannot_be_confused() -> None:
    assert sorted(ALPHABET) == list("0123456789ACEFGHJKMNPRTUVWXY")
    assert not set("BDILOQSZ") & set(ALPHABET)


@pytest.mark.parametrize(("year", "number"), [(999, 1), (10_000, 1), (2025, 0), (2025, 1_000_000_000)])
def test_no_reference_for_what_does_not_fit(year: int, number: int) -> None:
    with pytest.raises(ValueError, match="reference"):
        make(year, number)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("", NumberFault.LENGTH),
        ("VOV-2025", NumberFault.LENGTH),
        ("VOV-2025-00042", NumberFault.LENGTH),
        ("2025000042?", NumberFault.CHARACTERS),
        ("VXV-2025-000042-K", NumberFault.CHARACTERS),
        ("VOV-2O25-000042-K", NumberFault.CHARACTERS),
    ],
)
def test_what_is_wrong_is_named(text: str, wrong: NumberFault) -> None:
    assert fault(text) is wrong


def test_one_check_character_fits_each_number() -> None:
    fitting = [c for c in ALPHABET if is_sound(f"VOV-2025-000042-{c}")]
    assert [make(2025, 42)[-1]] == fitting
    other = next(c for c in ALPHABET if c not in fitting)
    assert fault(f"VOV-2025-000042-{other}") is NumberFault.CHECKSUM


@given(REFERENCES)
def test_round_trip(reference: str) -> None:
    assert is_sound(reference)
    assert compact(reference) == reference


@given(REFERENCES, st.sampled_from(["", " ", ".", "/", "\u2013"]), st.booleans())
def test_it_does_not_matter_how_it_is_typed(reference: str, separator: str, prefix: bool) -> None:
    typed = reference.lower().replace("-", separator)
    assert compact(typed if prefix else typed.removeprefix("vov")) == reference


@given(REFERENCES, st.data())
def test_one_wrong_character_is_seen(reference: str, data: st.DataObject) -> None:
    place = data.draw(st.sampled_from([n for n, c in enumerate(reference) if c != "-"]))
    wrong = data.draw(st.sampled_from([c for c in ALPHABET if c != reference[place]]))
    assert not is_sound(reference[:place] + wrong + reference[place + 1 :])


@given(REFERENCES, st.data())
def test_two_neighbours_swapped_are_seen(reference: str, data: st.DataObject) -> None:
    plain = reference.replace("-", "")
    swaps = [n for n in range(len(plain) - 1) if plain[n] != plain[n + 1]]
    place = data.draw(st.sampled_from(swaps))
    assert not is_sound(plain[:place] + plain[place + 1] + plain[place] + plain[place + 2 :])


def test_each_swap_of_neighbours_is_seen_in_the_first_thousand_of_a_year() -> None:
    for number in range(1, 1001):
        plain = make(2025, number).replace("-", "")
        for n in range(3, len(plain) - 1):
            swapped = plain[:n] + plain[n + 1] + plain[n] + plain[n + 2 :]
            assert swapped == plain or not is_sound(swapped), (plain, swapped)


@given(st.text())
def test_any_text_gets_an_answer(text: str) -> None:
    assert fault(text) in {None, *NumberFault}
    assert compact(compact(text)) == compact(text)
