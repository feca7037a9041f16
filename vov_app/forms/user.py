"""Users of an organisation: who is added, until when a right holds, and what happens to several at once."""

from datetime import date, timedelta

from vov_app.domain.identifiers import Identifier
from vov_app.forms.rules import at_most, email, is_date, number
from vov_app.forms.spec import Answers, Facts, Field, Form, Kind, Step
from vov_app.forms.values import day

GIVE, REVOKE = "give", "revoke"
TICKED, EVERYBODY = "who-", "everybody"
MOST_YEARS = 5
LONGEST_EMAIL = 60
MOST_ROWS = 1000
MOST_BYTES = 1024 * 1024


def last_possible(today: date, years: int = MOST_YEARS) -> date:
    """The last day on which a right that is given today may end, at most so many years on."""
    year = today.year + years
    try:
        return today.replace(year=year) - timedelta(days=1)
    except ValueError:
        return date(year, 2, 27)


def _may_end(answers: Answers, facts: Facts) -> str | None:
    until = day(answers, "until")
    if until is None or until < facts.today:
        return "past"
    return "far" if until > last_possible(facts.today) else None


def _giving(answers: Answers, _facts: Facts) -> bool:
    return answers.get("act") == GIVE


def _revoking(answers: Answers, _facts: Facts) -> bool:
    return answers.get("act") == REVOKE


END_RULES = (is_date("until"), _may_end)
UNTIL = Field("until", Kind.DATE, rules=END_RULES)

ADD = Step(
    "add",
    (
        Field("insz", Kind.INSZ, personal=True, rules=(number(Identifier.INSZ, "insz"),)),
        Field("first_name", Kind.TEXT, personal=True, longest=80),
        Field("last_name", Kind.TEXT, personal=True, longest=80),
        Field("email", Kind.EMAIL, personal=True, rules=(at_most("email", LONGEST_EMAIL), email("email"))),
        UNTIL,
    ),
)
SEVERAL = Step(
    "several",
    (
        Field("act", Kind.CHOICE, choices=(GIVE, REVOKE)),
        Field("until", Kind.DATE, rules=END_RULES, asked=_giving),
        Field("sure", Kind.TICK, asked=_revoking),
    ),
)
END = Step("end", (UNTIL,))

USERS = Form("users", (ADD, SEVERAL, END))
