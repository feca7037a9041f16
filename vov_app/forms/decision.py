"""Deciding about a request: grant until a day, or refuse with a reason; nothing is chosen beforehand."""

from vov_app.forms.rules import at_most, no_link
from vov_app.forms.spec import Answers, Facts, Field, Form, Kind, Step
from vov_app.forms.user import END_RULES

GRANT, REFUSE = "grant", "refuse"
MOST_CHARACTERS = 500


def _granting(answers: Answers, _facts: Facts) -> bool:
    return answers.get("decision") == GRANT


def _refusing(answers: Answers, _facts: Facts) -> bool:
    return answers.get("decision") == REFUSE


DECISION = Field("decision", Kind.CHOICE, choices=(GRANT, REFUSE))
UNTIL = Field("until", Kind.DATE, rules=END_RULES, asked=_granting)
REASON = Field(
    "reason",
    Kind.PROSE,
    rules=(at_most("reason", MOST_CHARACTERS), no_link("reason")),
    asked=_refusing,
    longest=2000,
)

DECIDE = Form("decision", (Step("decision", (DECISION, UNTIL, REASON)),))
