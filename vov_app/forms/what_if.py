"""What would it come to? Questions for the calculator; nothing personal is asked and nothing is kept."""

from decimal import Decimal

from vov_app.domain.trainings import Initiative, TrainingKind
from vov_app.forms.refund import after_start, joined_later, known_school_year
from vov_app.forms.rules import between, is_date, percentage
from vov_app.forms.spec import Field, Form, Kind, Step
from vov_app.forms.values import NO, YES

_BELIEVABLE = between("weekly_hours", Decimal(0), Decimal(48))
# The names under which an answer stands in an address that can be shared.
IN_ADDRESS = {
    "start_date": "start",
    "joined_later": "later",
    "entry_date": "indienst",
    "enrolled": "inschrijving",
    "kind": "soort",
    "size": "omvang",
    "fraction": "breuk",
    "weekly_hours": "uren",
    "initiative": "initiatief",
}

TRAINING_FIELDS = (
    Field("start_date", Kind.DATE, rules=(is_date("start_date"), known_school_year)),
    Field("joined_later", Kind.CHOICE, choices=(YES, NO)),
    Field("entry_date", Kind.DATE, asked=joined_later, rules=(is_date("entry_date"), after_start)),
)
SIZE_FIELDS = (
    Field("size", Kind.DECIMAL, rules=(between("size", Decimal(0), Decimal(2000)),)),
    Field("fraction", Kind.PERCENT, rules=(percentage("fraction"),)),
    Field("weekly_hours", Kind.DECIMAL, required=False, rules=(_BELIEVABLE,)),
    Field("initiative", Kind.CHOICE, choices=tuple(who.value for who in Initiative)),
)
ENROLLED = Field("enrolled", Kind.DATE, required=False, rules=(is_date("enrolled"),))
KIND = Field("kind", Kind.CHOICE, choices=tuple(kind.value for kind in TrainingKind))
OWN = (ENROLLED, KIND)

STEP = Step("what_if", (*TRAINING_FIELDS, *OWN, *SIZE_FIELDS))
WHAT_IF = Form("what_if", (STEP,))
