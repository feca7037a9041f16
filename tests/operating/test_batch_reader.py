"""From a file to rows to judge: a returned file mends the rows that it names, each of them once."""

import pytest

from tests.adapters import uploads_corpus as corpus
from vov_app.operating.batch_reader import read
from vov_app.operating.batch_steps import Unreadable

HEAD = ("Kenmerk van de rij", "Wat nog niet klopt", "insz", "Voornaam", "Tewerkstellingspercentage", "Team")


def returned(*keys: str) -> bytes:
    rows = [(key, "fout", "1.23457E+10", f"Tom{at}", "80 %", "rood") for at, key in enumerate(keys)]
    return corpus.csv(*rows, head=HEAD)


def test_a_row_has_its_answers_what_else_stood_there_and_what_no_form_can_tell() -> None:
    contents = read(returned(""), "x.csv")
    (row,) = contents.rows
    assert (row.number, row.replaces, contents.mends) == (2, 0, "")
    assert row.answers == {"insz": "1.23457E+10", "first_name": "Tom0", "fraction": "80%"}
    assert row.other == {"Team": "rood"}
    assert "afgerond" in row.faults["insz"]


def test_a_row_that_was_copied_with_its_key_is_another_row() -> None:
    contents = read(returned("-abc.7", "'-abc.7", "-abc.8", "xyz.7", "-abc.x"), "x.csv")
    assert contents.mends == "-abc"
    assert [row.replaces for row in contents.rows] == [7, 0, 8, 0, 0]


def test_what_is_no_table_says_why() -> None:
    with pytest.raises(Unreadable) as caught:
        read(b"%PDF-1.7", "x.csv")
    assert caught.value.key == "type"
