"""The refund application for one employee and one training: what is asked, when, and what is sound.

The law names the data groups employer, employee and training (MB 8 July 2019); which fields the official
form holds is not confirmed, so these are our own choice (dossier 4.3).
"""

from decimal import Decimal

from vov_app.domain.deadlines import FilingWindow, WindowBasis, WindowStanding, filing_window
from vov_app.domain.identifiers import Identifier
from vov_app.domain.school_years import SCHOOL_YEARS, school_year_of
from vov_app.domain.trainings import Initiative, TrainingKind
from vov_app.forms.rules import between, email, is_date, number, percentage, phone
from vov_app.forms.spec import Answers, Facts, Fault, Field, Form, Kind, Rule, Step
from vov_app.forms.values import NO, YES, came_later, day, entry_of, odb_of

DIPLOMA_CONTRACT, CREDIT_CONTRACT, EXAM_CONTRACT = "diplomacontract", "creditcontract", "examencontract"
# Stands for a creditcontract instead of the number of a programme (dossier 4.3).
CREDIT_ODB = "ODB-P00004"


def window(answers: Answers, _facts: Facts) -> FilingWindow | None:
    """When this application may be filed; None as long as the dates can't be read or clash (dossier 3.2)."""
    start, entry = day(answers, "start_date"), entry_of(answers)
    if start is None:
        return None
    if came_later(answers) and (entry is None or entry <= start):
        return None
    return filing_window(start, entry)


def known_school_year(answers: Answers, _facts: Facts) -> Fault | None:
    """The start falls in a school year that this loket has rules of."""
    start = day(answers, "start_date")
    if start and school_year_of(start):
        return None
    return Fault("start_date", "school_year", {"first": SCHOOL_YEARS[0].name, "last": SCHOOL_YEARS[-1].name})


def _inside_window(basis: WindowBasis, name: str) -> Rule:
    def rule(answers: Answers, facts: Facts) -> Fault | None:
        found = window(answers, facts)
        if found is None or found.basis is not basis:
            return None
        standing = found.standing(facts.today)
        if standing is WindowStanding.OPEN:
            return None
        dates = {"opens": found.opens, "last_day": found.last_day, "counted_from": found.counted_from}
        return Fault(name, standing.value, dates)

    return rule


def joined_later(answers: Answers, _facts: Facts) -> bool:
    """Whether the employee came after the start, so that the date is asked."""
    return came_later(answers)


def after_start(answers: Answers, _facts: Facts) -> str | None:
    """Entry into service lies after the start."""
    start, entry = day(answers, "start_date"), day(answers, "entry_date")
    return "before_start" if start and entry and entry <= start else None


def _not_before_start(answers: Answers, _facts: Facts) -> str | None:
    start, end = day(answers, "start_date"), day(answers, "end_date")
    return "before_start" if start and end and end < start else None


def _in_flanders(answers: Answers, _facts: Facts) -> str | None:
    return "elsewhere" if answers.get("works_in_flanders") == NO else None


def _registered(answers: Answers, facts: Facts) -> str | None:
    return None if facts.training(odb_of(answers)) else "unknown"


def _by_contract(answers: Answers, facts: Facts) -> bool:
    training = facts.training(odb_of(answers))
    in_study_points = training is not None and training.kind is TrainingKind.STUDY_POINTS
    return in_study_points or odb_of(answers) == CREDIT_ODB


def _right_contract(answers: Answers, _facts: Facts) -> str | None:
    """An examencontract never gives the right (dossier 2.3); the number for a creditcontract needs one."""
    contract = answers.get("contract")
    if contract == EXAM_CONTRACT:
        return "exam_contract"
    return "not_credit" if odb_of(answers) == CREDIT_ODB and contract != CREDIT_CONTRACT else None


START_DATE = Field(
    "start_date", Kind.DATE,
    rules=(is_date("start_date"), known_school_year, _inside_window(WindowBasis.START, "start_date")),
)  # fmt: skip
ENTRY_DATE = Field(
    "entry_date", Kind.DATE, asked=joined_later,
    rules=(is_date("entry_date"), after_start, _inside_window(WindowBasis.ENTRY, "entry_date")),
)  # fmt: skip

BEGIN = Step("begin", (START_DATE, Field("joined_later", Kind.CHOICE, choices=(YES, NO)), ENTRY_DATE))

CONTACT = Step(
    "contact",
    (
        Field("contact_name", Kind.TEXT, personal=True, longest=100),
        Field(
            "contact_email", Kind.EMAIL, personal=True, employer_only=True, rules=(email("contact_email"),)
        ),
        Field(
            "contact_phone", Kind.PHONE, personal=True, employer_only=True, rules=(phone("contact_phone"),)
        ),
        Field("iban", Kind.IBAN, personal=True, employer_only=True, rules=(number(Identifier.IBAN, "iban"),)),
    ),
)

EMPLOYEE = Step(
    "employee",
    (
        Field("insz", Kind.INSZ, personal=True, rules=(number(Identifier.INSZ, "insz"),)),
        Field("first_name", Kind.TEXT, personal=True, longest=80),
        Field("last_name", Kind.TEXT, personal=True, longest=80),
        Field("employee_email", Kind.EMAIL, personal=True, rules=(email("employee_email"),)),
        ENTRY_DATE,
        Field("fraction", Kind.PERCENT, rules=(percentage("fraction"),)),
        Field("weekly_hours", Kind.DECIMAL, rules=(between("weekly_hours", Decimal(0), Decimal(48)),)),
        Field("works_in_flanders", Kind.CHOICE, choices=(YES, NO), rules=(_in_flanders,)),
        Field(
            "establishment", Kind.ESTABLISHMENT, rules=(number(Identifier.ESTABLISHMENT, "establishment"),)
        ),
    ),
)

TRAINING = Step(
    "training",
    (
        Field("odb", Kind.ODB, rules=(number(Identifier.ODB, "odb"), _registered)),
        Field(
            "contract", Kind.CHOICE, choices=(DIPLOMA_CONTRACT, CREDIT_CONTRACT, EXAM_CONTRACT),
            asked=_by_contract, rules=(_right_contract,),
        ),
        START_DATE,
        Field("end_date", Kind.DATE, rules=(is_date("end_date"), _not_before_start)),
        Field("size", Kind.DECIMAL, rules=(between("size", Decimal(0), Decimal(2000)),)),
    ),
)  # fmt: skip

INITIATIVE = Step(
    "initiative",
    (
        Field("initiative", Kind.CHOICE, choices=tuple(who.value for who in Initiative)),
        Field("employee_agrees", Kind.TICK),
    ),
)

CHECK = Step("check", (Field("declaration", Kind.TICK),))

REFUND = Form("refund", (BEGIN, CONTACT, EMPLOYEE, TRAINING, INITIATIVE, CHECK))
