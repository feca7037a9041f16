"""Rows that are given back say what was typed, and mend what they name and nothing else."""

from dataclasses import replace

import pytest

from tests.services import batch_files
from tests.services.batch_files import GOOD
from vov_app.forms.columns import COLUMNS
from vov_app.models import RowStatus
from vov_app.services import batch_returns, wording
from vov_app.services.batch_words import title
from vov_app.services.work import Actor, work
from vov_app.services.worlds import World


@pytest.mark.parametrize(
    ("name", "typed", "shown"),
    [
        ("employee_agrees", "ja", "Ja"),
        ("employee_agrees", "misschien", "misschien"),
        ("contract", "creditcontract", "Creditcontract"),
        ("contract", "studie.contract", "studie.contract"),
        ("insz", "85", "85"),
        ("initiative", "", ""),
    ],
)
def test_an_answer_that_was_never_given_isn_t_put_in_words(name: str, typed: str, shown: str) -> None:
    assert wording.as_typed(COLUMNS[name], typed) == shown


def test_unsound_choices_come_back_as_they_were_typed(world: World, an: Actor) -> None:
    odd = {"initiative": "beiden", "employee_agrees": "misschien"}
    key = batch_files.sent(world, an, batch_files.rows(odd))
    with work(world, an) as w:
        table = batch_returns.table(w, key)
    told = dict(zip(table.head, table.rows[0], strict=True))
    assert [told[title(name)] for name in odd] == list(odd.values())
    assert told[title("first_name")] == "Tom2"


def test_a_row_that_names_one_that_isn_t_there_is_a_new_row(world: World, an: Actor) -> None:
    key = batch_files.sent(world, an, batch_files.rows({}, {"size": "?"}))
    (mend, *others) = batch_files.rows({}, {}, {}, {})
    given = [
        replace(mend, replaces=3, answers={**GOOD, "insz": batch_files.insz(3)}),
        *(replace(row, replaces=at, answers={**GOOD, "insz": batch_files.insz(70 + at)})
          for row, at in zip(others, (5, 4, 0), strict=True)),
    ]  # fmt: skip
    batch_files.sent(world, an, given, mends=key)
    assert batch_files.statuses(world, key) == dict.fromkeys(range(2, 7), RowStatus.SOUND)
