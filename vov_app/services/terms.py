"""The dates that an organisation must not miss: of each draft, and of each training that it filed for."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sqlmodel import col, select

from vov_app import routes
from vov_app.domain.deadlines import FilingWindow, WindowStanding, filing_window
from vov_app.domain.employee_dates import employee_dates
from vov_app.forms.refund import window
from vov_app.forms.values import odb_of
from vov_app.models import Application, Draft
from vov_app.services import drafts, findings, rights
from vov_app.services.work import Work
from vov_app.texts import t

# How long after its last day a draft is still told of: who comes too late learns why.
TOLD_AFTER = timedelta(days=30)


@dataclass(frozen=True)
class Term:
    """One last day. `what` names no person, `name` may; `key` stays the same for the same term."""

    key: str
    what: str
    name: str
    window: FilingWindow
    safe: date
    address: str
    since: datetime


@dataclass(frozen=True)
class TermLine:
    """One line of the page, in words."""

    key: str
    name: str
    address: str
    opens: str
    last_day: str
    left: str
    safe: str
    file: str


@dataclass(frozen=True)
class TermsView:
    """The page: drafts with a date, drafts without one, and trainings others may still be filed for."""

    ready: bool = False
    drafts: list[TermLine] = field(default_factory=list)
    undated: int = 0
    trainings: list[TermLine] = field(default_factory=list)


def view(w: Work) -> TermsView:
    """All dates of the organisation, the nearest first.

    Raises:
        Refused: the right isn't held.
    """
    rights.require(w)
    waiting = _drafts(w)
    dated = of_drafts(w, waiting)
    return TermsView(
        ready=True,
        drafts=[_line(w, term) for term in dated],
        undated=sum(window(_answers(draft), drafts.facts(w)) is None for draft in waiting),
        trainings=[_line(w, term) for term in of_trainings(w)],
    )


def everything(w: Work) -> list[Term]:
    """The terms of drafts and trainings, the nearest first.

    Raises:
        Refused: the right isn't held.
    """
    rights.require(w)
    return sorted([*of_drafts(w, _drafts(w)), *of_trainings(w)], key=_nearest)


def of_draft(w: Work, key: str) -> Term | None:
    """The term of one draft; None as long as its dates aren't known.

    Raises:
        Refused: the right isn't held, or there is no such draft.
    """
    rights.require(w)
    return next(iter(of_drafts(w, [drafts.find(w, key)])), None)


def of_drafts(w: Work, found: list[Draft]) -> list[Term]:
    """The terms of those drafts that have a date, the nearest first."""
    made = (_of_draft(w, draft) for draft in found)
    return sorted((term for term in made if term is not None), key=_nearest)


def of_trainings(w: Work) -> list[Term]:
    """The terms of trainings that the organisation filed for and may still file for, for other employees."""
    rows = w.session.exec(
        select(col(Application.odb), col(Application.start_date))
        .where(Application.organisation_id == w.organisation.id, col(Application.last_day) >= w.today)
        .distinct()
    )
    found = [_of_training(w, odb, start) for odb, start in rows]
    return sorted((term for term in found if _still(term.window, w.today)), key=_nearest)


def _drafts(w: Work) -> list[Draft]:
    return list(
        w.session.exec(
            select(Draft).where(
                Draft.organisation_id == w.organisation.id,
                col(Draft.confirmed_at).is_(None),
                col(Draft.deleted_at).is_(None),
                col(Draft.corrects_id).is_(None),
            )
        )
    )


def _of_draft(w: Work, draft: Draft) -> Term | None:
    answers = _answers(draft)
    found = window(answers, drafts.facts(w))
    if found is None or found.last_day + TOLD_AFTER < w.today:
        return None
    start = found.counted_from
    name = f"{answers.get('first_name', '')} {answers.get('last_name', '')}".strip()
    return Term(
        key=f"concept-{draft.key}",
        what=t("terms.draft", odb=odb_of(answers) or t("terms.no_odb"), start=start),
        name=name or t("home.resume.without_name"),
        window=found,
        safe=employee_dates(start, found.last_day).safe,
        address=routes.refund_step(w.organisation.key, draft.key, draft.last_step),
        since=draft.saved_at,
    )


def _of_training(w: Work, odb: str, start: date) -> Term:
    found = filing_window(start)
    training = w.world.register.training(odb)
    return Term(
        key=f"opleiding-{odb}-{start}",
        what=t("terms.training", odb=odb, start=start),
        name=training.name if training else odb,
        window=found,
        safe=employee_dates(start, found.last_day).safe,
        address=routes.application(w.organisation.key),
        since=datetime.combine(start, datetime.min.time(), w.now.tzinfo),
    )


def _line(w: Work, term: Term) -> TermLine:
    known = term.key.startswith("concept-")
    return TermLine(
        key=term.key,
        name=term.name,
        address=term.address,
        opens=t("common.value.day", day=term.window.opens),
        last_day=t("common.value.day", day=term.window.last_day),
        left=_left(w, term.window),
        safe=t("common.value.day", day=term.safe),
        file=routes.draft_calendar(w.organisation.key, term.key.removeprefix("concept-")) if known else "",
    )


def _left(w: Work, found: FilingWindow) -> str:
    standing = found.standing(w.today)
    if standing is WindowStanding.OPEN:
        told = t("terms.left.open", count=found.days_left(w.today))
    else:
        told = t(f"terms.left.{standing}")
    return f"{told} {findings.doubt(found)}".strip()


def _still(found: FilingWindow, today: date) -> bool:
    return found.standing(today) is not WindowStanding.CLOSED


def _nearest(term: Term) -> tuple[date, str]:
    return term.window.last_day, term.key


def _answers(draft: Draft) -> dict[str, str]:
    return {name: str(value) for name, value in draft.answers.items()}
