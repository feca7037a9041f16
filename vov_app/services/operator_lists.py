"""What the operator may look up: organisations with how many users they have, and the users of one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func
from sqlmodel import col, select

from vov_app.models import Grant, Membership, Office, Organisation
from vov_app.services import user_queries
from vov_app.services.places import on_behalf
from vov_app.services.work import Refused, Work


@dataclass(frozen=True)
class Listed:
    """An organisation, and how many may act for it now."""

    kbo: str
    name: str
    users: int


@dataclass(frozen=True)
class User:
    """Who may act for an organisation: the offices they hold, and the last day of their right.

    `until` is None without the right, and `date.max` when it has no end.
    """

    key: str
    name: str
    offices: tuple[Office, ...]
    until: date | None


def organisations(w: Work) -> list[Listed]:
    """All organisations by number."""
    rows = w.session.exec(
        select(Organisation, func.count(col(Membership.id)))
        .join(
            Membership,
            (col(Membership.organisation_id) == col(Organisation.id)) & col(Membership.ended_at).is_(None),
            isouter=True,
        )
        .group_by(col(Organisation.id))
        .order_by(col(Organisation.kbo))
    )
    return [Listed(place.kbo, place.name, users) for place, users in rows]


def users(w: Work, kbo: str) -> list[User]:
    """Who may act for the organisation with this compact number, by name.

    Raises:
        Refused: no organisation has it.
    """
    place = w.session.exec(select(Organisation).where(Organisation.kbo == kbo)).first()
    if place is None:
        raise Refused("no_organisation")
    here = on_behalf(w, place.id or 0)
    offices, grants = user_queries.offices_of(here), user_queries.grants_of(here)
    return [
        User(
            row.key,
            f"{row.given_name} {row.family_name}",
            tuple(offices.get(row.id, ())),
            _last(grants.get(row.id, ()), w.today),
        )
        for row in user_queries.everybody(here)
    ]


def _last(grants: Iterable[Grant], today: date) -> date | None:
    """The last day of the rights that hold today."""
    ends = [g.valid_until or date.max for g in grants if g.revoked_on is None and g.valid_from <= today]
    return max((end for end in ends if end >= today), default=None)
