"""The refund form: what is asked when, and which answers stop the person."""

import pytest

from tests.forms.samples import FACTS, REGISTER, SOUND, TODAY, asked, faults, fields
from vov_app.forms.refund import CREDIT_ODB, REFUND
from vov_app.forms.spec import Facts, Kind


def test_the_steps_stand_in_the_order_of_the_journey() -> None:
    names = [step.name for step in REFUND.journey({}, FACTS)]
    assert names == ["begin", "contact", "employee", "training", "initiative", "check"]


def test_sound_answers_have_no_fault_and_open_every_step() -> None:
    assert faults() == []
    assert REFUND.reachable(SOUND, FACTS) == REFUND.steps


@pytest.mark.parametrize("name", list(SOUND))
def test_every_question_must_be_answered(name: str) -> None:
    assert (name, "missing") in faults(**{name: ""})


def test_dates_that_stand_in_two_steps_are_one_question() -> None:
    shared = [
        [f for s in REFUND.steps for f in s.fields if f.name == name] for name in ("start_date", "entry_date")
    ]
    assert [len(places) for places in shared] == [2, 2]
    assert all(places[0] is places[1] for places in shared)


def test_what_identifies_the_employee_is_personal() -> None:
    personal = {name for name, field in fields().items() if field.personal}
    assert personal >= {"insz", "first_name", "last_name", "employee_email", "iban"}


def test_only_choices_have_choices() -> None:
    assert all(bool(field.choices) == (field.kind is Kind.CHOICE) for field in fields().values())


class TestContact:
    @pytest.mark.parametrize(
        ("typed", "key"),
        [
            ("BE43 0000 0000 010", "length"),
            ("BE43 0000 0000 01O1", "characters"),
            ("NL91 ABNA 0417 1643 00", "prefix"),
            ("BE44 0000 0000 0101", "checksum"),
        ],
    )
    def test_an_account_number_that_can_not_be_right(self, typed: str, key: str) -> None:
        assert faults(iban=typed) == [("iban", key)]

    @pytest.mark.parametrize("name", ["contact_email", "employee_email"])
    def test_a_mail_address_that_can_not_be_right(self, name: str) -> None:
        assert faults(**{name: "an.peeters"}) == [(name, "email")]

    def test_a_telephone_number_that_can_not_be_right(self) -> None:
        assert faults(contact_phone="12") == [("contact_phone", "phone")]


class TestEmployee:
    @pytest.mark.parametrize(
        ("typed", "key"),
        [
            ("85.07.30-033.2", "length"),
            ("85.07.30-033.2X", "characters"),
            ("85.07.30-033.29", "checksum"),
            ("85.13.30-033.70", "date"),
            ("25.12.31-001.95", "future"),
        ],
    )
    def test_a_register_number_that_can_not_be_right(self, typed: str, key: str) -> None:
        assert faults(insz=typed) == [("insz", key)]

    @pytest.mark.parametrize(
        ("name", "typed", "key"),
        [
            ("fraction", "vier vijfde", "number"),
            ("fraction", "0", "range"),
            ("fraction", "100,01", "range"),
            ("weekly_hours", "1.250", "number"),
            ("weekly_hours", "0", "range"),
            ("weekly_hours", "48,1", "range"),
        ],
    )
    def test_an_employment_that_can_not_be(self, name: str, typed: str, key: str) -> None:
        assert faults(**{name: typed}) == [(name, key)]

    @pytest.mark.parametrize(
        ("name", "typed"), [("fraction", "100%"), ("fraction", "0,5"), ("weekly_hours", "48")]
    )
    def test_an_employment_at_the_edge(self, name: str, typed: str) -> None:
        assert faults(**{name: typed}) == []

    def test_who_works_elsewhere_falls_under_another_region(self) -> None:
        assert faults(works_in_flanders="nee") == [("works_in_flanders", "elsewhere")]

    @pytest.mark.parametrize(
        ("typed", "key"),
        [
            ("2.147.812.70", "length"),
            ("2.147.812.70A", "characters"),
            ("0001.234.571", "prefix"),
            ("2.147.812.702", "checksum"),
        ],
    )
    def test_an_establishment_that_can_not_be_right(self, typed: str, key: str) -> None:
        assert faults(establishment=typed) == [("establishment", key)]


class TestTraining:
    @pytest.mark.parametrize(
        ("typed", "key"), [("ODB-12", "length"), ("ODB-12X4567", "characters"), ("ODB-9999999", "unknown")]
    )
    def test_a_training_that_is_not_registered(self, typed: str, key: str) -> None:
        assert faults(odb=typed) == [("odb", key)]

    @pytest.mark.parametrize("typed", ["odb 1000123", "1000123", "ODB1000123"])
    def test_a_number_may_be_typed_in_any_shape(self, typed: str) -> None:
        assert faults(odb=typed) == []

    @pytest.mark.parametrize(
        ("odb", "is_asked"),
        [
            ("ODB-1000123", False),
            ("ODB-1000456", False),
            ("ODB-1000789", True),
            (CREDIT_ODB, True),
            ("", False),
        ],
    )
    def test_the_contract_is_asked_of_study_points_only(self, odb: str, is_asked: bool) -> None:
        assert ("contract" in asked(odb=odb)) is is_asked

    def test_the_contract_is_asked_of_the_credit_number_whatever_the_register_says(self) -> None:
        nothing_registered = Facts(TODAY, lambda _odb: None)
        assert fields()["contract"].asked({"odb": CREDIT_ODB}, nothing_registered)

    @pytest.mark.parametrize(
        ("odb", "contract", "key"),
        [
            ("ODB-1000789", "", "missing"),
            ("ODB-1000789", "examencontract", "exam_contract"),
            (CREDIT_ODB, "examencontract", "exam_contract"),
            (CREDIT_ODB, "diplomacontract", "not_credit"),
        ],
    )
    def test_a_contract_without_the_right(self, odb: str, contract: str, key: str) -> None:
        assert faults(odb=odb, contract=contract) == [("contract", key)]

    @pytest.mark.parametrize(
        ("odb", "contract"),
        [
            ("ODB-1000789", "diplomacontract"),
            ("ODB-1000789", "creditcontract"),
            (CREDIT_ODB, "creditcontract"),
        ],
    )
    def test_a_contract_with_the_right(self, odb: str, contract: str) -> None:
        assert faults(odb=odb, contract=contract) == []

    def test_a_contract_is_not_judged_for_a_training_without_one(self) -> None:
        assert faults(contract="examencontract") == []

    @pytest.mark.parametrize(("typed", "key"), [("19/6/26", "date"), ("14/9/2025", "before_start")])
    def test_an_end_that_can_not_be(self, typed: str, key: str) -> None:
        assert faults(end_date=typed) == [("end_date", key)]

    def test_a_training_may_last_one_day(self) -> None:
        assert faults(end_date="15/9/2025") == []

    @pytest.mark.parametrize(("typed", "key"), [("veel", "number"), ("0", "range"), ("2000,5", "range")])
    def test_a_size_that_can_not_be(self, typed: str, key: str) -> None:
        assert faults(size=typed) == [("size", key)]

    def test_a_size_above_the_registers_is_no_fault(self) -> None:
        assert REGISTER["ODB-1000123"].size is not None
        assert faults(size="2000") == []


class TestAgreement:
    @pytest.mark.parametrize("name", ["employee_agrees", "declaration"])
    @pytest.mark.parametrize("typed", ["", "nee", "on"])
    def test_only_a_tick_agrees(self, name: str, typed: str) -> None:
        assert faults(**{name: typed}) == [(name, "missing")]

    @pytest.mark.parametrize("typed", ["werknemer", "werkgever"])
    def test_either_may_take_the_initiative(self, typed: str) -> None:
        assert faults(initiative=typed) == []

    def test_nobody_else_takes_the_initiative(self) -> None:
        assert faults(initiative="school") == [("initiative", "missing")]
