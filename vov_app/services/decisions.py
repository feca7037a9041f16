"""Decide about a request: grant it until a day, or refuse it with a reason; the first decision stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlmodel import col, select

from vov_app import routes
from vov_app.domain.brussels import brussels_day
from vov_app.domain.requests import OPEN, RequestAction
from vov_app.forms.decision import DECIDE, GRANT
from vov_app.forms.spec import Fault
from vov_app.forms.values import date_of
from vov_app.models import LetterKind, Person, RightRequest, RightRequestEvent
from vov_app.services import drafts, grants, offices
from vov_app.services.request_steps import address_of, step, write_to_requester
from vov_app.services.work import Refused, Work
from vov_app.texts import t

[STEP] = DECIDE.steps


@dataclass(frozen=True)
class DecisionView:
    """A request as somebody who decides sees it; `decided` tells by whom and when once that is so."""

    key: str = ""
    person: str = ""
    about: str = ""
    asked: str = ""
    motive: str = ""
    decided: str = ""
    answers: dict[str, str] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)
    asked_fields: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Waiting:
    """One line of the list of requests that wait."""

    address: str
    person: str
    asked: str
    promised: str


def show(w: Work, key: str) -> DecisionView:
    """The request, for who holds an office in its organisation; looking decides nothing.

    Raises:
        Refused: the actor holds none, or the organisation has no such request.
    """
    offices.require(w)
    return _view(w, _find(w, key), {"until": _usual_end(w)})


def note(w: Work, key: str, typed: Mapping[str, object]) -> DecisionView:
    """The view with what was filled in so far, so that the questions that follow from it are asked.

    Raises:
        Refused: as with `show`.
    """
    offices.require(w)
    answers = {"until": _usual_end(w), **DECIDE.clean(STEP, typed)}
    return _view(w, _find(w, key), answers)


def decide(w: Work, key: str, typed: Mapping[str, object]) -> DecisionView:
    """Grant or refuse; when somebody was first, nothing changes and the view says who.

    Raises:
        Refused: as with `show`, or it is the actor's own request.
    """
    role = offices.require(w)
    request = _find(w, key, lock=True)
    if request.person_id == w.actor.person_id:
        raise Refused("own_request")
    if request.status not in OPEN:
        return _view(w, request)
    answers = DECIDE.clean(STEP, typed)
    if answers.get("decision") == GRANT and "until" not in typed:
        return _with_end(w, request, answers)
    faults = DECIDE.faults(answers, drafts.facts(w))
    if faults:
        return _view(w, request, answers, _worded(faults))
    settle(w, request, answers, role=role)
    return _view(w, request)


def _with_end(w: Work, request: RightRequest, answers: Mapping[str, str]) -> DecisionView:
    """The day that we propose, for who was quicker than the question about it: nobody agrees to it unseen."""
    told = {"until": t("decision.unseen_end")}
    return _view(w, request, {**answers, "until": _usual_end(w)}, told)


def settle(w: Work, request: RightRequest, answers: Mapping[str, str], *, role: str) -> None:
    """Carry out a sound decision about an open request, with its letter to who asked.

    The right itself answers the request, as it does when it is given without a look at it.

    Raises:
        BadEnd: the right can't end on that day.
        Refused: who asked doesn't act for the organisation any more.
    """
    kind = LetterKind.REQUEST_REFUSED
    if answers["decision"] == GRANT:
        grants.give(w, request.person_id, date_of(answers["until"]), role=role)
        kind = LetterKind.REQUEST_GRANTED
    else:
        request.reason = answers["reason"]
        step(w, request, RequestAction.REFUSE, role=role)
    to = address_of(w, request.person_id)
    if to:
        write_to_requester(w, kind, request, to)


def waiting(w: Work) -> list[Waiting]:
    """The organisation's requests that wait for a decision, the most urgent first.

    Raises:
        Refused: the actor holds no office.
    """
    offices.require(w)
    rows = w.session.exec(
        select(RightRequest, Person)
        .join(Person, col(Person.id) == col(RightRequest.person_id))
        .where(RightRequest.organisation_id == w.organisation.id, col(RightRequest.status).in_(OPEN))
        .order_by(col(RightRequest.promised_on), col(RightRequest.id))
    )
    return [
        Waiting(
            routes.decision(w.organisation.key, request.key),
            person.name,
            t("decision.waiting.asked", day=brussels_day(request.asked_at)),
            t("decision.waiting.promised", day=request.promised_on),
        )
        for request, person in rows
    ]


def _find(w: Work, key: str, *, lock: bool = False) -> RightRequest:
    wanted = select(RightRequest).where(
        RightRequest.key == key, RightRequest.organisation_id == w.organisation.id
    )
    found = w.session.exec(wanted.with_for_update() if lock else wanted).first()
    if found is None:
        raise Refused("no_request")
    return found


def _view(
    w: Work,
    request: RightRequest,
    answers: dict[str, str] | None = None,
    faults: dict[str, str] | None = None,
) -> DecisionView:
    person = w.session.get_one(Person, request.person_id)
    given = answers or {}
    return DecisionView(
        key=request.key,
        person=person.name,
        about=t("decision.about", right=str(request.right), context=str(request.context)),
        asked=t("decision.asked", day=brussels_day(request.asked_at), promised_on=request.promised_on),
        motive=request.motive,
        decided="" if request.status in OPEN else _decided(w, request),
        answers=given,
        faults=faults or {},
        asked_fields=[f.name for f in STEP.fields if f.asked(given, drafts.facts(w))],
    )


def _decided(w: Work, request: RightRequest) -> str:
    """By whom and when, as the second of two administrators reads it."""
    last = w.session.exec(
        select(RightRequestEvent)
        .where(RightRequestEvent.request_id == request.id)
        .order_by(col(RightRequestEvent.id).desc())
    ).first()
    who = w.session.get(Person, last.person_id) if last and last.person_id else None
    by = who.name if who else t("decision.by.system")
    return t(f"decision.done.{request.status}", by=by, day=brussels_day(request.decided_at or w.now))


def _usual_end(w: Work) -> str:
    end: date = grants.usual_end(w.today)
    return f"{end.day}/{end.month}/{end.year}"


def _worded(faults: tuple[Fault, ...]) -> dict[str, str]:
    return {f.field: t(f"decision.field.{f.field}.fault.{f.key}", **f.values) for f in faults}
