"""The desk of last resort: requests that nobody in the organisation could or did decide about.

No person of the loket signs in for this: it is reached from the operator's commands, or in the prototype
from a page of the annex. Whoever calls has made sure that it is the operator.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlmodel import col, select

from vov_app.domain.brussels import brussels_day
from vov_app.domain.requests import OPEN, Desk
from vov_app.forms.decision import DECIDE
from vov_app.forms.spec import Fault
from vov_app.models import Organisation, Person, RightRequest
from vov_app.services import audit, decisions, drafts
from vov_app.services.work import Actor, OrganisationRef, Refused, Work


@dataclass(frozen=True)
class Queued:
    """A request at the operator's desk."""

    key: str
    person: str
    organisation: str
    motive: str
    asked_on: date
    promised_on: date


def queue(w: Work) -> list[Queued]:
    """What waits at this desk, the most urgent first."""
    rows = w.session.exec(
        select(RightRequest, Person, Organisation)
        .join(Person, col(Person.id) == col(RightRequest.person_id))
        .join(Organisation, col(Organisation.id) == col(RightRequest.organisation_id))
        .where(RightRequest.desk == Desk.OPERATOR, col(RightRequest.status).in_(OPEN))
        .order_by(col(RightRequest.promised_on), col(RightRequest.id))
    )
    return [
        Queued(r.key, person.name, place.name, r.motive, brussels_day(r.asked_at), r.promised_on)
        for r, person, place in rows
    ]


def decide(w: Work, key: str, typed: Mapping[str, object]) -> tuple[Fault, ...]:
    """Decide about a request at this desk; gives what is wrong with the decision, nothing when it stands.

    Raises:
        Refused: no request with this key waits here.
    """
    request = w.session.exec(
        select(RightRequest)
        .where(RightRequest.key == key, RightRequest.desk == Desk.OPERATOR)
        .where(col(RightRequest.status).in_(OPEN))
        .with_for_update()
    ).first()
    if request is None:
        raise Refused("no_request")
    answers = DECIDE.clean(DECIDE.steps[0], typed)
    faults = DECIDE.faults(answers, drafts.facts(w))
    if not faults:
        place = w.session.get_one(Organisation, request.organisation_id)
        here = OrganisationRef(place.id or 0, place.key, place.name, place.kbo, place.place)
        acting = replace(w, actor=Actor(organisation=here))
        decisions.settle(acting, request, answers, role=audit.OPERATOR)
    return faults
