"""Ask the database for the users of an organisation: a page of them by keyset, or one by key."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import Row, Select, select, tuple_
from sqlmodel import col

from vov_app.models import Appointment, Grant, Membership, Office, Person
from vov_app.services import rights
from vov_app.services.folding import folded
from vov_app.services.work import Refused, Work


class Order(StrEnum):
    """What the list is sorted by."""

    NAME = "name"
    END = "end"


@dataclass(frozen=True)
class Wanted:
    """Which users: names that hold these words, in this order, those whose right ends soon, or all."""

    search: str = ""
    order: Order = Order.NAME
    soon: bool = False


def slice_of(w: Work, wanted: Wanted, after: str, most: int) -> list[Row[Any]]:
    """At most so many users, those that come after the one with this key.

    First their numbers, in the order of one index, and then those few: left to join first, a database may go
    through everybody.
    """
    order = _ORDERS[wanted.order]
    found = _narrowed(w, select(col(Membership.person_id)).where(*_here(w)), wanted)
    last = w.session.execute(_users(w, *order).where(col(Person.key) == after)).first() if after else None
    if last is not None:
        found = found.where(tuple_(*order) > tuple_(*last[-len(order) :]))
    numbers = list(w.session.scalars(found.order_by(*order).limit(most)))
    rows = {row.id: row for row in w.session.execute(_users(w).where(col(Person.id).in_(numbers)))}
    return [rows[number] for number in numbers]


def everybody(w: Work) -> list[Row[Any]]:
    """All users by name."""
    return list(w.session.execute(_users(w).order_by(*_ORDERS[Order.NAME])))


def grants_of(w: Work, people: list[int] | None = None) -> dict[int, list[Grant]]:
    """The grants of the right by person, of these people or of all."""
    wanted = select(Grant).where(*_the_right(w))
    if people is not None:
        wanted = wanted.where(col(Grant.person_id).in_(people))
    found: dict[int, list[Grant]] = {}
    # Sorted here: asked for in this order, SQLite goes through all grants of the organisation by number.
    for grant in sorted(w.session.scalars(wanted), key=_number):
        found.setdefault(grant.person_id, []).append(grant)
    return found


def offices_of(w: Work, people: list[int] | None = None) -> dict[int, list[Office]]:
    """The offices by person, of these people or of all."""
    wanted = select(col(Appointment.person_id), col(Appointment.office)).where(
        col(Appointment.organisation_id) == w.organisation.id, col(Appointment.ended_at).is_(None)
    )
    if people is not None:
        wanted = wanted.where(col(Appointment.person_id).in_(people))
    found: dict[int, list[Office]] = {}
    for person_id, office in w.session.execute(wanted.order_by(col(Appointment.id))):
        found.setdefault(person_id, []).append(office)
    return found


def user(w: Work, key: str) -> Person:
    """The user with this key.

    Raises:
        Refused: the organisation has no such user.
    """
    wanted = select(Person).join(Membership, col(Membership.person_id) == col(Person.id))
    found = w.session.scalars(wanted.where(col(Person.key) == key, *_here(w))).first()
    if found is None:
        raise Refused("no_user")
    return found


def _users(w: Work, *more: Any) -> Select[Any]:
    columns: tuple[Any, ...] = (
        col(Person.id),
        col(Person.key),
        col(Person.given_name),
        col(Person.family_name),
    )
    return (
        select(*columns, *more)
        .join_from(Membership, Person, col(Person.id) == col(Membership.person_id))
        .where(*_here(w))
    )


def _here(w: Work) -> tuple[Any, ...]:
    return (col(Membership.organisation_id) == w.organisation.id, col(Membership.ended_at).is_(None))


def _the_right(w: Work) -> tuple[Any, ...]:
    return (
        col(Grant.organisation_id) == w.organisation.id,
        col(Grant.right) == rights.RIGHT,
        col(Grant.context) == rights.CONTEXT,
    )


def _narrowed(w: Work, found: Select[Any], wanted: Wanted) -> Select[Any]:
    for word in folded(wanted.search).split():
        found = found.where(col(Membership.sort_name).contains(word, autoescape=True))
    if wanted.soon:
        last = w.today + timedelta(days=w.world.manners.warn_days)
        found = found.where(col(Membership.right_until).between(w.today, last))
    return found


_ORDERS: Final[dict[Order, tuple[Any, ...]]] = {
    Order.NAME: (col(Membership.sort_name), col(Membership.person_id)),
    Order.END: (col(Membership.right_until), col(Membership.person_id)),
}
"""Each is that of an index, and ends in the number of the person, so that no two are alike."""


def _number(grant: Grant) -> int:
    return grant.id or 0
