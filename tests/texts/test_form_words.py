"""Every question and every fault of a form has its words, and no words are left over."""

import re
from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.forms.samples import FACTS, REGISTER, SOUND, answers
from vov_app.domain import identifiers
from vov_app.domain.identifiers import Identifier
from vov_app.domain.refunds import Concern
from vov_app.domain.trainings import TrainingKind
from vov_app.forms.decision import DECIDE
from vov_app.forms.dossier import DOSSIER
from vov_app.forms.refund import REFUND
from vov_app.forms.right_request import RIGHT_REQUEST
from vov_app.forms.spec import Answers, Facts, Fault, Field, Form, Step
from vov_app.forms.treatment import TREATMENT
from vov_app.forms.user import USERS
from vov_app.forms.values import date_of
from vov_app.forms.what_if import OWN, WHAT_IF
from vov_app.texts import keys, t

# The calculator asks with the words of the refund form, but for two questions of its own.
CALCULATOR = Form(WHAT_IF.name, (Step("own", OWN),))
FORMS = (REFUND, RIGHT_REQUEST, DECIDE, USERS, CALCULATOR, DOSSIER, TREATMENT)
# Forms whose steps are pages; the others are part of a page that has its own title.
PAGED = (REFUND, RIGHT_REQUEST)

# One way to make each fault of the refund form, beside leaving a question empty.
BROKEN: tuple[dict[str, str], ...] = (
    {"start_date": "27/9/25"},
    {"start_date": "1/9/2031"},
    {"start_date": "2/6/2025"},
    {"start_date": "1/7/2026"},
    {"joined_later": "ja", "entry_date": ""},
    {"joined_later": "ja", "entry_date": "1/9/25"},
    {"joined_later": "ja", "entry_date": "1/9/2025"},
    {"start_date": "1/7/2026", "joined_later": "ja", "entry_date": "2/7/2026"},
    {"start_date": "2/6/2025", "joined_later": "ja", "entry_date": "3/6/2025"},
    {"contact_email": "an", "contact_phone": "1", "iban": "BE43"},
    {"iban": "BE43 0000 0000 01O1"},
    {"iban": "NL91 ABNA 0417 1643 00"},
    {"iban": "BE44 0000 0000 0101"},
    {"insz": "85"},
    {"insz": "85.07.30-033.2X"},
    {"insz": "85.07.30-033.29"},
    {"insz": "85.13.30-033.70"},
    {"insz": "25.12.31-001.95", "employee_email": "bart"},
    {"fraction": "?", "weekly_hours": "?", "establishment": "2"},
    {"fraction": "101", "weekly_hours": "49", "establishment": "2.147.812.70A"},
    {"works_in_flanders": "nee", "establishment": "0001.234.571"},
    {"establishment": "2.147.812.702"},
    {"odb": "ODB-1"},
    {"odb": "ODB-12X4567"},
    {"odb": "ODB-9999999"},
    {"odb": "ODB-1000789", "contract": ""},
    {"odb": "ODB-1000789", "contract": "examencontract"},
    {"odb": "ODB-P00004", "contract": "diplomacontract"},
    {"end_date": "?", "size": "?"},
    {"end_date": "1/9/2025", "size": "2001"},
    {"reason": "a" * 201},
    {"reason": "www.voorbeeld.test"},
    {"decision": "grant", "act": "give", "until": "?"},
    {"decision": "grant", "act": "give", "until": "1/9/2020"},
    {"decision": "grant", "act": "give", "until": "1/9/2090"},
    {"decision": "grant", "act": "give"},
    {"decision": "refuse", "act": "revoke"},
    {"decision": "refuse", "reason": "a" * 501},
    {"decision": "refuse", "reason": "www.voorbeeld.test"},
    {"insz": "85", "email": "x"},
    {"email": "a" * 90},
    {"enrolled": "1/9/25"},
    {"answer": "a" * 2001},
    {"question": "a" * 1001, "motive": "a" * 1001},
    {"question": "www.voorbeeld.test", "motive": "www.voorbeeld.test"},
    {"quarter": "x", "attended": "x", "taken": "x", "maximum": "x"},
    {"attended": "2001", "taken": "2001", "maximum": "2001"},
)


PLACES = dict.fromkeys(("opens", "last_day", "first", "last", "most", "count"), "")
NUMBERS_IN_WORDS = {
    r"BE\d\d(?: \d{4})+": Identifier.IBAN,
    r"\d\d\.\d\d\.\d\d-\d{3}\.\d\d": Identifier.INSZ,
    r"\b\d\.\d{3}\.\d{3}\.\d{3}": Identifier.ESTABLISHMENT,
    r"ODB-P?\d+": Identifier.ODB,
}


def each_field() -> Iterator[tuple[Form, Field]]:
    for form in FORMS:
        for field in {f.name: f for step in form.steps for f in step.fields}.values():
            yield form, field


def worded(form: Form, fault: Fault) -> str:
    """The key of a fault's text, once its words could be made."""
    key = f"{form.name}.field.{fault.field}.fault.{fault.key}"
    assert t(key, **fault.values)
    return key


def made(typed: Answers, facts: Facts = FACTS) -> set[str]:
    return {worded(form, fault) for form in FORMS for fault in form.faults(typed, facts)}


def test_every_step_has_a_title_and_an_introduction() -> None:
    wanted = {
        f"{form.name}.step.{s.name}.{part}"
        for form in PAGED
        for s in form.steps
        for part in ("title", "intro")
    }
    assert wanted == {key for key in keys() if re.match(r"(refund|right_request)\.step\.", key)}


@pytest.mark.parametrize(("form", "field"), list(each_field()), ids=lambda it: it.name)
def test_every_question_has_a_label_and_a_short_name(form: Form, field: Field) -> None:
    assert t(f"{form.name}.field.{field.name}.label")
    assert t(f"{form.name}.field.{field.name}.short")


def test_no_two_questions_have_the_same_name() -> None:
    for part in ("label", "short"):
        for form in FORMS:
            names = [t(f"{f.name}.field.{field.name}.{part}") for f, field in each_field() if f is form]
            assert len(names) == len(set(names))


def test_every_choice_has_words_and_no_words_are_left_over() -> None:
    wanted = {f"{form.name}.field.{f.name}.choice.{c}" for form, f in each_field() for c in f.choices}
    assert wanted == {key for key in keys() if ".choice." in key}


def test_every_question_with_words_is_asked() -> None:
    known = {f"{form.name}.field.{field.name}" for form, field in each_field()}
    assert known == {".".join(key.split(".")[:3]) for key in keys() if ".field." in key}


def test_every_fault_has_words_and_all_words_have_their_fault() -> None:
    wanted = set.union(*(made(answers(**broken)) for broken in BROKEN), made({}))
    assert wanted == {key for key in keys() if re.search(r"\.field\.\w+\.fault\.", key)}


@given(
    st.dictionaries(
        st.sampled_from([field.name for _, field in each_field()]),
        st.text(max_size=12)
        | st.text("0123456789/.-%, BE", max_size=20)
        | st.sampled_from([*SOUND.values(), "x"]),
    ),
    st.dates(date(2019, 1, 1), date(2030, 1, 1)),
)
@settings(deadline=None)
def test_whatever_is_typed_its_faults_have_words(typed: Answers, today: date) -> None:
    assert made({**SOUND, **typed}, Facts(today, REGISTER.get)) <= keys()


@pytest.mark.parametrize(
    "key", sorted(key for key in keys() if re.search(r"\.field\.\w+\.(hint|fault\.)", key))
)
def test_an_example_is_sound_itself(key: str) -> None:
    text = t(key, **PLACES)
    for shape, kind in NUMBERS_IN_WORDS.items():
        assert all(identifiers.fault(kind, number, FACTS.today) is None for number in re.findall(shape, text))
    assert all(date_of(example).day > 12 for example in re.findall(r"\d+/\d+/\d+", text))


def test_every_concern_has_words_and_no_words_are_left_over() -> None:
    wanted = {f"refund.concern.{concern}" for concern in Concern}
    assert wanted == {key for key in keys() if key.startswith("refund.concern.")}


def test_every_kind_of_training_has_a_unit() -> None:
    wanted = {f"refund.unit.{kind}" for kind in TrainingKind}
    assert wanted == {key for key in keys() if key.startswith("refund.unit.")}


def test_the_labels_of_the_product_are_used_to_the_letter() -> None:
    assert t("common.confirm") == "Bevestigen"
    assert t("refund.receipt.title") == "Ontvangstbevestiging"
    assert t("right_request.step.reason.title") == "Gebruikersrecht aanvragen"
