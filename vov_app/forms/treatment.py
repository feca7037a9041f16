"""What the authority tells at each step of its treatment; played in the prototype door.

Which questions the real authority answers isn't known; the figures are those of its overviews (dossier 4.4).
"""

import re
from decimal import Decimal

from vov_app.domain.dossiers import DossierEventKind as Kind_
from vov_app.domain.dossiers import NotCalculated
from vov_app.forms.refund import REFUND
from vov_app.forms.rules import at_most, no_link, up_to
from vov_app.forms.spec import Answers, Facts, Field, Form, Kind, Step

MOST_TEXT = 1000
MOST_HOURS = Decimal(2000)
_QUARTER = re.compile(r"[1-4]/20\d\d", re.ASCII)


def _is_quarter(answers: Answers, _facts: Facts) -> str | None:
    return None if _QUARTER.fullmatch(answers.get("quarter", "")) else "quarter"


def _prose(name: str) -> Field:
    rules = (at_most(name, MOST_TEXT), no_link(name))
    return Field(name, Kind.PROSE, rules=rules, longest=4 * MOST_TEXT)


def _hours(name: str) -> Field:
    return Field(name, Kind.DECIMAL, rules=(up_to(name, MOST_HOURS),))


ABOUT = Field(
    "about",
    Kind.CHOICE,
    required=False,
    choices=tuple(step.name for step in REFUND.steps if step.name not in ("begin", "check")),
)

TREATMENT = Form(
    "treatment",
    (
        Step(Kind_.TAKEN_UP, ()),
        Step(Kind_.INFORMATION_ASKED, (_prose("question"), ABOUT)),
        Step(Kind_.APPROVED, ()),
        Step(Kind_.REFUSED, (_prose("motive"),)),
        Step(Kind_.STOPPED, (_prose("motive"),)),
        Step(
            Kind_.CALCULATED,
            (
                Field("quarter", Kind.TEXT, rules=(_is_quarter,), longest=10),
                _hours("attended"),
                _hours("taken"),
                _hours("maximum"),
            ),
        ),
        Step(
            Kind_.NOT_CALCULATED, (Field("why", Kind.CHOICE, choices=tuple(r.value for r in NotCalculated)),)
        ),
        Step(Kind_.PAID, ()),
    ),
)
