"""Renew a right that ends soon, with one press: it gets the usual length, counted from its last day."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import select

from vov_app.models import Grant, Person
from vov_app.services import grants, offices, rights
from vov_app.services.work import Refused, Work
from vov_app.texts import t


@dataclass(frozen=True)
class RenewalView:
    """A right as the page to renew it shows it; `proposal` is empty when it can't be renewed."""

    key: str = ""
    now: str = ""
    proposal: str = ""


def show(w: Work, key: str) -> RenewalView:
    """The right with this key, for who holds an office; looking renews nothing.

    Raises:
        Refused: the actor holds none, or the organisation has no such right.
    """
    offices.require(w)
    grant, person = _find(w, key)
    until = grant.revoked_on or grant.valid_until
    new = _new_end(w, grant) if grant.person_id != w.actor.person_id else None
    proposal = t("decision.renewal.proposal", until=new) if new else ""
    stand = t(f"decision.renewal.{_stand(w, grant)}", person=person.name, until=until)
    return RenewalView(key, stand, proposal)


def renew(w: Work, key: str) -> RenewalView:
    """Give the right another year; pressing twice within that year gives no second one.

    Raises:
        Refused: as with `show`, or it is a right of the actor's own.
    """
    offices.require(w)
    grant, _ = _find(w, key)
    until = _new_end(w, grant)
    if until is not None and until != grant.valid_until:
        grants.change(w, key, until)
    return show(w, key)


def _stand(w: Work, grant: Grant) -> str:
    if grant.revoked_on:
        return "revoked"
    if rights.ended(grant, w.today):
        return "ended"
    return "now" if grant.valid_until else "endless"


def _new_end(w: Work, grant: Grant) -> date | None:
    """A year from today at the least; what lasts longer stays. None when there is nothing to renew."""
    if grant.valid_until is None or rights.ended(grant, w.today):
        return None
    return max(grants.usual_end(w.today), grant.valid_until)


def _find(w: Work, key: str) -> tuple[Grant, Person]:
    grant = w.session.exec(
        select(Grant).where(
            Grant.key == key,
            Grant.organisation_id == w.organisation.id,
            Grant.right == rights.RIGHT,
            Grant.context == rights.CONTEXT,
        )
    ).first()
    if grant is None:
        raise Refused("no_user")
    return grant, w.session.get_one(Person, grant.person_id)
