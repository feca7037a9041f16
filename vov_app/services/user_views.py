"""Users in words: how their right stands today, when it ends, which office they hold."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Row

from vov_app import routes
from vov_app.domain.rights import Decision, HeldRight, Standing, decide
from vov_app.models import Grant
from vov_app.services import rights, user_queries
from vov_app.services.work import Work
from vov_app.texts import t


@dataclass(frozen=True)
class UserLine:
    """One user; `end` is empty when the right has no last day or there is none."""

    key: str
    name: str
    address: str
    standing: str
    end: str
    office: str


@dataclass(frozen=True)
class UsersView:
    """One page of the list; `after` is where the next one starts, empty on the last."""

    ready: bool = False
    lines: list[UserLine] = field(default_factory=list)
    after: str = ""
    announced: str = ""


@dataclass(frozen=True)
class UserView:
    """One user, and what the actor may do about them."""

    key: str = ""
    name: str = ""
    standing: str = ""
    end: str = ""
    office: str = ""
    record: str = ""
    own: bool = False
    revocable: bool = False
    may_appoint: bool = False
    may_dismiss: bool = False
    may_remove: bool = False


def lines(w: Work, rows: list[Row[Any]], *, everybody: bool = False) -> list[UserLine]:
    """These users; what they hold is looked up for all of them at once."""
    people = None if everybody else [row.id for row in rows]
    held, appointed = user_queries.grants_of(w, people), user_queries.offices_of(w, people)
    made = []
    for row in rows:
        decision = stand(w, held.get(row.id, []))
        made.append(
            UserLine(
                row.key,
                f"{row.given_name} {row.family_name}",
                routes.user(w.organisation.key, row.key),
                worded(decision),
                end_of(decision),
                ", ".join(appointed.get(row.id, [])),
            )
        )
    return made


def stand(w: Work, held: Iterable[Grant]) -> Decision:
    """How things stand with the right, whatever was asked for."""
    known = [HeldRight(g.right, g.context, g.valid_from, g.valid_until, g.revoked_on) for g in held]
    return decide(True, known, (), rights.RIGHT, rights.CONTEXT, w.today)


def worded(decision: Decision) -> str:
    """How the right stands today."""
    grant = decision.grant
    if grant is None:
        return t("users.standing.missing")
    if decision.standing is Standing.NOT_YET_VALID:
        return t("users.standing.not_yet_valid", day=grant.valid_from)
    if grant.revoked_on is not None:
        return t("users.standing.revoked", day=grant.revoked_on)
    if grant.valid_until is None:
        return t("users.standing.endless")
    return t(f"users.standing.{decision.standing}", day=grant.valid_until)


def end_of(decision: Decision) -> str:
    """The last day of the right, when it has one that still counts or did."""
    grant = decision.grant
    if grant is None or grant.valid_until is None or grant.revoked_on is not None:
        return ""
    return t("common.value.day", day=grant.valid_until)
