"""How one's own request stands, in words, with everything that happened to it."""

from dataclasses import dataclass, field

from sqlmodel import col, select

from vov_app.domain.brussels import brussels_day
from vov_app.domain.requests import OPEN, Desk, RequestStatus
from vov_app.domain.rights import Context, Right, Standing
from vov_app.models import Person, RightRequest, RightRequestEvent
from vov_app.services import desks, right_requests, rights
from vov_app.services.work import Refused, Work
from vov_app.texts import t


@dataclass(frozen=True)
class AskView:
    """The page on which the right is asked for."""

    what: str = ""
    who: str = ""
    when: str = ""


@dataclass(frozen=True)
class RequestView:
    """One request of the actor; `open` while it can be withdrawn."""

    key: str = ""
    tone: str = ""
    title: str = ""
    text: str = ""
    what: str = ""
    asked: str = ""
    motive: str = ""
    reason: str = ""
    again: str = ""
    history: list[str] = field(default_factory=list)
    open: bool = False


TONES = {"granted": "success", "refused": "error", "withdrawn": "warning", "expired": "warning"}


def to_ask(w: Work) -> AskView:
    """What is asked, who decides and by when.

    Raises:
        Refused: there is nothing to ask, or it is too soon or too much.
    """
    found = right_requests.prospect(w)
    return AskView(
        what=_what(w, Right.RESPONSIBLE, Context.OPLEIDINGSVERLOF),
        who=t(f"request.who.{found.desk}", names=", ".join(found.decides)),
        when=t("request.when", day=found.promised_on),
    )


def show(w: Work, key: str) -> RequestView:
    """The request with this key, for who made it alone.

    Raises:
        Refused: the actor made no such request here.
    """
    request = w.session.exec(
        select(RightRequest).where(
            RightRequest.key == key,
            RightRequest.person_id == w.actor.person_id,
            RightRequest.organisation_id == w.organisation.id,
        )
    ).first()
    if request is None:
        raise Refused("no_request")
    return RequestView(
        key=request.key,
        tone=TONES.get(request.status, "ongoing"),
        title=t(f"request.title.{request.status}"),
        text=_text(w, request),
        what=_what(w, request.right, request.context),
        asked=t("request.asked", day=brussels_day(request.asked_at)),
        motive=request.motive,
        reason=t("request.reason", reason=request.reason) if request.reason else "",
        again=_again(w, request),
        history=_history(w, request),
        open=request.status in OPEN,
    )


def _what(w: Work, right: Right, context: Context) -> str:
    return t("request.what", right=str(right), context=str(context), organisation=w.organisation.name)


def _again(w: Work, request: RightRequest) -> str:
    """When somebody whose newest request was refused may ask again."""
    decision = rights.decision(w)
    if request.status is not RequestStatus.REFUSED or decision.standing is not Standing.REFUSED:
        return ""
    day = right_requests.asks_again_on(w, decision)
    return t("request.again_on", day=day) if day else t("request.again")


def _text(w: Work, request: RightRequest) -> str:
    people = desks.names(desks.addressees(w, request.desk, request.person_id))
    nobody = t("desk.operator") if request.desk is Desk.OPERATOR else t(f"desk.{request.desk}")
    return t(
        f"request.text.{request.status}",
        names=", ".join(people) or nobody,
        organisation=w.organisation.name,
        promised_on=request.promised_on,
        decided_on=brussels_day(request.decided_at) if request.decided_at else None,
    )


def _history(w: Work, request: RightRequest) -> list[str]:
    rows = w.session.exec(
        select(RightRequestEvent)
        .where(RightRequestEvent.request_id == request.id)
        .order_by(col(RightRequestEvent.id).desc())
    )
    return [_line(w, row) for row in rows]


def _line(w: Work, row: RightRequestEvent) -> str:
    who = w.session.get(Person, row.person_id) if row.person_id else None
    return t(f"request.event.{row.action or 'asked'}", at=row.at, by=who.name if who else t("desk.operator"))
