"""Two people in one draft: nothing that one changed is lost, nothing that both changed is overwritten."""

from hypothesis import given
from hypothesis import strategies as st

from vov_app.forms.merging import MINE, THEIRS, chosen, merged

NAMES = ("a", "b", "c")
answers = st.dictionaries(st.sampled_from(NAMES), st.sampled_from(("", "1", "2", "3")))


@given(answers, answers, answers)
def test_each_answer_ends_in_one_place(
    typed: dict[str, str], before: dict[str, str], now: dict[str, str]
) -> None:
    found = merged(typed, before, now)
    for name, value in typed.items():
        was, stands = before.get(name, now.get(name, "")), now.get(name, "")
        if value == stands:
            assert name not in found.kept | found.disputed
        elif was == stands:
            assert found.kept[name] == value
        elif value == was:
            assert name not in found.kept | found.disputed
        else:
            assert found.disputed[name] == stands
    assert found.kept.keys() & found.disputed.keys() == set()


@given(answers, answers)
def test_whoever_saw_what_is_stored_overwrites_it(typed: dict[str, str], now: dict[str, str]) -> None:
    found = merged(typed, now, now)
    assert {**now, **found.kept} == {**now, **{n: v for n, v in typed.items() if v or now.get(n)}}
    assert not found.disputed


def test_a_pick_makes_it_one_or_the_other() -> None:
    typed, seen = {"a": "mine", "b": "mine", "c": "mine"}, {"a": "theirs", "b": "theirs"}
    assert chosen(typed, seen, {"a": THEIRS, "b": MINE}) == {"a": "theirs", "b": "mine", "c": "mine"}
