"""Mijn profiel: my organisations and rights, my requests, what happened with them, and who looked."""

from dataclasses import dataclass, field

from sqlalchemy import or_
from sqlmodel import col, select

from vov_app import routes
from vov_app.domain.brussels import brussels_day
from vov_app.models import AuditEntry, Organisation, RightRequest
from vov_app.services import claimed, own_sign_ins, record_words, rights
from vov_app.services.explanations import acting_for
from vov_app.services.own_sign_ins import SignInLine
from vov_app.services.record_words import Told
from vov_app.services.work import Refused, Work
from vov_app.texts import t

MOST = 50


@dataclass(frozen=True)
class PlaceView:
    """One organisation of mine, how my right stands there, and who can change that."""

    name: str
    address: str
    standing: str
    administrators: str


@dataclass(frozen=True)
class MineView:
    """A request of mine."""

    name: str
    address: str
    standing: str


@dataclass(frozen=True)
class ProfileView:
    """All that is kept about the actor's rights, and where they are signed in."""

    name: str = ""
    places: list[PlaceView] = field(default_factory=list)
    requests: list[MineView] = field(default_factory=list)
    history: list[Told] = field(default_factory=list)
    looks: list[Told] = field(default_factory=list)
    sign_ins: list[SignInLine] = field(default_factory=list)


def mine(w: Work) -> ProfileView:
    """The profile of the actor, and of nobody else.

    Raises:
        Refused: a stranger asks.
    """
    if not w.actor.signed_in:
        raise Refused("signed_out")
    return ProfileView(
        name=w.actor.name,
        places=[_place(w, o) for o in claimed.organisations_of(w, w.actor.person_id)],
        requests=_requests(w),
        history=_history(w, looks=False),
        looks=_history(w, looks=True),
        sign_ins=own_sign_ins.mine(w),
    )


def _place(w: Work, organisation: Organisation) -> PlaceView:
    view = rights.view(acting_for(w, organisation))
    people = view.administrators or view.representatives or rights.changers(acting_for(w, organisation))
    grant = view.decision.grant
    until = grant.valid_until if view.decision.allowed and grant else None
    standing = t(f"tile.{view.decision.standing}.status")
    return PlaceView(
        organisation.name,
        routes.application(organisation.key),
        t("profile.until", standing=standing, until=until) if until else standing,
        ", ".join(people) or t("desk.operator"),
    )


def _requests(w: Work) -> list[MineView]:
    rows = w.session.exec(
        select(RightRequest, Organisation)
        .join(Organisation, col(Organisation.id) == col(RightRequest.organisation_id))
        .where(RightRequest.person_id == w.actor.person_id)
        .order_by(col(RightRequest.asked_at).desc(), col(RightRequest.id).desc())
        .limit(MOST)
    )
    return [
        MineView(
            t("profile.request", organisation=place.name, day=brussels_day(request.asked_at)),
            routes.right_request(place.key, request.key),
            t(f"profile.status.{request.status}"),
        )
        for request, place in rows
    ]


def _history(w: Work, *, looks: bool) -> list[Told]:
    me = w.actor.person_id
    looked = col(AuditEntry.action).endswith(":view")
    rows = w.session.exec(
        select(AuditEntry)
        .where(or_(col(AuditEntry.subject_id) == me, col(AuditEntry.actor_id) == me))
        .where(looked if looks else ~looked)
        .where(or_(~looked, col(AuditEntry.subject_id) == me))
        .order_by(col(AuditEntry.number).desc())
        .limit(MOST)
    )
    return record_words.told(w, list(rows))
