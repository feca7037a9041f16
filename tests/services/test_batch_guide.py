"""Every column is explained, and what is given as an example is sound."""

import pytest

from tests.forms.samples import FACTS
from vov_app.forms.columns import COLUMNS, answers_of
from vov_app.forms.refund import REFUND
from vov_app.forms.spec import TICKED
from vov_app.services import batch_guide
from vov_app.services.batch_words import layout


def test_every_column_is_explained_and_no_other() -> None:
    assert [column.name for column in batch_guide.columns()] == list(COLUMNS)
    assert [column.name for column in batch_guide.given_back()] == ["row_key", "row_fault"]
    for column in batch_guide.columns():
        assert column.title in layout().heading([column.title]).places or column.what
        assert column.when


@pytest.mark.parametrize("changed", [{}, {"joined_later": "Ja", "odb": "ODB-1000789"}])
def test_the_examples_are_sound_together(changed: dict[str, str]) -> None:
    examples = {column.name: column.example for column in batch_guide.columns()} | changed
    taken = answers_of(layout().heading(list(examples)), list(examples.values()))
    assert taken.faults == ()
    assert REFUND.faults({**taken.answers, "declaration": TICKED}, FACTS) == ()


def test_what_is_offered_is_understood() -> None:
    for column in batch_guide.columns():
        for choice in column.choices:
            taken = answers_of(layout().heading([column.title]), [choice])
            assert taken.answers[column.name] in (*COLUMNS[column.name].choices, TICKED)
