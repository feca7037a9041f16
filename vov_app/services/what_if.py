"""What an application would come to, and by when: an aid for anybody, from the same rules as the form."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from urllib.parse import urlencode

from vov_app import routes
from vov_app.domain.deadlines import filing_window
from vov_app.domain.employee_dates import employee_dates
from vov_app.domain.refunds import Estimate, concerns, estimate
from vov_app.domain.school_years import SOURCES, school_year_of
from vov_app.domain.trainings import Initiative, TrainingKind
from vov_app.forms.spec import Answers, Fault
from vov_app.forms.values import date_of, day, decimal_of, entry_of, percent_of
from vov_app.forms.what_if import IN_ADDRESS, OWN, STEP, WHAT_IF
from vov_app.services import drafts, estimates, findings
from vov_app.services.estimates import Line
from vov_app.services.work import Work
from vov_app.texts import t

_OWN = frozenset(f.name for f in OWN)


@dataclass(frozen=True)
class WhatIfView:
    """The calculator as it stands; `figures` are empty until the answers are sound."""

    shown: str = ""
    answers: dict[str, str] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    figures: list[Line] = field(default_factory=list)
    dates: list[Line] = field(default_factory=list)
    standing: str = ""
    remarks: list[str] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    share: str = ""


def from_address(w: Work, query: Mapping[str, object]) -> WhatIfView:
    """The calculator with the answers in an address, and what they come to when there are any."""
    typed = {name: query[short] for name, short in IN_ADDRESS.items() if query.get(short)}
    return answer(w, typed, shown=_address(WHAT_IF.clean(STEP, typed))) if typed else _view(w, {}, "leeg")


def note(w: Work, view: WhatIfView, typed: Mapping[str, object]) -> WhatIfView:
    """The same with one answer more, so that the questions that follow from it are asked."""
    return _view(w, {**view.answers, **WHAT_IF.clean(STEP, {**view.answers, **typed})}, view.shown)


def answer(w: Work, typed: Mapping[str, object], *, shown: str) -> WhatIfView:
    """What these answers come to, or what has to be mended first."""
    answers = WHAT_IF.clean(STEP, typed)
    faults = WHAT_IF.faults(answers, drafts.facts(w), STEP)
    if faults:
        return _view(w, answers, shown, _worded(faults))
    made = _estimate(answers)
    figures = estimates.view(estimates.snapshot(made))
    window = filing_window(date_of(answers["start_date"]), entry_of(answers))
    return WhatIfView(
        shown=shown,
        answers=answers,
        asked=_asked(w, answers),
        figures=figures.lines,
        dates=_dates(answers),
        standing=findings.window_told(w, window),
        remarks=_remarks(answers),
        sources=_sources(answers),
        share=_address(answers),
    )


def _view(w: Work, answers: dict[str, str], shown: str, faults: dict[str, str] | None = None) -> WhatIfView:
    return WhatIfView(shown, answers, faults or {}, _asked(w, answers))


def _asked(w: Work, answers: Answers) -> list[str]:
    facts = drafts.facts(w)
    return [f.name for f in STEP.fields if f.asked(answers, facts)]


def _worded(faults: tuple[Fault, ...]) -> dict[str, str]:
    return {f.field: t(f"{words_of(f.field)}.{f.field}.fault.{f.key}", **f.values) for f in reversed(faults)}


def words_of(name: str) -> str:
    """Where the words of a question stand: with the refund form's own, where both ask the same."""
    return "what_if.field" if name in _OWN else "refund.field"


def _estimate(answers: Answers) -> Estimate:
    return estimate(
        TrainingKind(answers["kind"]),
        decimal_of(answers["size"]),
        percent_of(answers["fraction"]),
        date_of(answers["start_date"]),
    )


def _remarks(answers: Answers) -> list[str]:
    found = concerns(
        TrainingKind(answers["kind"]),
        decimal_of(answers["size"]),
        percent_of(answers["fraction"]),
        date_of(answers["start_date"]),
        weekly_hours=_weekly(answers),
        initiative=Initiative(answers["initiative"]),
    )
    return [t(f"refund.concern.{concern}") for concern in found]


def _weekly(answers: Answers) -> Decimal | None:
    typed = answers.get("weekly_hours", "")
    return decimal_of(typed) if typed else None


def _dates(answers: Answers) -> list[Line]:
    start, entry = date_of(answers["start_date"]), entry_of(answers)
    window = filing_window(start, entry)
    theirs = employee_dates(start, window.last_day, entry=entry, enrolled=day(answers, "enrolled"))
    told = {
        "opens": window.opens,
        "last_day": window.last_day,
        f"employee_{theirs.guideline}": theirs.by,
        "safe": theirs.safe,
    }
    return [Line(t(f"what_if.date.{name}"), t("common.value.day", day=when)) for name, when in told.items()]


def _sources(answers: Answers) -> list[str]:
    """Where the figures of the school year come from, each page once."""
    year = school_year_of(date_of(answers["start_date"]))
    known = [getattr(year, name) for name in estimates.FIGURES] if year else []
    return [SOURCES[key] for key in dict.fromkeys(key for figure in known for key in figure.sources)]


def _address(answers: Answers) -> str:
    kept = {short: answers[name] for name, short in IN_ADDRESS.items() if answers.get(name)}
    return f"{routes.WHAT_IF}?{urlencode(kept)}"
