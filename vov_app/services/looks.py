"""Keep who looked at whose data, once a day each, so that people can see it."""

from sqlmodel import col, select

from vov_app.domain.brussels import brussels_day
from vov_app.models import AuditEntry, RightRequest
from vov_app.services import audit, offices, user_queries
from vov_app.services.work import Refused, Work

REQUEST_VIEW = "request:view"
USER_VIEW = "user:view"
RECORD_VIEW = "record:view"


def at_request(w: Work, key: str) -> None:
    """Somebody with an office looked at a request of somebody else.

    Raises:
        Refused: the actor holds no office, or the organisation has no such request.
    """
    role = offices.require(w)
    request = w.session.exec(
        select(RightRequest).where(RightRequest.key == key, RightRequest.organisation_id == w.organisation.id)
    ).first()
    if request is None:
        raise Refused("no_request")
    if request.person_id != w.actor.person_id and not today(w, REQUEST_VIEW, key):
        audit.record(w, REQUEST_VIEW, subject_id=request.person_id, about=key, role=role)


def at_user(w: Work, key: str) -> None:
    """Somebody with an office looked at what is kept about a colleague.

    Raises:
        Refused: the actor holds no office, or the organisation has no such user.
    """
    role = offices.require(w)
    person = user_queries.user(w, key)
    if person.id != w.actor.person_id and not today(w, USER_VIEW, key):
        audit.record(w, USER_VIEW, subject_id=person.id, about=key, role=role)


def today(w: Work, action: str, about: str = "") -> bool:
    """Whether the actor did this for the organisation today already."""
    last = w.session.exec(
        select(AuditEntry)
        .where(
            AuditEntry.actor_id == w.actor.person_id,
            AuditEntry.organisation_id == w.organisation.id,
            AuditEntry.about == about,
            AuditEntry.action == action,
            AuditEntry.denied == "",
        )
        .order_by(col(AuditEntry.number).desc())
    ).first()
    return last is not None and brussels_day(last.at) == w.today
