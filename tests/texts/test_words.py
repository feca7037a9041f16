"""All words together: formal, whole, and with places that can be filled in."""

import re
import tomllib
from collections import Counter
from importlib.resources import files
from string import Formatter

from vov_app.texts import keys, t

INFORMAL = re.compile(r"\b(?:je|jij|jou|jouw|jullie|jezelf)\b", re.IGNORECASE)
MOST_WORDS = 30
NL = files("vov_app.texts") / "nl"
TABLES = {
    file.name: tomllib.loads(file.read_text("utf-8")) for file in NL.iterdir() if file.name.endswith(".toml")
}


def raw(key: str) -> str:
    """The text as it stands in its file, places and all."""
    file, *path = key.split(".")
    found = TABLES[f"{file}.toml"]
    for part in path:
        found = found[part]
    return str(found)


TEXTS = {key: raw(key) for key in sorted(keys())}


def places(text: str) -> set[str]:
    """The names of the places in a text."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def of_forms() -> dict[str, str]:
    """The texts of the forms, which people read with a task at hand."""
    return {key: text for key, text in TEXTS.items() if key.startswith(("refund.", "right_request."))}


def test_every_file_is_read() -> None:
    assert {f"{key.split('.')[0]}.toml" for key in TEXTS} == set(TABLES)


def test_every_text_speaks_formally() -> None:
    assert [key for key, text in TEXTS.items() if INFORMAL.search(text)] == []


def test_no_text_is_empty() -> None:
    assert [key for key, text in TEXTS.items() if not text.strip()] == []


def test_every_place_is_a_plain_name_that_can_be_filled_in() -> None:
    for key, text in TEXTS.items():
        names = places(text)
        assert all(re.fullmatch("[a-z_]+", name) for name in names), key
        assert t(key, **dict.fromkeys(names, "")) == re.sub(r"\{\w+\}", "", text), key


def test_a_sentence_of_a_form_can_be_read_in_one_breath() -> None:
    sentences = (
        (key, part) for key, text in of_forms().items() for part in re.split(r"(?<=[.?!:;])\s", text)
    )
    assert [(key, part) for key, part in sentences if len(part.split()) > MOST_WORDS] == []


def test_no_two_faults_read_the_same() -> None:
    counts = Counter(text for key, text in of_forms().items() if ".fault." in key)
    assert [text for text, count in counts.items() if count > 1] == []


def test_nothing_is_said_in_the_words_of_programmers() -> None:
    jargon = re.compile(r"\b(?:ongeldig|invalid|verplicht veld|error|null|submit)\w*", re.IGNORECASE)
    assert [key for key, text in TEXTS.items() if jargon.search(text)] == []
